using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Storage.Deadlines;
using IqWorkflows.Storage.Staff;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Mail;

/// <summary>What a text may say about a case: its facts, and what stands elsewhere in the database.</summary>
internal sealed class CaseMailValues(RuleBook rules, Turn turn, CaseView view)
{
    private static readonly string[] s_esfPeriods = ["D50", "D51"];

    public Dictionary<string, object?> Of(ObjectRef about, MailText text, DateOnly today)
    {
        var values = MailValues.Of(view, about, rules.Facts, today);
        var centre = view.Value("case.centre_id") is string centreId ? StaffTable.Centre(turn, centreId) : null;
        var counsellor = view.Value("case.counsellor_id") is string staffId ? StaffTable.Person(turn, staffId) : null;
        foreach (var (name, value) in OfCentre(centre, counsellor))
            values[name] = value;
        if (view.Value("case.moved_to_centre_id") is string newId && StaffTable.Centre(turn, newId) is { } next)
            (values["centre.new_name"], values["centre.new_phone"]) = (next.Name, next.Phone);

        var running = DeadlineTable.Of(turn, view.CaseId);
        if (Newest(running, text.Deadlines, about) is { } deadline && rules.Deadlines.Find(deadline.Code) is { } rule)
        {
            values["deadline.end"] = rule.Class == DeadlineClass.C ? deadline.WarnOn ?? deadline.EndOn : deadline.EndOn;
            values["deadline.law"] = rule.Rows.Select(row => row.Source).Distinct().ToList() is [var law] ? law : null;
        }
        if (Newest(running, s_esfPeriods, about) is { } esf)
            values["esf.limit"] = esf.EndOn;
        return values;
    }

    /// <summary>Who may be called. Every message needs that, so what the centre did not enter has something in its place.</summary>
    public static Dictionary<string, object?> OfCentre(CentreRow? centre, StaffRow? counsellor)
    {
        var name = centre?.Name ?? "IQ Anerkennungsberatung";
        return new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["centre.name"] = name,
            ["centre.phone"] = centre?.Phone ?? counsellor?.Phone ?? "–",
            ["centre.mail"] = centre?.Mail ?? "–",
            ["centre.address"] = centre?.Address?.ReplaceLineEndings(", ") ?? "–",
            ["counsellor.name"] = counsellor?.Name ?? name,
            ["counsellor.phone"] = counsellor?.Phone ?? centre?.Phone ?? "–",
            ["counsellor.mail"] = counsellor?.Mail ?? centre?.Mail ?? "–",
        };
    }

    /// <summary>A day that is known for sure: one that stands still has none.</summary>
    private CaseDeadlineRow? Newest(List<CaseDeadlineRow> rows, IReadOnlyList<string> codes, ObjectRef about) => rows
        .Where(row => codes.Contains(row.Code) && (row.State is DeadlineState.Running or DeadlineState.Stopped) && row.EndOn is not null)
        .OrderBy(row => row.State == DeadlineState.Running)
        .ThenBy(row => ObjectRef.Parse(row.Object) is { } owner && view.OwnerOf(about, owner.Kind)?.Ref == owner)
        .ThenBy(row => row.StartedAt)
        .LastOrDefault();
}
