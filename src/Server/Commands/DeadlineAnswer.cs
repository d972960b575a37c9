using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;

namespace IqWorkflows.Server.Commands;

/// <summary>What the deadline calculator answers, for people and for programs.</summary>
internal sealed class DeadlineAnswer(Deadline deadline, string state, DeadlineText words, Language language)
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IEnumerable<string> Lines()
    {
        yield return $"{deadline.Rule.Code} {deadline.Rule.Name.In(language)}";
        foreach (var step in deadline.Derivation)
            yield return $"  {words.Step(step)}";
        if (deadline.DeemedApprovedFrom is { } from)
            yield return $"  {Say("gilt ohne Antwort als genehmigt ab", "deemed approved without an answer from")} {words.Day(from)}";
        foreach (var flag in deadline.Flags)
            yield return $"  ! {words.Sentence(flag)}";
        if (deadline.Row.Remark is { } remark)
            yield return $"  {Say("Hinweis", "Note")}: {remark.In(language)}";
        yield return deadline.Row.Rule == CountingRule.NotBefore
            ? $"{Say("Frühester Tag", "Earliest day")}: {words.Day(deadline.End)}"
            : $"{Say("Ende", "End")}: {words.Day(deadline.End)}";
        if (deadline.WarnBy != deadline.End)
            yield return $"{Say("Warnen bis", "Warn by")}: {words.Day(deadline.WarnBy)}";
    }

    public string Json() => new JsonObject
    {
        ["code"] = deadline.Rule.Code,
        ["name"] = deadline.Rule.Name.In(language),
        ["class"] = deadline.Rule.Class.ToString(),
        ["state"] = state,
        ["source"] = deadline.Row.Source,
        ["start"] = Iso(deadline.Start),
        ["rawEnd"] = Iso(deadline.RawEnd),
        ["end"] = Iso(deadline.End),
        ["warnBy"] = Iso(deadline.WarnBy),
        ["announced"] = deadline.Announced is { } announced ? Iso(announced) : null,
        ["deemedApprovedFrom"] = deadline.DeemedApprovedFrom is { } from ? Iso(from) : null,
        ["steps"] = new JsonArray([.. deadline.Derivation.Select(step => new JsonObject
        {
            ["step"] = step.GetType().Name,
            ["day"] = Iso(step.Day),
            ["text"] = words.Step(step),
        })]),
        ["flags"] = new JsonArray([.. deadline.Flags.Select(flag => new JsonObject { ["code"] = flag.Code, ["text"] = words.Sentence(flag) })]),
    }.ToJsonString(s_json);

    private string Say(string german, string english) => language == Language.German ? german : english;

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
