using System.Net;
using IqWorkflows.Casework.Jobs;
using IqWorkflows.Casework.Mail;
using Microsoft.Extensions.DependencyInjection;

namespace IqWorkflows.Desk.Tests;

public sealed class JobsTests : IAsyncLifetime
{
    private const string Rejected = "550 5.1.1 <samira@mail.example> user unknown";

    private RunningDesk _desk = null!; // started before each test
    private string _caseId = "";

    public async Task InitializeAsync()
    {
        _desk = await RunningDesk.PeopledAsync();
        _caseId = await _desk.OpenCaseAsync();
        await MessageAsync("gescheitert", _caseId, "Failed", Rejected);
        await MessageAsync("ungewiss", _caseId, "Unknown", DeliverOutbox.Lost);
        await MessageAsync("wartet", _caseId, "Queued", null);
    }

    public async Task DisposeAsync() => await _desk.DisposeAsync();

    [Theory]
    [InlineData("otto", 200, 200, 200, 200)]
    [InlineData("lea", 200, 403, 200, 200)]
    [InlineData("anna", 403, 403, 403, 403)]
    [InlineData("vera", 403, 403, 403, 403)]
    [InlineData("kim", 403, 403, 403, 403)]
    [InlineData("dana", 403, 403, 403, 403)]
    public async Task Operators_look_at_all_jobs_and_leads_at_their_mail(string who, int jobs, int job, int outbox, int message)
    {
        using var browser = await _desk.AsAsync(who);
        async Task<int> StatusAsync(string path) => (int)(await browser.GetAsync(path)).Status;

        Assert.Equal(
            [jobs, job, outbox, message],
            [await StatusAsync("/auftraege"), await StatusAsync("/auftraege/wiederkehrend/outbox"), await StatusAsync("/auftraege/postausgang?zustand=Failed"), await StatusAsync("/auftraege/postausgang/gescheitert")]);
    }

    [Fact]
    public async Task A_lead_sees_whom_a_failed_mail_should_have_reached_and_an_operator_only_why_it_failed()
    {
        using var lead = await _desk.AsAsync("lea");
        using var keeper = await _desk.AsAsync("otto");

        foreach (var path in new[] { "/auftraege", "/auftraege/postausgang?zustand=Failed", "/auftraege/postausgang/gescheitert" })
        {
            Assert.Contains("Samira Müller", (await lead.GetAsync(path)).Text, StringComparison.Ordinal);
            var page = (await keeper.GetAsync(path)).Text;
            Assert.Contains("Das Postfach gibt es nicht.", page, StringComparison.Ordinal);
            Assert.DoesNotContain("Müller", page, StringComparison.Ordinal);
            Assert.DoesNotContain("samira@", page, StringComparison.Ordinal);
        }
        Assert.Contains(Rejected, (await lead.GetAsync("/auftraege/postausgang/gescheitert")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_of_another_centre_is_out_of_a_leads_reach_by_url_too()
    {
        await _desk.Runtime.Writer.WriteAsync(turn => turn.Execute("update cases set centre_id = 'bonn' where id = @id", _caseId), CancellationToken.None);
        using var lead = await _desk.AsAsync("lea");

        Assert.DoesNotContain("Müller", (await lead.GetAsync("/auftraege")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync("/auftraege/postausgang/gescheitert")).Status);
        await lead.GetAsync("/auftraege");
        Assert.Equal(HttpStatusCode.NotFound, (await lead.PostAsync("/auftraege/postausgang/gescheitert/nochmal")).Status);
        await lead.PostAsync("/auftraege/alle-nochmal");
        Assert.Equal("Failed", await StateAsync("gescheitert"));
    }

    [Fact]
    public async Task A_failed_mail_is_sent_again_a_doubtful_one_is_marked_and_a_waiting_one_called_off()
    {
        using var lead = await _desk.AsAsync("lea");
        await lead.GetAsync("/auftraege");

        Assert.Equal("/auftraege?erledigt=Again", (await lead.PostAsync("/auftraege/postausgang/gescheitert/nochmal")).Location);
        Assert.Equal("/auftraege?erledigt=Sent", (await lead.PostAsync("/auftraege/postausgang/ungewiss/gesendet")).Location);
        Assert.Equal("/auftraege?erledigt=Cancelled", (await lead.PostAsync("/auftraege/postausgang/wartet/zurueckziehen")).Location);
        var replayed = await lead.PostAsync("/auftraege/postausgang/ungewiss/gesendet");

        Assert.Equal(["Queued", "Sent", "Cancelled"], [await StateAsync("gescheitert"), await StateAsync("ungewiss"), await StateAsync("wartet")]);
        Assert.Equal(HttpStatusCode.Conflict, replayed.Status);
        Assert.Contains("Ihr Zustand ist inzwischen: gesendet.", replayed.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sending_all_again_leaves_the_doubtful_ones_to_a_person()
    {
        using var lead = await _desk.AsAsync("lea");
        await lead.GetAsync("/auftraege");

        await lead.PostAsync("/auftraege/alle-nochmal");

        Assert.Equal(["Queued", "Unknown"], [await StateAsync("gescheitert"), await StateAsync("ungewiss")]);
    }

    [Fact]
    public async Task A_halted_job_says_since_when_and_by_whom_and_goes_on_when_asked()
    {
        using var keeper = await _desk.AsAsync("otto");
        await keeper.GetAsync("/auftraege");

        Assert.Equal("/auftraege?erledigt=Paused", (await keeper.PostAsync("/auftraege/wiederkehrend/outbox/anhalten")).Location);

        var page = await keeper.GetAsync("/auftraege?erledigt=Paused");
        Assert.Contains("von otto", page.Text, StringComparison.Ordinal);
        Assert.Contains("Er bleibt es auch nach einem Neustart.", page.Text, StringComparison.Ordinal);
        Assert.Equal(1, await _desk.Runtime.Writer.WriteAsync(turn => turn.Number("select count(*) from paused_jobs where job = 'outbox'"), CancellationToken.None));
        Assert.Equal("/auftraege?erledigt=Resumed", (await keeper.PostAsync("/auftraege/wiederkehrend/outbox/fortsetzen")).Location);
        Assert.DoesNotContain("von otto", (await keeper.GetAsync("/auftraege")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inbox")]
    [InlineData("gibt-es-nicht")]
    [InlineData("%3Cscript%3E")]
    public async Task Only_jobs_that_may_rest_can_be_halted(string job)
    {
        using var keeper = await _desk.AsAsync("otto");
        await keeper.GetAsync("/auftraege");

        Assert.Equal(HttpStatusCode.NotFound, (await keeper.PostAsync($"/auftraege/wiederkehrend/{job}/anhalten")).Status);
    }

    [Fact]
    public async Task What_a_job_could_not_do_is_shown_with_its_reason_and_tried_again()
    {
        await _desk.Runtime.Writer.WriteAsync(
            turn => turn.Execute(
                "insert into failed_items (job, item, case_id, reason, attempts, first_at, last_at, next_try_at) values ('rungs', '7', @case_id, 'Die Vorlage <b>fehlt</b>', 10, @first, @last, null)",
                _caseId, _desk.Clock.GetUtcNow(), _desk.Clock.GetUtcNow()),
            CancellationToken.None);
        using var keeper = await _desk.AsAsync("otto");

        var page = await keeper.GetAsync("/auftraege");
        Assert.Contains("Die Vorlage &lt;b&gt;fehlt&lt;/b&gt;", page.Html, StringComparison.Ordinal);
        Assert.Contains("Aufgegeben", page.Text, StringComparison.Ordinal);
        Assert.Equal("/auftraege?erledigt=Nothing", (await keeper.PostAsync("/auftraege/nochmal", ("job", "rungs"), ("item", "99"))).Location);
        Assert.Equal("/auftraege?erledigt=Again", (await keeper.PostAsync("/auftraege/nochmal", ("job", "rungs"), ("item", "7"))).Location);

        Assert.Equal(0, (await new TryAgain(_desk.Runtime).ListAsync(CancellationToken.None)).Single().Attempts);
    }

    [Fact]
    public async Task Odd_addresses_of_the_outbox_show_a_page_all_the_same()
    {
        using var keeper = await _desk.AsAsync("otto");

        foreach (var query in new[] { "?zustand=Quatsch", "?zustand=99", "?zustand=Sent&vor=-1", "?zustand=Cancelled&vor=9223372036854775807", "?erledigt=<script>" })
            Assert.Equal(HttpStatusCode.OK, (await keeper.GetAsync("/auftraege/postausgang" + query)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await keeper.GetAsync("/auftraege/postausgang/" + new string('x', 2000))).Status);
    }

    [Fact]
    public async Task The_page_is_there_in_english_too()
    {
        using var keeper = await _desk.AsAsync("otto");
        await keeper.GetAsync("/auftraege");
        await keeper.PostAsync("/sprache", ("language", "en"), ("back", "/"));

        Assert.Contains("There is no such mailbox.", (await keeper.GetAsync("/auftraege")).Text, StringComparison.Ordinal);
        Assert.Contains("Hands waiting mails", (await keeper.GetAsync("/auftraege/wiederkehrend/outbox")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_rests_does_nothing_at_a_knock()
    {
        var board = _desk.Services.GetRequiredService<JobBoard>();

        await board.PauseAsync("outbox", "otto", CancellationToken.None);
        await board.PauseAsync("outbox", "somebody-else", CancellationToken.None);

        Assert.True(await board.RestsAsync("outbox", CancellationToken.None));
        Assert.False(await board.RestsAsync("timers", CancellationToken.None));
        await board.ResumeAsync("outbox", CancellationToken.None);
        Assert.False(await board.RestsAsync("outbox", CancellationToken.None));
    }

    private Task<int> MessageAsync(string id, string caseId, string state, string? error) => _desk.Runtime.Writer.WriteAsync(
        turn => turn.Execute(
            """
            insert into messages (id, case_id, occasion, object, recipient, state, is_letter, level, languages, template_hash, reason_code, reason_args, name, address, message_id, created_at, next_try_at, attempts, last_error)
            values (@id, @case_id, 'M09', 'case:1', 'client', @state, @is_letter, 'NEUTRAL', 'de', 'x', 'STAU', '[]', 'Samira Müller', 'samira@mail.example', @message_id, @created_at, @next_try_at, 1, @last_error)
            """,
            id, caseId, state, false, $"<{id}@iq.example>", _desk.Clock.GetUtcNow(), state == "Queued" ? _desk.Clock.GetUtcNow() : null, error),
        CancellationToken.None);

    private Task<string> StateAsync(string id) => _desk.Runtime.Writer.WriteAsync(turn => turn.Text("select state from messages where id = @id", id) ?? "", CancellationToken.None);
}
