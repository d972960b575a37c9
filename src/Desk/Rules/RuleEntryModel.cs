using IqWorkflows.Casework;
using IqWorkflows.Casework.Rules;
using IqWorkflows.Cases.RuleFiles;
using IqWorkflows.Desk.Frame;

namespace IqWorkflows.Desk.Rules;

/// <summary>An entry in a list.</summary>
public sealed record RuleEntryLine(string Code, string Name, IReadOnlyList<string> Summary, bool IsChanged, bool IsOwn, bool IsAssumption);

/// <summary>The page of all entries of a kind.</summary>
public sealed record RuleListModel(RuleKind Kind, IReadOnlyList<RuleEntryLine> Lines, string Query);

/// <summary>A field with what stands in it.</summary>
public sealed record FilledField(RuleField Field, string Id, string Value, string? Error);

/// <summary>A row with its fields.</summary>
public sealed record FilledRow(int Number, string Prefix, string About, bool IsNew, IReadOnlyList<FilledField> Fields);

/// <summary>The page of one entry.</summary>
/// <param name="Code">Its code; null: a new one.</param>
/// <param name="Seen">Id of the newest change.</param>
/// <param name="IsOwn">Whether it was not delivered but added here.</param>
public sealed record RuleEntryModel(
    RuleKind Kind, string? Code, string Title, IReadOnlyList<FilledField> Fields, IReadOnlyList<(RuleRows Rows, IReadOnlyList<FilledRow> Filled)> Lists, long Seen, bool IsChanged, bool IsOwn, bool IsOutdated,
    string? Delivered, IReadOnlyList<RuleChangeLine> History, string? Done, IReadOnlyList<Problem> Problems);

/// <summary>Reads entries of rules for their pages.</summary>
internal sealed class RuleEntryReading(IqRuntime runtime, RuleShelf shelf)
{
    public async Task<RuleListModel> ListAsync(Visit visit, RuleKind kind, string query, CancellationToken cancellationToken)
    {
        var changes = (await shelf.ChangesAsync(cancellationToken)).Where(row => row.File == kind.File).ToDictionary(row => row.Key, row => row.Content!, StringComparer.Ordinal); // read with contents only
        var delivered = RuleEntries.Read(shelf.Delivered(kind.File, "") ?? "", kind.List)?.ByCode ?? new Dictionary<string, RuleEntry>();
        var english = visit.Words.Code == "en";
        var lines = delivered.Keys.Concat(changes.Keys.Where(code => !delivered.ContainsKey(code))).Select(code => (Code: code, Entry: changes.TryGetValue(code, out var content) ? RuleEntry.Read(content) : delivered[code]))
            .Where(one => one.Entry is not null).Select(one => new RuleEntryLine(
                one.Code, RuleKind.NameOf(one.Entry!, english), kind.Summary(one.Entry!), changes.ContainsKey(one.Code), !delivered.ContainsKey(one.Code), one.Entry!.Is("assumption"))); // filtered before
        var wanted = query.Trim();
        return new RuleListModel(kind, [.. lines.Where(line => wanted.Length == 0 || line.Name.Contains(wanted, StringComparison.CurrentCultureIgnoreCase) || line.Summary.Any(part => part.Contains(wanted, StringComparison.CurrentCultureIgnoreCase)))], query);
    }

    /// <summary>What stands there now, and how it came to be.</summary>
    /// <returns>Null when there is no such entry.</returns>
    public async Task<(RuleEntryModel Model, RuleEntry Entry, RuleEntry? Delivered)?> OneAsync(Visit visit, RuleKind kind, string? code, CancellationToken cancellationToken)
    {
        if (code is null)
        {
            var blank = RuleEntry.Empty();
            return (Filled(visit, kind, null, blank, [], null, []), blank, null);
        }
        var history = await shelf.HistoryAsync(kind.File, code, RuleWords.MostHistory, cancellationToken);
        var delivered = shelf.Delivered(kind.File, code);
        var newest = history.Count > 0 ? history[0] : null;
        if ((newest?.Content ?? delivered) is not { } content || RuleEntry.Read(content) is not { } entry)
            return null;
        var model = Filled(visit, kind, code, entry, await RuleWords.LinesAsync(runtime, history, cancellationToken), delivered, []) with { IsOutdated = MailTextReading.IsOutdated(newest, delivered) };
        return (model, entry, delivered is null ? null : RuleEntry.Read(delivered));
    }

    /// <summary>A page with what stands in an entry, typed or not.</summary>
    public static RuleEntryModel Filled(Visit visit, RuleKind kind, string? code, RuleEntry entry, IReadOnlyList<RuleChangeLine> history, string? delivered, IReadOnlyList<Problem> problems) => new(
        kind, code, code is null ? visit[$"Rules.New.{kind.List}"] : RuleKind.NameOf(entry, visit.Words.Code == "en"), [.. kind.Fields.Select(field => Of(field, "", entry, problems))],
        [.. kind.Rows.Select(rows => (rows, RowsOf(rows, entry, problems)))], history.Count > 0 ? history[0].Row.Id : 0, history.Count > 0 && history[0].Row.Content is not null, code is not null && delivered is null, false,
        delivered, history, null, problems);

    private static IReadOnlyList<FilledRow> RowsOf(RuleRows rows, RuleEntry entry, IReadOnlyList<Problem> problems)
    {
        var there = entry.Entries(rows.List);
        return
        [
            .. there.Concat(Enumerable.Range(0, rows.Extra).Select(_ => RuleEntry.Empty())).Select((row, number) => new FilledRow(
                number, $"{rows.List}.{number}.", rows.About(row), number >= there.Count, [.. rows.Fields.Select(field => Of(field, $"{rows.List}.{number}.", row, problems))])),
        ];
    }

    private static FilledField Of(RuleField field, string prefix, RuleEntry entry, IReadOnlyList<Problem> problems)
    {
        var id = prefix + field.Path;
        return new FilledField(field, id, field.Of(entry), problems.FirstOrDefault(problem => problem.Field == id)?.Sentence);
    }
}
