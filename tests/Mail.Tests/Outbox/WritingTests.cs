using IqWorkflows.Casework.Mail;
using IqWorkflows.Storage.Mail;

namespace IqWorkflows.Mail.Tests.Outbox;

public sealed class WritingTests
{
    [Fact]
    public async Task A_mail_waits_in_the_outbox_with_everything_it_will_say()
    {
        await using var post = await Post.BeginAsync(language: "ar");
        await post.ConsentAsync("EMAIL_INHALT");
        await post.FactsAsync("appointment", true, ("appointment.at", "2026-03-09T10:00+01:00"), ("appointment.place", "Zimmer 12"));

        await post.WriteAsync("M02", "appointment:1");

        var row = await post.RowAsync();
        Assert.Equal(MessageState.Queued, row.State);
        Assert.Equal("INHALT", row.Level);
        Assert.Equal("ar de", row.Languages);
        Assert.Equal(("Maria Santos", "maria@example.org"), (row.Name, row.Address));
        Assert.Contains("Montag, 9. März 2026, um 10:00 Uhr", row.Text, StringComparison.Ordinal);
        Assert.Contains("DTSTART:20260309T090000Z", row.Calendar, StringComparison.Ordinal);
        Assert.Equal(("anna@beratung.example", $"Anna Beispiel ({post.CaseId})"), (row.ReplyAddress, row.ReplyName));
        Assert.Equal(CaseScenario.Rules.Texts.Hash, row.TemplateHash);
        Assert.Equal("TEST", row.ReasonCode);
    }

    [Fact]
    public async Task Without_consent_to_content_the_mail_asks_for_a_call_and_has_no_calendar_file()
    {
        await using var post = await Post.BeginAsync();
        await post.FactsAsync("appointment", true, ("appointment.at", "2026-03-09T10:00+01:00"));

        await post.WriteAsync("M02", "appointment:1");

        var row = await post.RowAsync();
        Assert.Equal("NEUTRAL", row.Level);
        Assert.Null(row.Calendar);
        Assert.DoesNotContain("März", row.Text, StringComparison.Ordinal);
        Assert.Contains("Bitte rufen Sie uns an", row.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("M09", "EMAIL_INHALT", "INHALT", "Diese Unterlagen fehlen noch")] // the occasion may, the client agreed
    [InlineData("M09", null, "NEUTRAL", "Nachricht Ihrer Beratungsstelle")] // the occasion may, the client did not agree
    [InlineData("M40", "EMAIL_INHALT", "NEUTRAL", "Wichtige Nachricht Ihrer Beratungsstelle – bitte anrufen")] // a dismissal never stands in a mail
    [InlineData("M40", null, "NEUTRAL", "Wichtige Nachricht Ihrer Beratungsstelle – bitte anrufen")]
    [InlineData("M05", "EMAIL_INHALT", "NEUTRAL", "Bitte melden Sie sich bei uns")] // its own words say nothing of the case
    [InlineData("M05", null, "NEUTRAL", "Bitte melden Sie sich bei uns")]
    public async Task A_mail_says_what_both_the_occasion_and_the_client_allow(string occasion, string? consent, string level, string subject)
    {
        await using var post = await Post.BeginAsync();
        if (consent is not null)
            await post.ConsentAsync(consent);
        await post.FactsAsync("application", true, ("application.kind", "ERST"), ("application.profession", "ELEKTRONIKER_ENERGIE"), ("application.authority", CaseScenario.Rules.Authorities.Authorities[0].Code));

        await post.WriteAsync(occasion);

        var row = await post.RowAsync();
        Assert.Equal(level, row.Level);
        Assert.StartsWith(subject, row.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_who_is_asked_to_call_is_not_asked_again_in_the_same_words_within_the_hour()
    {
        await using var post = await Post.BeginAsync();
        await post.FactsAsync("application", true, ("application.kind", "ERST"), ("application.profession", "ELEKTRONIKER_ENERGIE"), ("application.authority", CaseScenario.Rules.Authorities.Authorities[0].Code));

        Assert.IsType<MessageAnswer.Queued>(await post.WriteAsync("M09"));
        var gathered = Assert.IsType<MessageAnswer.Gathered>(await post.WriteAsync("M12"));
        Assert.Equal((await post.RowAsync()).Id, gathered.MessageId);
        Assert.IsType<MessageAnswer.Queued>(await post.WriteAsync("M40")); // a right may be lost: in words of its own

        Assert.Equal(2, (await post.RowsAsync()).Count);
    }

    [Fact]
    public async Task A_letter_says_also_what_no_mail_may_say()
    {
        await using var post = await Post.BeginAsync(mail: null);

        await post.WriteAsync("M42");

        var row = await post.RowAsync();
        Assert.Equal("INHALT", row.Level);
        Assert.StartsWith("Bitte sofort bei der Agentur für Arbeit melden", row.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_occasion_about_the_same_thing_is_written_once_a_day()
    {
        await using var post = await Post.BeginAsync();

        await post.WriteAsync("M05");
        var again = await post.WriteAsync("M05");
        post.Clock.Advance(TimeSpan.FromDays(1));
        await post.WriteAsync("M05");

        Assert.IsType<MessageAnswer.AlreadyWritten>(again);
        var rows = await post.RowsAsync();
        Assert.Equal(2, rows.Count);
        Assert.StartsWith("Bitte melden", rows[0].Subject, StringComparison.Ordinal);
        Assert.StartsWith("Noch einmal: ", rows[1].Subject, StringComparison.Ordinal); // it knows the first one
        Assert.Equal(rows[0].MessageId, rows[1].Thread);
    }

    [Fact]
    public async Task Without_a_mail_address_it_becomes_a_letter_and_somebody_is_asked_to_print_it()
    {
        await using var post = await Post.BeginAsync(mail: null);

        Assert.IsType<MessageAnswer.ToPrint>(await post.WriteAsync("M12"));

        var row = await post.RowAsync();
        Assert.Equal((MessageState.ToPrint, "INHALT", null), (row.State, row.Level, row.Address));
        Assert.Equal("Maria Santos\nHauptstraße 5\n44135 Dortmund", row.PostalAddress);
        Assert.Contains("Print and post the letter", await post.TasksAsync());
        Assert.Equal(0, await post.SendAsync(new ScriptedTransport()));
        Assert.True(await post.Care().MarkPostedAsync(row.Id, CancellationToken.None));
        Assert.Equal(MessageState.Sent, (await post.RowAsync()).State);
    }

    [Theory]
    [InlineData("2026-03-02T21:30+01:00", "2026-03-03T07:00+01:00")] // Monday night
    [InlineData("2026-03-08T10:00+01:00", "2026-03-09T07:00+01:00")] // Sunday
    [InlineData("2026-04-03T10:00+02:00", "2026-04-04T07:00+02:00")] // Good Friday; the Saturday is no quiet day
    [InlineData("2026-03-03T10:00+01:00", "2026-03-03T10:00+01:00")]
    public async Task At_night_on_Sundays_and_on_holidays_nobody_is_written_to(string written, string sentFrom)
    {
        await using var post = await Post.BeginAsync();
        post.Clock.MoveTo(DateTimeOffset.Parse(written, System.Globalization.CultureInfo.InvariantCulture));

        await post.WriteAsync("M05");

        Assert.Equal(DateTimeOffset.Parse(sentFrom, System.Globalization.CultureInfo.InvariantCulture), (await post.RowAsync()).NextTryAt);
    }

    [Fact]
    public async Task What_is_most_urgent_goes_out_at_night_too()
    {
        await using var post = await Post.BeginAsync();
        post.Clock.MoveTo(new DateTimeOffset(2026, 3, 8, 22, 0, 0, TimeSpan.Zero));

        await post.WriteAsync("M40");

        Assert.Equal(post.Clock.GetUtcNow(), (await post.RowAsync()).NextTryAt);
    }

    [Fact]
    public async Task A_letter_to_an_authority_waits_until_a_counsellor_lets_it_go()
    {
        await using var post = await Post.BeginAsync();
        await post.FactsAsync("application", true, ("application.kind", "ERST"), ("application.profession", "ELEKTRONIKER_ENERGIE"), ("application.authority", CaseScenario.Rules.Authorities.Authorities.First(authority => authority.Email is null).Code));

        Assert.IsType<MessageAnswer.Drafted>(await post.WriteAsync("M19b", "application:1", "authority"));

        var draft = await post.RowAsync();
        Assert.Equal(MessageState.Draft, draft.State);
        Assert.DoesNotContain("Santos", draft.Text, StringComparison.Ordinal);
        Assert.Contains("Check and release the draft to the authority", await post.TasksAsync());
        Assert.True(await post.Care().ReleaseAsync(draft.Id, CancellationToken.None));
        Assert.Equal(MessageState.ToPrint, (await post.RowAsync()).State);
    }

    [Fact]
    public async Task What_cannot_be_written_becomes_a_call()
    {
        await using var post = await Post.BeginAsync();
        await post.FactsAsync("person", false, ("person.unsafe_contact", "true"));

        Assert.IsType<MessageAnswer.NotWritten>(await post.WriteAsync("M05"));

        Assert.Empty(await post.RowsAsync());
        Assert.Contains("Call: a message cannot be written", await post.TasksAsync());
    }

    [Fact]
    public async Task A_cancelled_appointment_takes_its_entry_out_of_the_calendar()
    {
        await using var post = await Post.BeginAsync();
        await post.ConsentAsync("EMAIL_INHALT");
        await post.FactsAsync("appointment", true, ("appointment.at", "2026-03-09T10:00+01:00"));
        await post.WriteAsync("M02", "appointment:1");
        await post.FactsAsync("appointment", false, ("appointment.cancelled_on", "2026-03-02"));

        await post.WriteAsync("M02", "appointment:1");

        var rows = await post.RowsAsync();
        Assert.Equal(2, rows.Count);
        var cancelled = Assert.Single(rows, row => row.Subject!.StartsWith("Ihr Termin fällt aus", StringComparison.Ordinal));
        Assert.Contains("METHOD:CANCEL", cancelled.Calendar, StringComparison.Ordinal);
        Assert.Contains("SEQUENCE:1", cancelled.Calendar, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_for_staff_names_cases_and_no_persons()
    {
        await using var post = await Post.BeginAsync();

        var answer = await post.TurnAsync(turn => post.Messages().Write(
            turn,
            new StaffOrder(CaseScenario.Counsellor, "M53", [new Cases.Mail.MailList("Fristen", [$"{post.CaseId}: D08"])], new Cases.Reason("TAGESLISTE"), new DateOnly(2026, 3, 2)),
            post.Clock.GetUtcNow()));

        Assert.IsType<MessageAnswer.Queued>(answer);
        var row = await post.RowAsync();
        Assert.Equal("anna@beratung.example", row.Address);
        Assert.Contains($"- {post.CaseId}: D08", row.Text, StringComparison.Ordinal);
        Assert.Equal("Ihre Tagesliste für Montag, 2. März 2026", row.Subject);
    }
}
