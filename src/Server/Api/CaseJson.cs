using System.Text.Json;
using IqWorkflows.Casework;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Deadlines;
using IqWorkflows.Casework.Tasks;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Forms;
using IqWorkflows.Storage.Deadlines;

namespace IqWorkflows.Server.Api;

/// <summary>Cases as the API shows them, in one language.</summary>
internal sealed class CaseJson(RuleBook rules, Language language)
{
    private readonly CaseReasonText _reasons = new(rules, language);

    /// <summary>What was sent, as somebody would have typed it.</summary>
    public static Submission SubmissionOf(IReadOnlyDictionary<string, JsonElement>? facts, string? happenedOn, string? learnedOn, string? source, string? about) =>
        new((facts ?? new Dictionary<string, JsonElement>()).ToDictionary(pair => pair.Key, pair => ApiJson.Readable(() => Typed(pair.Value))))
        {
            HappenedOn = happenedOn,
            LearnedOn = learnedOn,
            Source = source,
            Object = ObjectRef.Parse(about),
        };

    public ShownCaseDetails Details(ShownCase shown) => new(
        shown.CaseId,
        shown.State,
        rules.States.Find(shown.State)?.Name.In(language) ?? shown.State,
        shown.PausedUntil,
        [.. shown.Facts.Objects.Select(one => new ShownObject(one.Ref.ToString(), one.Owner?.ToString(), one.Values.ToDictionary(pair => pair.Key, pair => ValueOf(pair.Value))))],
        [.. shown.Deadlines.Select(Deadline)],
        [.. shown.Tasks.Select(task => new ShownTaskLine(task.Id, In(task.Title, task.TitleEn), task.Role, task.Level, task.Object, task.DueOn))],
        [.. shown.Awaited.Select(awaited => awaited.Name)],
        [.. shown.Log.Select(entry => new ShownLogEntry(entry.At, entry.Who, entry.Code, entry.Object, JsonSerializer.Deserialize<List<string>>(entry.Args) ?? [], entry.HappenedOn, entry.LearnedOn))]);

    public ShownAwaitedEvent Awaited(AwaitedEvent awaited) => new(awaited.Name, In(awaited.Title, awaited.TitleEn), Form(awaited.Form));

    public ShownCaseTask Task(OpenCaseTask task) => new(
        task.Row.Id,
        In(task.Row.Title, task.Row.TitleEn),
        language == Language.German ? task.Row.Instructions : task.Row.InstructionsEn ?? task.Row.Instructions,
        task.Row.Role,
        task.Row.Level,
        task.Row.Object,
        task.Row.DueOn,
        task.Row.Why is { } why ? string.Join(' ', ReasonJson.Read(why).Select(_reasons.Sentence)) : null,
        [.. task.Outcomes.Select(outcome => new ShownOutcome(outcome.Name, outcome.Text.In(language), outcome.AsksForm))],
        Form(task.Form));

    private ShownDeadline Deadline(CaseDeadlineRow row) => new(
        row.Id,
        row.Code,
        rules.Deadlines.Find(row.Code)?.Name.In(language) ?? row.Code,
        row.Object,
        row.State.ToString(),
        row.StartOn,
        row.RawEndOn,
        row.EndOn,
        row.WarnOn,
        row.AnnouncedOn,
        row.PausedSince,
        [.. DerivationLine.Read(row.Derivation).Select(line => In(line.German, line.English))],
        [.. ReasonJson.Read(row.Flags).Select(flag => new ShownReason(flag.Code, _reasons.Sentence(flag), []))]);

    private ShownForm Form(Form form) => new(form.New, [.. form.Fields.Select(Field)]);

    private ShownField Field(FormField field)
    {
        var known = rules.Facts.Find(field.Fact);
        var label = field.Label ?? known?.Label;
        return new ShownField(
            field.Fact,
            label?.In(language) ?? field.Fact,
            (field.Help ?? known?.Help)?.In(language),
            known?.Type.ToString() ?? "Text",
            field.IsRequired,
            field.RequiredWhen?.Fact,
            field.RequiredWhen?.In,
            field.When?.Fact,
            field.When?.In,
            known?.CodeList is { } list ? rules.Facts.Codes.Find(list)?.Codes.Select(code => new ShownCode(code.Code, code.Label.In(language))).ToList() : null);
    }

    private string In(string german, string english) => language == Language.German ? german : english;

    private static JsonElement ValueOf(object value) => value switch
    {
        IReadOnlyList<string> codes => JsonSerializer.SerializeToElement(codes),
        _ => JsonSerializer.SerializeToElement(value, value.GetType()),
    };

    private static string Typed(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Null or JsonValueKind.Undefined => "",
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(Typed)),
        _ => value.GetRawText(),
    };
}
