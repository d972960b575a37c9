using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Facts;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.Staff;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Takeover;

/// <summary>A row of a file as the case that it would become.</summary>
/// <param name="Number">Number of the row in the file.</param>
/// <param name="Name">The client, for people.</param>
/// <param name="State">Where the case would begin; null: nobody can say.</param>
/// <param name="Case">Null: there are problems.</param>
/// <param name="Problems">All of them.</param>
public sealed record ReadLine(int Number, string Name, string? State, NewCase? Case, IReadOnlyList<Cases.Reason> Problems);

/// <summary>Reads rows of a file with what its columns mean, and finds everything that stands against opening a case of each.</summary>
internal sealed class LineReading(CaseRoom cases, Turn turn, string centreId, IReadOnlyList<string> columns, string? counsellorId, DateOnly today)
{
    // Kinds in the order in which one belongs to the other.
    private static readonly string[] s_kinds = ["qualification", "title", "application", "decision", "measure", "exam", "note"];

    /// <summary>From these states on a case has an application, a decision, and so on: the procedure works on it.</summary>
    private static readonly Dictionary<string, string[]> s_needed = new()
    {
        ["UNTERLAGEN"] = ["application"],
        ["ANTRAG_BEREIT"] = ["application"],
        ["ANTRAG_GESTELLT"] = ["application"],
        ["NACHFORDERUNG"] = ["application"],
        ["IN_PRUEFUNG"] = ["application"],
        ["GEHEMMT"] = ["application"],
        ["QUALIFIKATIONSANALYSE"] = ["application"],
        ["BESCHEID"] = ["application", "decision"],
        ["RECHTSBEHELF"] = ["application", "decision"],
        ["MASSNAHMEPLANUNG"] = ["application", "decision"],
        ["MASSNAHME"] = ["application", "decision", "measure"],
        ["PRUEFUNG"] = ["application", "decision"],
        ["BERUFSZULASSUNG"] = ["application", "decision"],
    };

    /// <summary>Without these no deadline would run, and nobody would notice.</summary>
    private static readonly Dictionary<string, string[]> s_days = new()
    {
        ["ANTRAG_GESTELLT"] = ["application.received_on"],
        ["NACHFORDERUNG"] = ["application.received_on"],
        ["IN_PRUEFUNG"] = ["application.complete_on"],
        ["GEHEMMT"] = ["application.complete_on"],
        ["QUALIFIKATIONSANALYSE"] = ["application.complete_on"],
        ["BESCHEID"] = ["decision.dated_on"],
        ["RECHTSBEHELF"] = ["decision.dated_on"],
    };

    private readonly Dictionary<string, int> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _at = columns.Select((name, i) => (name, i)).Where(column => column.name.Length > 0).DistinctBy(column => column.name).ToDictionary(column => column.name, column => column.i);
    private List<StaffRow>? _staff;

    public ReadLine Read(int number, IReadOnlyList<string> cells)
    {
        var problems = new List<Cases.Reason>();
        var typed = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, i) in _at)
        {
            if (name == TakeoverField.Counsellor || i >= cells.Count || cells[i].Trim().Length == 0 || cases.Rules.Facts.Find(name) is not { } field)
                continue;
            if (TypedCell.Read(field, cells[i], cases.Rules.Facts.Codes, today, problems) is { Length: > 0 } text)
                typed[name] = text;
        }
        var counsellor = CounsellorOf(cells, problems);
        var state = StateOf(typed, problems);
        var since = DayOf(typed, TakeoverField.StateSince);
        if (since > today)
            problems.Add(new Cases.Reason(FormReason.InFuture, TakeoverField.StateSince, since));
        var wanted = CaseOf(typed, state, counsellor, since);
        Check(wanted, typed, state, problems);
        CheckTwice(number, typed, problems);
        var name2 = string.Join(' ', ((string[])[typed.GetValueOrDefault(TakeoverField.GivenName, ""), typed.GetValueOrDefault(TakeoverField.FamilyName, "")]).Where(part => part.Length > 0));
        return new ReadLine(number, name2, state, problems.Count == 0 ? wanted : null, [.. problems.Distinct()]);
    }

    private NewCase CaseOf(Dictionary<string, string> typed, string? state, string? counsellor, DateOnly? since)
    {
        var kinds = s_kinds.Where(kind => typed.Keys.Any(name => name.StartsWith(kind + ".", StringComparison.Ordinal)) || (state is not null && s_needed.GetValueOrDefault(state, []).Contains(kind))).ToList();
        // What belongs to something that nobody named belongs to something all the same.
        if (kinds.Contains("measure") && !kinds.Contains("decision"))
            kinds.Add("decision");
        if (kinds.Contains("decision") && !kinds.Contains("application"))
            kinds.Add("application");
        var happened = since ?? DayOf(typed, TakeoverField.OpenedOn);
        var facts = typed.Where(pair => pair.Key is not (TakeoverField.State or TakeoverField.StateSince)).ToDictionary(pair => pair.Key, pair => pair.Value);
        return new NewCase(centreId, new Submission(facts) { HappenedOn = happened is { } day && day <= today ? day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : null })
        {
            CounsellorId = counsellor,
            Milestone = state,
            TakenOver = new TakenOver([.. s_kinds.Where(kinds.Contains)], since),
            EvenIfKnown = true, // looked at here, with a sentence of its own
        };
    }

    private void Check(NewCase wanted, Dictionary<string, string> typed, string? state, List<Cases.Reason> problems)
    {
        if (!typed.ContainsKey(TakeoverField.FamilyName))
            problems.Add(new Cases.Reason(TakeoverReason.Missing, TakeoverField.FamilyName));
        if (state is not null)
        {
            foreach (var missing in s_days.GetValueOrDefault(state, []).Where(fact => !typed.ContainsKey(fact)))
                problems.Add(new Cases.Reason(TakeoverReason.MissingForState, missing, state));
        }
        if (FormCheck.Of(cases.Course.FormOfOpening(wanted.TakenOver!.Kinds), wanted.Facts, new CaseView("", []), cases.Rules.Facts, today) is FormAnswer.Refused refused) // set by CaseOf
            problems.AddRange(refused.Reasons);
    }

    private void CheckTwice(int number, Dictionary<string, string> typed, List<Cases.Reason> problems)
    {
        if (!typed.TryGetValue(TakeoverField.FamilyName, out var name))
            return;
        var given = typed.GetValueOrDefault(TakeoverField.GivenName, "");
        var key = $"{Folded.Of(name)}|{Folded.Of(given)}|{typed.GetValueOrDefault(TakeoverField.BornOn, typed.GetValueOrDefault("person.birth_year", ""))}";
        if (!_seen.TryAdd(key, number))
            problems.Add(new Cases.Reason(TakeoverReason.TwiceInFile, _seen[key]));
        if (DayOf(typed, TakeoverField.BornOn) is not { } born || KnownPeople.Of(turn, name, given, born) is not { Count: > 0 } known)
            return;
        // That there is one may be said; which one only where it may be looked at.
        var here = known.Where(id => turn.Text("select centre_id from cases where id = @id", id) == centreId);
        problems.Add(new Cases.Reason(TakeoverReason.KnownAlready, [.. here]));
    }

    private string? StateOf(Dictionary<string, string> typed, List<Cases.Reason> problems)
    {
        if (!typed.TryGetValue(TakeoverField.State, out var state))
        {
            if (!problems.Exists(problem => problem.Arguments is [TakeoverField.State, ..]))
                problems.Add(new Cases.Reason(TakeoverReason.Missing, TakeoverField.State));
            return null;
        }
        if (cases.Rules.States.Against(null, state) is null && cases.Rules.States.ProcedureAt(state, typed.GetValueOrDefault("case.procedure"), typed.GetValueOrDefault("case.overlays", "").Split(',')) is not null)
            return state;
        problems.Add(new Cases.Reason(TakeoverReason.NoStart, state));
        return null;
    }

    private string? CounsellorOf(IReadOnlyList<string> cells, List<Cases.Reason> problems)
    {
        if (!_at.TryGetValue(TakeoverField.Counsellor, out var i) || i >= cells.Count || cells[i].Trim() is not { Length: > 0 } typed)
            return counsellorId;
        _staff ??= [.. StaffTable.Of(turn, centreId, "COUNSELLOR"), .. StaffTable.Of(turn, centreId, "LEAD")];
        var found = _staff.Where(person => Folded.Of(person.Id) == Folded.Of(typed) || Folded.Of(person.Name) == Folded.Of(typed) || string.Equals(person.Mail, typed, StringComparison.OrdinalIgnoreCase)).ToList();
        if (found is [var one])
            return one.Id;
        problems.Add(new Cases.Reason(TakeoverReason.NoCounsellor, typed.Length > 60 ? typed[..60] : typed));
        return null;
    }

    private static DateOnly? DayOf(Dictionary<string, string> typed, string name) => typed.TryGetValue(name, out var text) ? TypedCell.Day(text, default) : null;
}
