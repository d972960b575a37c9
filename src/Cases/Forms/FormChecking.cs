using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Cases.Forms;

/// <summary>One check of one submission.</summary>
internal sealed class FormChecking(Form form, Submission submission, CaseView view, FactCatalog catalog, DateOnly today)
{
    private const int MostOfAName = 80;

    private readonly List<Reason> _reasons = [];
    private readonly List<FactEntry> _entries = [];
    private readonly HashSet<string> _missingKinds = [];

    public FormAnswer Answer()
    {
        var (happened, learned) = Days();
        var source = Source();
        foreach (var name in submission.Values.Where(value => value.Value.Trim().Length > 0).Select(value => value.Key).Concat(submission.Cleared).Distinct())
            CheckIsAsked(name);
        foreach (var field in form.Fields)
            Check(field, happened, learned, source);
        _entries.AddRange(from name in form.Clears
                          let field = catalog.Find(name)
                          let known = field is null ? null : Known(field.Kind)
                          where known?[field.Field] is not null
                          select new FactEntry(known.Ref, field, null, happened, learned, source));

        var made = form.New.Where(kind => catalog.FindKind(kind) is not null).Distinct().Select(view.Next).OrderBy(PlaceInCatalog).ToList();
        var then = Then(made);
        foreach (var entry in _entries)
            CheckAgainst(then, entry);
        return _reasons.Count > 0
            ? new FormAnswer.Refused([.. _reasons.Distinct()])
            : new FormAnswer.Accepted([.. _entries.Where(IsNews).OrderBy(entry => PlaceInCatalog(entry.Object))], made, happened);
    }

    private (DateOnly Happened, DateOnly Learned) Days()
    {
        var learned = Day(submission.LearnedOn, FormReason.LearnedNoDay) ?? today;
        if (learned > today)
            _reasons.Add(new Reason(FormReason.LearnedInFuture, learned));
        var happened = Day(submission.HappenedOn, FormReason.HappenedNoDay) ?? DayOfForm() ?? (learned > today ? today : learned);
        if (happened > today)
            _reasons.Add(new Reason(FormReason.HappenedInFuture, happened));
        else if (learned < happened)
            _reasons.Add(new Reason(FormReason.LearnedBeforeHappened, learned, happened));
        return (happened, learned);
    }

    /// <summary>The day on which it happened as a field of the form says it; a day to come is told with its field, and says nothing of what has been.</summary>
    private DateOnly? DayOfForm() => form.Happened
        .Select(fact => TypedText.Day(submission.Values.GetValueOrDefault(fact) ?? ""))
        .FirstOrDefault(day => day is not null && day <= today);

    private DateOnly? Day(string? typed, string otherwise)
    {
        if (string.IsNullOrWhiteSpace(typed))
            return null;
        var day = TypedText.Day(typed);
        if (day is null)
            _reasons.Add(new Reason(otherwise));
        return day;
    }

    private FactSource Source()
    {
        if (string.IsNullOrWhiteSpace(submission.Source))
            return FactSource.Counsellor;
        if (SourceCodes.Parse(submission.Source.Trim()) is { } source)
            return source;
        _reasons.Add(new Reason(FormReason.UnknownSource));
        return FactSource.Counsellor;
    }

    private void CheckIsAsked(string name)
    {
        if (form.Fields.Any(field => field.Fact == name))
            return;
        _reasons.Add(new Reason(catalog.Find(name) is null ? FormReason.UnknownFact : FormReason.NotAsked, name.Length > MostOfAName ? name[..MostOfAName] : name));
    }

    private void Check(FormField asked, DateOnly happened, DateOnly learned, FactSource source)
    {
        if (catalog.Find(asked.Fact) is not { } field)
        {
            _reasons.Add(new Reason(FormReason.UnknownFact, asked.Fact));
            return;
        }
        if (asked.When is { } only && !Holds(only))
            return;
        var typed = submission.Values.GetValueOrDefault(asked.Fact) ?? "";
        var isCleared = typed.Trim().Length == 0 && submission.Cleared.Contains(asked.Fact);
        // A reason that was given before stays when what it gives the reason for is said again.
        var isGiven = !isCleared && !form.New.Contains(field.Kind) && Known(field.Kind)?[field.Field] is not null;
        var isRequired = asked.IsRequired || (!isGiven && asked.RequiredWhen is { } when && Holds(when));
        if (typed.Trim().Length == 0 && !isCleared)
        {
            if (isRequired)
                _reasons.Add(new Reason(FormReason.Required, field.Name));
            return;
        }
        if (isCleared && isRequired)
            _reasons.Add(new Reason(FormReason.Required, field.Name));
        var about = Object(field.Kind);
        var value = isCleared ? null : TypedText.Value(field, typed, catalog, happened, _reasons);
        if (about is { } reference && (isCleared || value is not null))
            _entries.Add(new FactEntry(reference, field, value, happened, learned, source));
    }

    /// <summary>What fields of a kind are about; null (and a reason) when the case has no such object.</summary>
    private ObjectRef? Object(string kind)
    {
        if (form.New.Contains(kind))
            return view.Next(kind);
        var other = submission.Object is { } named && named.Kind == kind ? named : (ObjectRef?)null;
        if (Known(kind) is { } found)
            return found.Ref;
        if (_missingKinds.Add(kind))
            _reasons.Add(other is null ? new Reason(FormReason.NoObject, kind) : new Reason(FormReason.UnknownObject, kind, other.Value.Number));
        return null;
    }

    /// <summary>The object of a kind that the form is about; null: the case has none.</summary>
    private CaseObject? Known(string kind) => submission.Object is { } named && named.Kind == kind ? view.Find(named) : view.Current(kind);

    private bool Holds(FactIn when)
    {
        var text = submission.Values.GetValueOrDefault(when.Fact)?.Trim();
        if (string.IsNullOrEmpty(text) && catalog.Find(when.Fact) is { } field && !form.New.Contains(field.Kind))
            text = FactText.Of(Known(field.Kind)?[field.Field]);
        return text is not null && text.Split(',').Any(value => when.In.Contains(value.Trim()));
    }

    /// <summary>The case as it would be.</summary>
    private CaseView Then(List<ObjectRef> made)
    {
        var then = view;
        foreach (var reference in made)
            then = then.With([new CaseObject(reference, then.OwnerOfNew(catalog.FindKind(reference.Kind)!), default, new Dictionary<string, object>())]); // made has known kinds only
        return then.With(_entries.GroupBy(entry => entry.Object).Select(of => Changed(then.Find(of.Key)!, of))); // an entry's object was found, or is new
    }

    private static CaseObject Changed(CaseObject before, IEnumerable<FactEntry> entries)
    {
        var values = new Dictionary<string, object>(before.Values);
        foreach (var entry in entries)
        {
            if (entry.Value is null)
                values.Remove(entry.Field.Field);
            else
                values[entry.Field.Field] = entry.Value;
        }
        return before with { Values = values };
    }

    private void CheckAgainst(CaseView then, FactEntry entry)
    {
        if (entry.Value is not null && entry.Field.Consent is { } purpose && !then.HasConsent(purpose))
            _reasons.Add(new Reason(FormReason.ConsentMissing, entry.Field.Name, purpose));
        if (DayOf(entry.Value) is not { } day)
            return;
        if (entry.Field.NotFuture && day > today)
            _reasons.Add(new Reason(FormReason.InFuture, entry.Field.Name, day));
        foreach (var earlier in entry.Field.NotBefore.Select(catalog.Find).OfType<FactField>())
            CheckOrder(entry.Field, day, earlier, DayOf(then.OwnerOf(entry.Object, earlier.Kind)?[earlier.Field]));
        // A day that is moved can leave others behind that were right before.
        foreach (var later in catalog.LaterThan(entry.Field.Name))
        {
            foreach (var other in then.Of(later.Kind).Where(other => then.OwnerOf(other.Ref, entry.Object.Kind)?.Ref == entry.Object))
            {
                if (DayOf(other[later.Field]) is { } laterDay)
                    CheckOrder(later, laterDay, entry.Field, day);
            }
        }
    }

    private void CheckOrder(FactField later, DateOnly day, FactField earlier, DateOnly? earlierDay)
    {
        if (day < earlierDay)
            _reasons.Add(new Reason(FormReason.TooEarly, later.Name, day, earlier.Name, earlierDay.Value));
    }

    private static DateOnly? DayOf(object? value) => value switch
    {
        DateOnly day => day,
        DateTimeOffset instant => GermanDay.Of(instant),
        _ => null,
    };

    /// <summary>Whether it says anything that was not known: a form shows what is known, and most of it comes back unchanged.</summary>
    private bool IsNews(FactEntry entry) => FactText.Of(view.Value(entry.Object, entry.Field.Field)) != FactText.Of(entry.Value);

    private int PlaceInCatalog(ObjectRef reference) => catalog.Kinds.TakeWhile(kind => kind.Name != reference.Kind).Count();
}
