using IqWorkflows.Casework.Facts;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Cases.Tables;
using IqWorkflows.Engine.Activities.Composition;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Running;
using IqWorkflows.Engine.Values;
using IqWorkflows.Storage.Deadlines;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>What a run may know of its case: facts that name nobody, the ends of deadlines, and what the decision tables say that the program asks.</summary>
internal sealed class FactSnapshots(RuleBook rules, CaseReading reading)
{
    private const string Tables = "table.";

    private readonly Engine.Running.Facts _nothingAsked = new([], rules.Hash);

    /// <returns>No facts, without a look into the database, for instances that belong to no case and for programs that ask for nothing.</returns>
    public Engine.Running.Facts Of(Turn turn, WorkflowProgram program, string? correlationId, DateTimeOffset now)
    {
        if (!CaseNumbers.IsCaseNumber(correlationId))
            return Engine.Running.Facts.None;
        // A child that runs within the step sees what its parent sees, and nobody knows before which child that is.
        var asksUnseen = program.Boxes.Any(box => box.Activity is ExecuteWorkflow);
        if (program.Facts.Count == 0 && !asksUnseen)
            return _nothingAsked;
        return reading.Read(turn, correlationId!) is { } view ? Taken(turn, program, view, asksUnseen, now) : Engine.Running.Facts.None;
    }

    private Engine.Running.Facts Taken(Turn turn, WorkflowProgram program, CaseView view, bool takesAll, DateTimeOffset now)
    {
        var taken = new List<Fact>();
        foreach (var kind in rules.Facts.Kinds)
        {
            if (view.Current(kind.Name) is not { } current)
                continue;
            foreach (var field in rules.Facts.Of(kind.Name))
            {
                if (current[field.Field] is { } value)
                    taken.Add(new Fact(field.Name, CaseValues.Of(value), !field.IsOpen));
            }
        }
        // The newest of a code comes last and counts.
        foreach (var row in DeadlineTable.Of(turn, view.CaseId).GroupBy(row => row.Code).Select(rows => rows.Last()))
        {
            taken.Add(new Fact($"deadline.{row.Code}.end", CaseValues.Of(row.EndOn), IsPersonal: false));
            taken.Add(new Fact($"deadline.{row.Code}.state", row.State.ToString(), IsPersonal: false));
        }
        var asked = takesAll ? rules.Tables.Tables.Select(table => table.Name) : program.Facts.Where(name => name.StartsWith(Tables, StringComparison.Ordinal)).Select(name => name[Tables.Length..]);
        var ruleFacts = new RuleFacts(view, rules.Professions, rules.Authorities, GermanDay.Of(now));
        foreach (var name in asked)
        {
            if (rules.Tables.Find(name) is not null)
                taken.Add(new Fact(Tables + name, Rows(rules.Tables.Evaluate(name, ruleFacts)), IsPersonal: false));
        }
        return new Engine.Running.Facts(taken, rules.Hash);
    }

    private static ListValue Rows(TableAnswer answer) => new(answer.Hits.Select(hit => CaseValues.Of(hit.Values.Select(pair => (pair.Key, (object?)pair.Value)))));
}
