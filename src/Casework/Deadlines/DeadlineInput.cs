using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Casework.Deadlines;

/// <summary>What a deadline of an object is computed from.</summary>
internal static class DeadlineInput
{
    public static DeadlineRequest Of(CaseView view, ObjectRef about, RuleBook rules, DateOnly today)
    {
        var facts = new Dictionary<string, Fact>();
        for (var at = view.Find(about); at is not null; at = at.Owner is { } owner ? view.Find(owner) : null)
        {
            foreach (var field in rules.Facts.Of(at.Ref.Kind))
            {
                if (field.DeadlineFact is { } name && at[field.Field] is DateOnly day)
                    facts.TryAdd(name, Fact.On(day));
            }
        }
        var application = view.OwnerOf(about, "application");
        var place = rules.Authorities.Find(application?.Text("authority"))?.Place ?? CaseDays.PlaceOf(view);
        return new DeadlineRequest(facts, place, today)
        {
            Circumstances = rules.Professions.Find(application?.Text("profession"))?.Circumstances.ToHashSet() ?? [],
        };
    }
}
