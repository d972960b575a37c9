using System.Globalization;
using IqWorkflows.Cases.Tables;

namespace IqWorkflows.Cases.RuleFiles;

/// <summary>Reads a decision table from the text of a file in <c>tables</c>.</summary>
public static class TableFile
{
    /// <param name="text">The content.</param>
    /// <param name="file">Its name, for problems; without folder and ending it must be the name of the table.</param>
    /// <param name="known">Names of facts that exist, derived ones included; null: they are not checked.</param>
    public static RuleReading<DecisionTable> Read(string text, string file, IReadOnlySet<string>? known)
    {
        var rules = new RuleText(file);
        if (rules.Root(text) is not { } root)
            return new RuleReading<DecisionTable>(null, rules.Problems);

        var name = root.Text("table");
        if (!$"/{file}".EndsWith($"/{name}.yaml", StringComparison.Ordinal))
            root.Report("table", $"The table is called \"{name}\", its file is not.", $"Call the file {name}.yaml.");
        var inputs = InputsIn(root, known);
        var columns = root.Texts("columns");
        if (columns.Count == 0)
            root.Report("columns", "Nothing follows from this table.", "Name its columns: [one, two].");
        var asked = inputs.Select(input => input.Fact).ToHashSet(StringComparer.Ordinal);
        var rows = root.Maps("rows").Select(row => RowIn(row, asked, columns, known)).ToList();
        if (rows.Count == 0)
            root.Report("rows", "There are no rows.", "List them under \"rows\".");
        foreach (var unused in asked.Except(rows.SelectMany(row => row.When.Select(condition => condition.Fact))))
            root.Report("inputs", $"No row asks for \"{unused}\".", "Remove it.");
        var policy = root.Word<HitPolicy>("hits");
        if (policy == HitPolicy.First)
            CheckReachable(root, rows);
        var table = new DecisionTable(name, root.Local("label"), policy, root.Text("source"), inputs, columns, rows);
        root.Close();
        return new RuleReading<DecisionTable>(rules.Problems.Count == 0 ? table : null, rules.Problems);
    }

    private static List<TableInput> InputsIn(RuleMap root, IReadOnlySet<string>? known)
    {
        var inputs = new List<TableInput>();
        inputs.AddRange(root.Texts("inputs").Select(fact => new TableInput(fact, false)));
        inputs.AddRange(root.Texts("optional_inputs").Select(fact => new TableInput(fact, true)));
        foreach (var (fact, isOptional) in inputs.Where(input => known is not null && !known.Contains(input.Fact)))
            root.Report(isOptional ? "optional_inputs" : "inputs", $"There is no fact \"{fact}\".", "Take one of facts.yaml, or one that follows from others.");
        return inputs;
    }

    private static TableRow RowIn(RuleMap map, HashSet<string> asked, IReadOnlyList<string> columns, IReadOnlySet<string>? known)
    {
        var when = ConditionSection.In(map, "when", null); // a fact that does not exist is reported with the inputs
        foreach (var condition in when.Where(condition => !asked.Contains(condition.Fact)))
            map.Report("when", $"\"{condition.Fact}\" is not among the inputs.", "Add it to inputs, or to optional_inputs when not known means no.");
        var results = map.Map("then");
        var then = results.Names.ToDictionary(column => column, column => ValueIn(results, column, known));
        foreach (var column in then.Keys.Except(columns))
            results.Report(column, $"\"{column}\" is no column of this table.", $"Take one of {string.Join(", ", columns)}.");
        var row = new TableRow(when, then, map.OptionalDay("valid_from"), map.OptionalDay("valid_to"), map.Text("source"), map.YesOrNo("assumption"), map.OptionalLocal("remark"));
        if (row.ValidFrom is { } from)
            Codes.CheckSpan(map, from, row.ValidTo);
        map.Close();
        return row;
    }

    private static TableValue ValueIn(RuleMap results, string column, IReadOnlySet<string>? known)
    {
        if (results.IsMap(column))
        {
            var map = results.Map(column);
            var fact = map.Text("fact");
            if (known is not null && fact.Length > 0 && !known.Contains(fact))
                map.Report("fact", $"There is no fact \"{fact}\".", "Take one of facts.yaml, or one that follows from others.");
            map.Close();
            return new TableValue.OfFact(fact);
        }

        return new TableValue.Fixed(results.Text(column) switch
        {
            "yes" or "true" => true,
            "no" or "false" => false,
            var digits when int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            var text => text,
        });
    }

    /// <summary>Behind a row that always fits no other can be reached.</summary>
    private static void CheckReachable(RuleMap root, List<TableRow> rows)
    {
        var always = rows.FindIndex(row => row.When.Count == 0 && row.ValidFrom is null && row.ValidTo is null);
        if (always >= 0 && always < rows.Count - 1)
            root.Report("rows", $"Row {always + 1} always fits, so the rows behind it never count.", "Put it last.");
    }
}
