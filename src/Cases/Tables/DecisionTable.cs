using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Cases.Tables;

/// <summary>Which rows of a table count.</summary>
public enum HitPolicy
{
    /// <summary>The first that fits.</summary>
    First,

    /// <summary>All that fit.</summary>
    Collect,
}

/// <summary>A fact that a table asks for.</summary>
/// <param name="IsOptional">Whether not known means no.</param>
public sealed record TableInput(string Fact, bool IsOptional);

/// <summary>One row: when it fits, and what follows.</summary>
/// <param name="When">All must hold; empty: it always fits.</param>
/// <param name="Then">Values by column.</param>
public sealed record TableRow(
    IReadOnlyList<Condition> When, IReadOnlyDictionary<string, TableValue> Then, DateOnly? ValidFrom, DateOnly? ValidTo, string Source, bool IsAssumption, LocalText? Remark)
{
    public bool IsValidOn(DateOnly day) => (ValidFrom is null || day >= ValidFrom) && (ValidTo is null || day <= ValidTo);
}

/// <summary>What stands in a column. Exactly one of these.</summary>
public abstract record TableValue
{
    private TableValue()
    {
    }

    /// <summary>A text, a whole number, or yes or no.</summary>
    public sealed record Fixed(object Value) : TableValue;

    /// <summary>The value of a fact.</summary>
    public sealed record OfFact(string Fact) : TableValue;
}

/// <summary>One row that fitted.</summary>
/// <param name="Number">From 1, in the order of the file.</param>
/// <param name="Values">By column; columns without a value are missing.</param>
public sealed record TableHit(int Number, TableRow Row, IReadOnlyDictionary<string, object> Values);

/// <summary>What a table says.</summary>
/// <param name="Hits">The rows that count; empty when none fits or it cannot be decided.</param>
/// <param name="Missing">The facts without which it cannot be decided; empty when it is.</param>
public sealed record TableAnswer(IReadOnlyList<TableHit> Hits, IReadOnlyList<string> Missing)
{
    public bool IsDecided => Missing.Count == 0;

    /// <summary>The first hit's value in a column, or null.</summary>
    public object? Value(string column) => Hits is [var first, ..] ? first.Values.GetValueOrDefault(column) : null;

    /// <summary>The first hit's text in a column, or null.</summary>
    public string? Text(string column) => Value(column) as string;
}

/// <summary>A decision as data: rows of conditions over facts, and what follows.</summary>
public sealed record DecisionTable(
    string Name, LocalText Label, HitPolicy HitPolicy, string Source, IReadOnlyList<TableInput> Inputs, IReadOnlyList<string> Columns, IReadOnlyList<TableRow> Rows)
{
    /// <summary>
    /// The rows that fit on a day. A row one of whose conditions fails does not fit, whatever else is missing. With <see cref="HitPolicy.First"/> a row that may fit
    /// leaves the rows after it undecided; with <see cref="HitPolicy.Collect"/> it leaves the whole answer so.
    /// </summary>
    /// <param name="fact">The value of a fact by its name; null when it is not known.</param>
    public TableAnswer Evaluate(Func<string, object?> fact, DateOnly day)
    {
        var optional = Inputs.Where(input => input.IsOptional).Select(input => input.Fact).ToHashSet(StringComparer.Ordinal);
        var hits = new List<TableHit>();
        var missing = new List<string>();
        for (var i = 0; i < Rows.Count; i++)
        {
            var row = Rows[i];
            if (!row.IsValidOn(day))
                continue;
            var verdicts = row.When.Select(condition => (condition.Fact, Verdict: condition.Of(fact(condition.Fact), optional.Contains(condition.Fact)))).ToList();
            if (verdicts.Exists(one => one.Verdict == Verdict.No))
                continue;
            var open = verdicts.Where(one => one.Verdict == Verdict.Unknown).Select(one => one.Fact).ToList();
            if (open.Count == 0)
                hits.Add(new TableHit(i + 1, row, ValuesOf(row, fact)));
            missing.AddRange(open);
            if (HitPolicy == HitPolicy.First)
                break;
        }
        return missing.Count == 0 ? new TableAnswer(hits, []) : new TableAnswer([], [.. missing.Distinct()]);
    }

    private Dictionary<string, object> ValuesOf(TableRow row, Func<string, object?> fact)
    {
        var values = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var column in Columns)
        {
            var value = row.Then.GetValueOrDefault(column) switch
            {
                null => null,
                TableValue.Fixed said => said.Value,
                TableValue.OfFact of => fact(of.Fact),
                var other => throw new InvalidOperationException($"{other} is a kind of value that nobody reads."),
            };
            if (value is not null)
                values[column] = value;
        }
        return values;
    }
}
