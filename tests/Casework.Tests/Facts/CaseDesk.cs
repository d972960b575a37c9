using System.Globalization;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Cases.RuleFiles;
using IqWorkflows.Casework.Facts;
using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Tests.Facts;

/// <summary>A database on the disk with the shipped fields, for tests that record and read facts.</summary>
internal sealed class CaseDesk : IAsyncDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 8, 3, 7, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _kept;

    private CaseDesk(TestDatabase kept) => _kept = kept;

    public static FactCatalog Catalog { get; } = Load();

    public required Database Database { get; init; }

    public required StepWriter Writer { get; init; }

    public FactBook Book { get; } = new(Sql);

    public CaseReading Reading { get; } = new(Sql);

    /// <summary>How many statements the writer has run.</summary>
    public int Statements { get; private set; }

    private static FactSql Sql { get; } = new(Catalog);

    public static async Task<CaseDesk> OpenAsync()
    {
        var kept = TestDatabase.New();
        var database = await kept.OpenAsync();
        var desk = new CaseDesk(kept) { Database = database, Writer = new StepWriter(database) };
        database.BeforeStatement = _ => desk.Statements++;
        return desk;
    }

    public Task<T> WriteAsync<T>(Func<Turn, T> work) => Writer.WriteAsync(work, CancellationToken.None);

    /// <summary>A new case of NW.</summary>
    public Task<string> NewCaseAsync() => WriteAsync(turn =>
    {
        var id = CaseNumbers.Next(turn, Land.NW, 2026);
        Book.NewCase(turn, id, s_now);
        return id;
    });

    /// <summary>Records facts, written as <c>application:1 received_on 2026-03-13</c>, one a line; <c>-</c> empties a field.</summary>
    public Task RecordAsync(string caseId, string facts, string happenedOn = "2026-08-01") => WriteAsync(turn =>
    {
        Book.Record(turn, caseId, [.. facts.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => Entry(line, Day(happenedOn)))], "staff:7", s_now);
        return true;
    });

    public async Task<CaseView> ReadAsync(string caseId) =>
        await WriteAsync(turn => Reading.Read(turn, caseId)) ?? throw new InvalidOperationException($"There is no case {caseId}.");

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static FactEntry Entry(string line, DateOnly happenedOn)
    {
        var parts = line.Split(' ', 3);
        var reference = ObjectRef.Parse(parts[0])!.Value;
        var field = Catalog.Find($"{reference.Kind}.{parts[1]}")!;
        return new FactEntry(reference, field, parts[2] == "-" ? null : FactText.Value(field, parts[2]), happenedOn, Day("2026-08-03"), FactSource.Client);
    }

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        Database.Dispose();
        _kept.Dispose();
    }

    private static FactCatalog Load()
    {
        var holidays = HolidayFile.Read(Text("holidays.yaml"), "holidays.yaml").Value!;
        var deadlines = DeadlineFile.Read(Text("deadlines.yaml"), "deadlines.yaml", holidays).Value!;
        return FactFile.Read(Text("facts.yaml"), "facts.yaml", CodeFile.Read(Text("codes.yaml"), "codes.yaml").Value!, [.. deadlines.Facts.Keys]).Value!;
    }

    private static string Text(string file) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "workflows", file));
}
