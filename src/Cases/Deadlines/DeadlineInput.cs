using IqWorkflows.Cases.Authorities;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Cases.Professions;
using IqWorkflows.Cases.Tables;

namespace IqWorkflows.Cases.Deadlines;

/// <summary>The rules from which the deadlines of cases follow.</summary>
public sealed record DeadlineRules(DeadlineCatalog Deadlines, FactCatalog Facts, ProfessionCatalog Professions, AuthorityCatalog Authorities);

/// <summary>What is known of a deadline of a case: its facts, its place, its circumstances and what happened to it, all taken from what was recorded.</summary>
public sealed class DeadlineInput
{
    private readonly CaseView _view;
    private readonly ObjectRef _about;
    private readonly DeadlineRule? _rule;
    private readonly DeadlineRules _rules;
    private readonly DateOnly _today;
    private readonly RuleFacts _facts;
    private readonly Dispatches _dispatches;

    private DeadlineInput(CaseView view, ObjectRef about, string code, DeadlineRules rules, DateOnly today)
    {
        (_view, _about, _rule, _rules, _today) = (view, about, rules.Deadlines.Find(code), rules, today);
        _facts = new RuleFacts(view, rules.Professions, rules.Authorities, today) { About = about };
        _dispatches = new Dispatches(_facts.Authority);
    }

    /// <summary>The request for the deadline <paramref name="code"/> of an object of a case.</summary>
    public static DeadlineRequest Of(CaseView view, ObjectRef about, string code, DeadlineRules rules, DateOnly today) =>
        new DeadlineInput(view, about, code, rules, today).Request();

    private DeadlineRequest Request() => new(FactsKnown(), Place(), _today)
    {
        Circumstances = Circumstances().ToHashSet(StringComparer.Ordinal),
        Events = [.. Events()],
        Set = Set(),
        SuspensionEnd = _facts.Authority?.EndsSuspension ?? SuspensionEnd.PeriodSet,
    };

    /// <summary>Each fact from the nearest object that has it: the object itself, what it belongs to, and for a decision its remedies.</summary>
    private Dictionary<string, Fact> FactsKnown()
    {
        var known = new Dictionary<string, Fact>(StringComparer.Ordinal);
        foreach (var o in Sources())
        {
            foreach (var field in _rules.Facts.Of(o.Ref.Kind).Where(field => field.DeadlineFact is not null))
            {
                if (!known.ContainsKey(field.DeadlineFact!) && FactOf(o, field) is { } fact) // filtered above
                    known[field.DeadlineFact!] = fact;
            }
            // Nobody knows when it was sent: the day on which it came is the earliest that counts.
            if (Dispatches.FactOf(o.Ref.Kind) is { } letter && !known.ContainsKey(letter) && o.Day("received_on") is { } received)
                known[letter] = Fact.On(received);
        }
        return known;
    }

    private IEnumerable<CaseObject> Sources()
    {
        for (var at = _view.Find(_about); at is not null; at = at.Owner is { } owner ? _view.Find(owner) : null)
            yield return at;
        if (_about.Kind == "decision")
        {
            foreach (var remedy in _view.Of("remedy").Where(remedy => remedy.Owner == _about).Reverse())
                yield return remedy;
        }
    }

    private Fact? FactOf(CaseObject o, FactField field)
    {
        if (_dispatches.Of(o, field.DeadlineFact!) is { } dispatch) // only called for fields that have one
            return new Fact.Sent(dispatch);
        return o[field.Field] switch
        {
            DateOnly day => Fact.On(day),
            DateTimeOffset instant => new Fact.AtInstant(instant),
            _ => null,
        };
    }

    /// <summary>The seat of whoever must act, or where the act must be done (BGB § 193).</summary>
    private Place Place()
    {
        var authority = _facts.Authority;
        return _rule?.At switch
        {
            "authority" when authority is not null && IsOfApplication => authority.Place,
            "court" when authority is not null => new Place(authority.Land),
            "centre" => OfCentre(),
            _ => _facts.TargetLand is { } land ? new Place(land) : OfCentre(),
        };
    }

    private bool IsOfApplication => _view.OwnerOf(_about, "application") is not null;

    /// <summary>Case numbers name the Land of the centre: <c>IQ-NW-2026-17</c>.</summary>
    private Place OfCentre() => _view.CaseId.Split('-') is [_, var letters, ..] && Enum.TryParse<Land>(letters, out var land) ? new Place(land) : Periods.Place.Abroad;

    private IEnumerable<string> Circumstances()
    {
        foreach (var circumstance in _facts.Profession?.Circumstances ?? [])
            yield return circumstance;
        if (_facts.DiplomaOrigin == Origin.EU)
            yield return "eu_diploma";
        if (_view.Value("case.overlays") is IReadOnlyList<string> overlays && overlays.Contains("PAR81A"))
            yield return "par81a";
        if (_view.Find(_about) is not { } about)
            yield break;
        if ((about.Text("basis") ?? about.Text("kind")) is "AE_16D_1" or "AE_16D_3" or "AE_16D_6")
            yield return "title_16d_" + (about.Text("basis") ?? about.Text("kind"))![^1]; // matched above
        if (about.Is("notice_by_employer"))
            yield return "employer";
        if (about.Ref.Kind == "document" && IsForLicenceAsDoctor(about))
            yield return "licence_application";
    }

    /// <summary>ÄApprO § 39 Abs. 1 names the criminal record and the health certificate; a certificate of good standing may be three months old (BÄO § 3 Abs. 6 S. 2).</summary>
    private bool IsForLicenceAsDoctor(CaseObject proof) =>
        proof.Text("code") is "GESUNDHEIT" or "FUEHRUNGSZEUGNIS" && _facts.Profession?.Group.Code == "doctor"
            && (_view.Current("licence") is not null || _view.Value("case.state") as string == "BERUFSZULASSUNG");

    private List<ClockEvent> Events()
    {
        if (_about.Kind == "request")
            return Extensions(extension => extension.Owner == _about && extension.Text("asked_by") != "STELLE");
        if (_about.Kind != "application" || _rule is null || !_rule.Rows.Any(row => row.Start.Contains("documents_complete")))
            return [];

        var extensions = Extensions(extension =>
            _view.OwnerOf(extension.Ref, "application")?.Ref == _about
            && (extension.Text("asked_by") == "STELLE" || (extension.Text("asked_by") is null && extension.Owner == _about)));
        return _rule.Rows.Any(row => row.Suspensions is not null) ? [.. Suspensions(), .. extensions] : extensions;
    }

    /// <summary>A request for missing papers is none: it says that the period has not begun (BQFG § 6 Abs. 3).</summary>
    private IEnumerable<ClockEvent> Suspensions()
    {
        foreach (var request in _view.Of("request").Where(request => request.Owner == _about && request.Text("kind") is not (null or "FEHLEND")))
        {
            if (NotifiedOn(request) is { } day)
                yield return new ClockEvent.Suspended(day, SetBy(request), request.Text("kind"), request.Day("delivered_on"));
        }
        foreach (var analysis in _view.Of("analysis").Where(analysis => analysis.Owner == _about))
        {
            if (analysis.Day("started_on") is { } day)
                yield return new ClockEvent.Suspended(day, analysis.Day("ended_on") is { } end ? new SetPeriod.NamedDay(end, Stands: true) : null, "QA");
        }
    }

    private List<ClockEvent> Extensions(Func<CaseObject, bool> counts)
    {
        var events = new List<ClockEvent>();
        foreach (var extension in _view.Of("extension").Where(counts))
        {
            if (extension.Day("announced_on") is not { } day)
                continue;
            Length? by = Length.TryParse(extension.Text("length") ?? "", out var length) ? length : null;
            if (by is not null || extension.Day("new_end") is not null)
                events.Add(new ClockEvent.Extended(day, extension.Day("new_end") is null ? by : null, extension.Day("new_end"), extension["reasoned"] is not false, extension.Is("new_end_stands")));
        }
        return events;
    }

    private DateOnly? NotifiedOn(CaseObject request) => _dispatches.Of(request, "period_notified") is { } dispatch
        ? Notification.Of(dispatch, Place().Land, _rules.Deadlines.Notification)?.Day
        : request.Day("notified_on") ?? request.Day("received_on") ?? request.Day("dated_on");

    /// <summary>What an authority set, where the catalogue leaves the length to it.</summary>
    private SetPeriod? Set()
    {
        if (_rule is null || _view.Find(_about) is not { } about)
            return null;
        if (_rule.Rows.Any(row => row.Rule == CountingRule.AsSet))
            return SetBy(about);
        return _facts.Authority?.Decision is { } own && own.Deadline == _rule.Code && about.Ref.Kind == "application" ? new SetPeriod.OfLength(own.Length) : null;
    }

    private static SetPeriod? SetBy(CaseObject o) => o.Day("period_end") is { } end ? new SetPeriod.NamedDay(end, o.Is("period_stands"))
        : Length.TryParse(o.Text("period_length") ?? "", out var length) ? new SetPeriod.OfLength(length)
        : null;
}
