using IqWorkflows.Casework.Facts;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Cases;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Storage.Mail;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Mail.Tests.Outbox;

/// <summary>A centre with one case, and short ways to write, send and look.</summary>
internal sealed class Post : IAsyncDisposable
{
    private const string Beginning = "anerkennungsberatung";

    private Post(CaseScenario scenario, string caseId)
    {
        Scenario = scenario;
        CaseId = caseId;
    }

    public CaseScenario Scenario { get; }

    public string CaseId { get; }

    public TestClock Clock => Scenario.Clock;

    /// <param name="mail">The client's mail address; null: none.</param>
    /// <param name="language">The client's language.</param>
    /// <param name="onFile">So that the process can die.</param>
    public static async Task<Post> BeginAsync(string? mail = "maria@example.org", string language = "de", bool onFile = false)
    {
        var drawing = new Drawing(Beginning).Event("wait", "nothing").ToString();
        var scenario = onFile ? await CaseScenario.OnFileAsync(drawing) : await CaseScenario.InMemoryAsync(drawing);
        var caseId = await scenario.OpenAsync();
        List<(string, string)> facts = [("person.language", language), ("person.street", "Hauptstraße 5"), ("person.postcode", "44135"), ("person.town", "Dortmund")];
        if (mail is not null)
            facts.Add(("person.email", mail));
        var post = new Post(scenario, caseId);
        await post.FactsAsync("person", false, [.. facts]);
        return post;
    }

    public async Task FactsAsync(string kind, bool isNew, params (string Fact, string Value)[] facts) =>
        Assert.IsType<Casework.CaseLife.CaseAnswer.Done>(await Scenario.FactsAsync(CaseId, kind, isNew, facts));

    public async Task ConsentAsync(string purpose) =>
        await FactsAsync("consent", true, ("consent.purpose", purpose), ("consent.text_version", "1"), ("consent.form", "SCHRIFTLICH"), ("consent.given_on", "2026-03-02"));

    public Task<MessageAnswer> WriteAsync(string occasion, string about = "case:1", string recipient = "client", DateOnly? day = null) => TurnAsync(turn =>
        Messages().Write(turn, new MessageOrder(CaseId, occasion, about, recipient, new Reason("TEST"), null, day), Clock.GetUtcNow()));

    public Messages Messages() => new(CaseScenario.Rules, new CaseReading(new FactSql(CaseScenario.Rules.Facts)), Scenario.Runtime.Options.Mail);

    public Task<int> SendAsync(IMailTransport transport) => new DeliverOutbox(Scenario.Runtime, CaseScenario.Rules, transport).RunAsync(CancellationToken.None);

    public MessageCare Care() => new(Scenario.Runtime, CaseScenario.Rules);

    public Task<T> TurnAsync<T>(Func<Turn, T> work) => Scenario.Runtime.Writer.WriteAsync(work, CancellationToken.None);

    public async Task<IReadOnlyList<MessageRow>> RowsAsync() => await TurnAsync(turn =>
        turn.Read("select id from messages order by created_at, id", row => row.GetString(0)).Select(id => MessageTable.Find(turn, id)!).ToList()); // they were just listed

    public async Task<MessageRow> RowAsync() => Assert.Single(await RowsAsync());

    public async Task<IReadOnlyList<string>> TasksAsync() => [.. (await Scenario.TasksAsync(CaseId)).Select(task => task.TitleEn)];

    public ValueTask DisposeAsync() => Scenario.DisposeAsync();
}
