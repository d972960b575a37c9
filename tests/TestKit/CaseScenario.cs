using System.Globalization;
using IqWorkflows.Casework;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.CaseTasks;
using IqWorkflows.Storage.Deadlines;
using IqWorkflows.Storage.Staff;

namespace IqWorkflows.TestKit;

/// <summary>A counselling centre in Nordrhein-Westfalen with the shipped rules and the procedures that a test draws. Its clock stands still until it is moved.</summary>
public sealed class CaseScenario : IAsyncDisposable
{
    public const string Centre = "koeln";
    public const string Counsellor = "anna";

    private static readonly Lazy<RuleBook> s_rules = new(() =>
    {
        var reading = RuleBook.Load(System.IO.Path.Combine(AppContext.BaseDirectory, "workflows"));
        return reading.Book ?? throw new InvalidOperationException(string.Join('\n', reading.Problems));
    });

    private CaseScenario(Scenario scenario) => Base = scenario;

    /// <summary>The rules as they are shipped.</summary>
    public static RuleBook Rules => s_rules.Value;

    /// <summary>The runtime below.</summary>
    public Scenario Base { get; }

    public IqRuntime Runtime => Base.Runtime;

    public TestClock Clock => Base.Clock;

    /// <summary>On a database in memory.</summary>
    /// <param name="definitions">Procedures in Elsa's format, published at once. A case begins with the one that is called <c>anerkennungsberatung</c>.</param>
    public static Task<CaseScenario> InMemoryAsync(params IEnumerable<string> definitions) => BeginAsync(Scenario.InMemory(rules: Rules), definitions);

    /// <summary>On a file, which is deleted at the end.</summary>
    /// <inheritdoc cref="InMemoryAsync"/>
    public static async Task<CaseScenario> OnFileAsync(params IEnumerable<string> definitions) => await BeginAsync(await Scenario.OnFileAsync(rules: Rules), definitions);

    /// <summary>On a SQLite file whatever the tests run on.</summary>
    /// <inheritdoc cref="InMemoryAsync"/>
    public static async Task<CaseScenario> OnSqliteAsync(params IEnumerable<string> definitions) => await BeginAsync(await Scenario.OnSqliteAsync(Rules), definitions);

    /// <summary>Opens a case.</summary>
    /// <returns>Its number.</returns>
    public async Task<string> OpenAsync(string name = "Santos", string bornOn = "1990-05-17", string? milestone = null) =>
        await TryOpenAsync(Person(name, bornOn), milestone) is CaseAnswer.Done done ? done.CaseId : throw new InvalidOperationException($"The case of {name} was refused.");

    public Task<CaseAnswer> TryOpenAsync(Submission facts, string? milestone = null, bool evenIfKnown = false, string centre = Centre, string? requestKey = null) => new OpenCase(Runtime).RunAsync(
        new NewCase(centre, facts) { CounsellorId = Counsellor, Milestone = milestone, EvenIfKnown = evenIfKnown }, Counsellor, requestKey, CancellationToken.None);

    /// <summary>Records an event that the case awaits.</summary>
    public Task<CaseAnswer> EventAsync(string caseId, string name, Submission submission, string? requestKey = null) =>
        new RecordEvent(Runtime).RunAsync(caseId, name, submission, Counsellor, requestKey, CancellationToken.None);

    public Task<CaseAnswer> EventAsync(string caseId, string name, params IEnumerable<(string Fact, string Value)> facts) => EventAsync(caseId, name, Entered(facts));

    /// <summary>Records facts that nobody awaits, of a new object or of the current one.</summary>
    public Task<CaseAnswer> FactsAsync(string caseId, string kind, bool isNew, params IEnumerable<(string Fact, string Value)> facts) =>
        new RecordFacts(Runtime).RunAsync(caseId, kind, isNew, Entered(facts), Counsellor, null, CancellationToken.None);

    /// <summary>Completes the open task of a box or with that title.</summary>
    public async Task<CaseAnswer> CompleteAsync(string caseId, string task, string? outcome = null, params IEnumerable<(string Fact, string Value)> facts)
    {
        var open = (await TasksAsync(caseId)).FirstOrDefault(row => row.ActivityId == task || row.Title == task) ?? throw new InvalidOperationException($"There is no open task {task}.");
        return await new CompleteCaseTask(Runtime).RunAsync(open.Id, outcome, Entered(facts), Counsellor, null, CancellationToken.None);
    }

    /// <summary>Moves the clock to a day at nine in Germany, and lets everything happen that is due until then, each at its time.</summary>
    public async Task UntilAsync(string day)
    {
        var goal = GermanDay.StartOf(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture)) + TimeSpan.FromHours(9);
        while (await new Casework.Timers.FireDueTimers(Runtime).NextAsync(CancellationToken.None) is { } next && next <= goal)
        {
            Clock.MoveTo(next > Clock.GetUtcNow() ? next : Clock.GetUtcNow());
            await Base.AdvanceAsync(TimeSpan.Zero);
        }
        Clock.MoveTo(goal);
        await Base.AdvanceAsync(TimeSpan.Zero);
    }

    /// <summary>The case with everything that is known of it.</summary>
    public async Task<ShownCase> ShowAsync(string caseId) =>
        await new ShowCase(Runtime).RunAsync(caseId, CancellationToken.None) ?? throw new InvalidOperationException($"There is no case {caseId}.");

    public async Task<string> StateAsync(string caseId) => (await ShowAsync(caseId)).State;

    public async Task<CaseView> FactsOfAsync(string caseId) => (await ShowAsync(caseId)).Facts;

    /// <summary>The open tasks, oldest first.</summary>
    public async Task<IReadOnlyList<CaseTaskRow>> TasksAsync(string caseId) => (await ShowAsync(caseId)).Tasks;

    public async Task<CaseDeadlineRow> DeadlineAsync(string caseId, string code) =>
        (await ShowAsync(caseId)).Deadlines.LastOrDefault(row => row.Code == code) ?? throw new InvalidOperationException($"{caseId} has no deadline {code}.");

    /// <summary>Names of the events that may be recorded now.</summary>
    public async Task<IReadOnlyList<string>> AwaitedAsync(string caseId) =>
        [.. (await new AwaitedEvents(Runtime).RunAsync(caseId, CancellationToken.None) ?? throw new InvalidOperationException($"There is no case {caseId}.")).Select(awaited => awaited.Name)];

    /// <summary>Codes of the log, oldest first.</summary>
    public async Task<IReadOnlyList<string>> LogAsync(string caseId) => [.. (await ShowAsync(caseId)).Log.Select(entry => entry.Code)];

    /// <summary>What somebody typed into a form.</summary>
    public static Submission Entered(IEnumerable<(string Fact, string Value)> facts) => new(facts.ToDictionary(pair => pair.Fact, pair => pair.Value));

    /// <summary>What must be known of a person.</summary>
    public static Submission Person(string name = "Santos", string bornOn = "1990-05-17") => Entered(
    [
        ("person.name", name), ("person.given_name", "Maria"), ("person.born_on", bornOn), ("person.language", "en"), ("person.land", "NW"), ("case.contact_origin", "SELBST"),
    ]);

    public async ValueTask DisposeAsync() => await Base.DisposeAsync();

    private static async Task<CaseScenario> BeginAsync(Scenario scenario, IEnumerable<string> definitions)
    {
        var begun = new CaseScenario(scenario);
        await scenario.Runtime.Writer.WriteAsync(
            turn =>
            {
                StaffTable.Save(turn, new CentreRow { Id = Centre, Name = "Beratungsstelle Köln", Land = "NW", Ags = "05315000", Mail = "koeln@beratung.example", Phone = "0221 1234", Address = "Domplatz 1, 50667 Köln" });
                StaffTable.Save(turn, new StaffRow { Id = Counsellor, Name = "Anna Beispiel", Mail = "anna@beratung.example", Phone = "0221 1235", Role = "COUNSELLOR", CentreId = Centre });
                StaffTable.Save(turn, new StaffRow { Id = "lena", Name = "Lena Leitung", Mail = "lena@beratung.example", Role = "LEAD", CentreId = Centre });
            },
            CancellationToken.None);
        foreach (var definition in definitions)
            await scenario.PublishAsync(definition);
        return begun;
    }
}
