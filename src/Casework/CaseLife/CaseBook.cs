using IqWorkflows.Activities.CaseFacts;
using IqWorkflows.Casework.Deadlines;
using IqWorkflows.Casework.Facts;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Engine.Running;
using IqWorkflows.Storage.Cases;
using IqWorkflows.Storage.Instances;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.CaseLife;

/// <summary>The only place where the facts of a case change within a turn, and where what follows from a change is brought about.</summary>
/// <remarks>
/// Facts and steps change a case in any order during a turn; what follows (deadlines, the timers that hang on them, rungs, boxes that wait for a change)
/// is brought about once at the end of the turn, again if it changed something itself, and always in the same transaction.
/// </remarks>
internal sealed class CaseBook(RuleBook rules, FactBook facts, CaseReading reading, DeadlineKeeping deadlines, Prompts prompts, ChangeNews news)
{
    private Stepping? _stepping;

    public RuleBook Rules => rules;

    /// <summary>Takes steps of the case's instances. Given after both exist, since a step's effects come back here.</summary>
    public Stepping Stepping
    {
        get => _stepping ?? throw new InvalidOperationException("The case book is not connected to the stepping yet.");
        set => _stepping = value;
    }

    /// <summary>The case as it stands in this turn.</summary>
    /// <returns>Null when there is no such case.</returns>
    public CaseView? Find(Turn turn, string caseId) => reading.Read(turn, caseId);

    /// <exception cref="CaseRefusedException">There is no such case.</exception>
    public CaseView View(Turn turn, string caseId) => Find(turn, caseId) ?? throw new CaseRefusedException(caseId, new Cases.Reason(CaseReason.CaseUnknown, caseId));

    /// <summary>Records facts. Deadlines are computed anew at once, since the step that follows may ask for them; all else follows at the end of the turn.</summary>
    public void Record(Turn turn, string caseId, IReadOnlyList<FactEntry> entries, string who, DateTimeOffset now)
    {
        facts.Record(turn, caseId, entries, who, now);
        var view = View(turn, caseId);
        if (entries.Any(entry => SearchWords.HangOn(entry.Field)))
            CaseKeyRow.Replace(turn, caseId, SearchWords.Of(view), SearchWords.SortName(view));
        deadlines.Recompute(turn, view, now);
        Settle(turn, caseId, now);
    }

    /// <summary>Makes the objects that a form named and that recording its facts did not make, since nothing was said about them.</summary>
    public void Make(Turn turn, string caseId, IReadOnlyList<ObjectRef> objects, DateTimeOffset now)
    {
        foreach (var made in objects.Where(made => View(turn, caseId).Find(made) is null))
            facts.NewObject(turn, caseId, made.Kind, now);
    }

    /// <summary>Records what the system itself knows.</summary>
    /// <param name="happenedOn">The day on which it came true; null: today.</param>
    public void Record(Turn turn, string caseId, IEnumerable<(string Fact, object? Value)> values, string who, DateTimeOffset now, DateOnly? happenedOn = null)
    {
        var today = GermanDay.Of(now);
        Record(turn, caseId, [.. values.Select(pair => new FactEntry(ObjectRef.Case, Field(pair.Fact), pair.Value, happenedOn ?? today, today, FactSource.System))], who, now);
    }

    /// <summary>Has the case settled at the end of the turn, once, whatever else the turn does.</summary>
    public void Settle(Turn turn, string caseId, DateTimeOffset now) => turn.AtEnd("case " + caseId, () => SettleNow(turn, caseId, now));

    /// <summary>What was entered, for the box that asked: without anything personal.</summary>
    public static Activities.CaseAnswer Answer(string? outcome, FormAnswer.Accepted entered, string? about) => new(
        outcome,
        CaseValues.Of(entered.Entries.Where(entry => entry.Field.IsOpen).Select(entry => (entry.Field.Name, entry.Value))),
        entered.NewObjects is [var first, ..] ? first.ToString() : about);

    public FactField Field(string name) => rules.Facts.Find(name) ?? throw new InvalidOperationException($"facts.yaml does not name {name}.");

    private void SettleNow(Turn turn, string caseId, DateTimeOffset now)
    {
        var view = View(turn, caseId);
        foreach (var woken in deadlines.Settle(turn, view, now))
            Stepping.Apply(turn, woken.InstanceId, new Stimulus.Wake(woken.Bookmark, woken.Payload), now);
        prompts.Review(turn, View(turn, caseId), now);
        foreach (var instanceId in BookmarkTable.Awaiting(turn, AwaitFacts.CaseChanged, caseId))
            Stepping.Apply(turn, instanceId, new Stimulus.Deliver(AwaitFacts.CaseChanged, null), now);
        news.Tell(turn, caseId);
    }
}
