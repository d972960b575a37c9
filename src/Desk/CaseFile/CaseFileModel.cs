using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Cases.Occasions;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Rules;
using IqWorkflows.Storage.CaseTasks;
using IqWorkflows.Storage.Deadlines;

namespace IqWorkflows.Desk.CaseFile;

/// <summary>What was typed into a form of the page: refused, or put aside as a draft.</summary>
/// <param name="Place">Id of the task, or name of the event.</param>
/// <param name="Problems">Empty for a draft.</param>
public sealed record Refusal(string Place, IReadOnlyDictionary<string, string> Typed, string? HappenedOn, string? LearnedOn, string? Source, IReadOnlyList<Problem> Problems);

/// <summary>The page of a case: the file and the words for it.</summary>
public sealed class CaseFileModel(CaseFile file, CaseSight sight, RuleBook rules, Visit visit, Refusal? refusal, bool isSaved)
{
    private readonly CaseReasonText _reasons = new(rules, visit.Words.Language);
    private readonly LadderText _ladders = new(visit.Words.Language);

    public CaseFile File => file;

    public Refusal? Refusal => refusal;

    public bool IsSaved => isSaved;

    /// <summary>What was written because of what was just saved, or will be today.</summary>
    public IReadOnlyList<GoingOut> GoingOut { get; init; } = [];

    public RuleBook Rules => rules;

    /// <summary>Whether only what the office may see is shown.</summary>
    public bool IsContactOnly => sight == CaseSight.Contact;

    public CaseView Facts => file.Outline.Facts;

    public string CaseId => file.Outline.CaseId;

    public string Name => NameIn(Facts);

    public string StateName => rules.States.Find(file.Outline.State)?.Name.In(visit.Words.Language) ?? file.Outline.State;

    public string? Counsellor => Facts.Value("case.counsellor_id") is string id ? file.Staff.GetValueOrDefault(id) ?? id : null;

    public string? Deputy => Facts.Value("case.deputy_id") is string id ? file.Staff.GetValueOrDefault(id) ?? id : null;

    public IEnumerable<CaseDeadlineRow> Running => file.Outline.Deadlines.Where(one => one.State is DeadlineState.Running or DeadlineState.Paused or DeadlineState.NotComputable).OrderBy(one => one.EndOn ?? DateOnly.MaxValue);

    public IEnumerable<CaseDeadlineRow> Over => file.Outline.Deadlines.Where(one => one.State is DeadlineState.Ended or DeadlineState.Stopped);

    public CaseDeadlineRow? Next => Running.FirstOrDefault(one => one.State == DeadlineState.Running && one.EndOn >= visit.Today);

    public CaseDeadlineRow? Late => Running.FirstOrDefault(one => one.State == DeadlineState.Running && one.EndOn < visit.Today && !Opens(one));

    /// <summary>The situation in a few sentences.</summary>
    public IEnumerable<string> Situation()
    {
        var words = visit.Words;
        yield return Facts.Value("case.state_since") is DateOnly since ? words.Of("SituationState", StateName, words.PlainDay(since)) : words.Of("SituationStateOnly", StateName);
        if (file.Outline.PausedUntil is { } until)
            yield return words.Of("SituationPaused", words.PlainDay(until));
        if (Late is { EndOn: { } ended } late)
            yield return words.Of("SituationLate", NameOf(late), words.PlainDay(ended), visit.Today.DayNumber - ended.DayNumber);
        if (Next is { EndOn: { } end } next)
            yield return words.Of("SituationDeadline", NameOf(next), words.Day(end));
        if (file.Work.Tasks.Count > 0)
            yield return words.Count("SituationTasks", file.Work.Tasks.Count);
    }

    public string NameOf(CaseDeadlineRow deadline) => rules.Deadlines.Find(deadline.Code)?.Name.In(visit.Words.Language) ?? deadline.Code;

    /// <summary>Whether something becomes possible at its end, so that nobody can be late for it.</summary>
    public bool Opens(CaseDeadlineRow deadline) => rules.Deadlines.Find(deadline.Code)?.Opens == true;

    public DeadlineClass? ClassOf(CaseDeadlineRow deadline) => rules.Deadlines.Find(deadline.Code)?.Class;

    public string Sentence(Cases.Reason reason) => _ladders.Knows(reason) ? _ladders.Sentence(reason) : _reasons.Sentence(reason);

    public IEnumerable<string> Sentences(string? json) => json is null ? [] : ReasonsOf(json).Select(Sentence);

    public string OccasionName(string code) => rules.Occasions.Find(code)?.Name.In(visit.Words.Language) ?? code;

    public string Recipient(string recipient) => MailTextReading.RecipientOf(visit, recipient);

    /// <summary>Why mails to the client say no more than that they should call; null: they may say more, or none go out.</summary>
    public string? MissingForContent =>
        Facts.Current(ObjectRef.PersonKind) is not { } person || person.Text("email") is null or "" || person.Is("unsafe_contact") ? null
        : person.Is("email_shared") ? "SharedMailbox"
        : Facts.HasConsent("EMAIL_INHALT") ? null : "NoContentConsent";

    /// <summary>Forms that whoever looks has put aside, newest first.</summary>
    public IEnumerable<(string Address, string Label, DateTimeOffset SavedAt)> Drafts =>
        from draft in file.Drafts
        let place = draft.Key.Split('/')
        orderby draft.Value.SavedAt descending
        select (
            place[0] switch { "aufgabe" => "#aufgabe-" + place[1], "ereignis" => "/ereignisse/" + Uri.EscapeDataString(place[1]), _ => "/" + draft.Key },
            place[0] switch
            {
                "aufgabe" => file.Work.Tasks.FirstOrDefault(task => task.Row.Id == place[1]) is { } task ? visit.Words.In(task.Row.Title, task.Row.TitleEn) : visit["Tasks"],
                "angaben" => Words.AsHeading(KindName(place[1])),
                _ => file.Work.Awaited.FirstOrDefault(awaited => awaited.Name == place[1]) is { } awaited ? visit.Words.In(awaited.Title, awaited.TitleEn) : visit["RecordEvent"],
            },
            draft.Value.SavedAt);

    /// <summary>The form of a task, with what was typed into it if it was refused.</summary>
    public IReadOnlyList<AskedField> FieldsOf(Cases.Forms.Form form) => AskedField.Of(form, rules, Facts, visit.Words, visit.Today);

    public Refusal? RefusalOf(string place) => refusal?.Place == place ? refusal : DraftOf("aufgabe/" + place) is { } draft ? CaseForms.Typed(place, draft) : null;

    /// <summary>What whoever looks has put aside for a form; null: nothing.</summary>
    public Casework.Drafts.Draft? DraftOf(string form) => file.Drafts.GetValueOrDefault(form);

    /// <summary>The way of the case: where it was, where it is, where it will probably go.</summary>
    public IReadOnlyList<PathStep> Path => CasePath.Of(file.Outline, rules, visit.Today, visit.Words.Language);

    /// <summary>What the case waits for; null: for nothing.</summary>
    public CaseWaiting? Waiting { get; } = CaseWaiting.Of(file.Outline, file.Work.Awaited, rules, visit.Today);

    /// <summary>Whether somebody may do a task of that role.</summary>
    public bool MayDo(CaseTaskRow task) => TaskRights.MayDo(visit.Viewer!, task.Role); // nobody comes here without having signed in

    /// <summary>A value as people read it.</summary>
    public string Text(FactField field, object value) => value switch
    {
        DateOnly day => visit.Words.PlainDay(day),
        DateTimeOffset instant => visit.Words.Moment(instant),
        bool yes => visit[yes ? "Yes" : "No"],
        IReadOnlyList<string> codes => string.Join(", ", codes.Select(code => Label(field, code))),
        string code when field.Type is FactType.Code or FactType.Country or FactType.Language or FactType.Authority or FactType.Profession => Label(field, code),
        string length when field.Type == FactType.Length && Length.TryParse(length, out var read) => new DeadlineText(rules.Deadlines, visit.Words.Language).Of(read),
        _ => FactText.Of(value) ?? "",
    };

    /// <summary>What people call an object of which there are several, a paper for example; empty: nothing but its kind.</summary>
    public string TitleOf(ObjectRef of) => Facts.Find(of) is not { } one ? "" : of.Kind == "document" ? one.Text("name") ?? Value(one, "code") : "";

    /// <summary>What is known of an object, in the order of the catalogue.</summary>
    public IEnumerable<(string Label, string Value)> Known(string kind) => Facts.Current(kind) is { } current ? Known(current) : [];

    public IEnumerable<(string Label, string Value)> Known(CaseObject one) =>
        rules.Facts.Of(one.Ref.Kind).Where(field => one[field.Field] is not null && field.Name is not ("case.centre_id" or "case.counsellor_id" or "case.deputy_id")).Select(field => (field.Label.In(visit.Words.Language), Text(field, one[field.Field]!))); // filtered before

    public string Value(CaseObject one, string field) => one[field] is { } value && rules.Facts.Find($"{one.Ref.Kind}.{field}") is { } known ? Text(known, value) : "";

    public string LabelOf(string fact) => rules.Facts.Find(fact)?.Label.In(visit.Words.Language) ?? fact;

    /// <summary>A code as people read it.</summary>
    public string LabelOf(string fact, string code) => rules.Facts.Find(fact) is { } field ? Label(field, code) : code;

    /// <summary>What may be chosen for a fact today, in the order that means something.</summary>
    public IReadOnlyList<(string Code, string Label)> OptionsOf(string fact) => AskedField.Of(new Cases.Forms.Form([], [new(fact)]), rules, null, visit.Words, visit.Today)[0].Options;

    public string KindName(string kind) => rules.Facts.FindKind(kind)?.Label.In(visit.Words.Language) ?? kind;

    /// <summary>The name of the client; the number of the case when there is none.</summary>
    public static string NameIn(CaseView facts) => facts.Current(ObjectRef.PersonKind) is { } person && MailWay.FullName(person) is { Length: > 0 } name ? name : facts.CaseId;

    private string Label(FactField field, string code) => rules.Facts.Codes.Label(
        field.CodeList ?? field.Type switch { FactType.Country => "country", FactType.Language => "language", FactType.Authority => "authority", _ => "profession" }, code, visit.Words.Language);

    private static IReadOnlyList<Cases.Reason> ReasonsOf(string json) => json.StartsWith('[') ? ReasonJson.Read(json) : ReasonJson.Read($"[{json}]");
}
