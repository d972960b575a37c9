using IqWorkflows.Casework;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Server.Api;

/// <summary>What a case refuses, as problem details with all reasons in the language of the caller.</summary>
internal static class CaseProblems
{
    public static IResult Of(IReadOnlyList<Cases.Reason> reasons, RuleBook rules, Language language)
    {
        var text = new CaseReasonText(rules, language);
        var sentences = reasons.Select(text.Sentence).ToList();
        return Results.Problem(
            statusCode: reasons.Count == 0 ? StatusCodes.Status422UnprocessableEntity : StatusOf(reasons[0].Code),
            title: sentences.Count == 1 ? sentences[0] : language == Language.German ? $"{sentences.Count} Gründe sprechen dagegen; nichts wurde gespeichert." : $"There are {sentences.Count} reasons against it; nothing was saved.",
            detail: string.Join('\n', sentences),
            extensions: [new("code", reasons.Count > 0 ? reasons[0].Code : ""), new("reasons", (IReadOnlyList<ShownReason>)[.. reasons.Zip(sentences, (reason, sentence) => new ShownReason(reason.Code, sentence, [.. reason.Arguments.Select(ArgumentOf)]))])]);
    }

    /// <summary>The language that the caller prefers; German unless English is asked for before it.</summary>
    public static Language LanguageOf(HttpContext http) =>
        http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString().Split('-')[0].ToLowerInvariant()).FirstOrDefault(language => language is "de" or "en") == "en"
            ? Language.English
            : Language.German;

    private static int StatusOf(string code) => code switch
    {
        CaseReason.CaseUnknown or CaseReason.TaskUnknown => StatusCodes.Status404NotFound,
        CaseReason.KnownAlready or CaseReason.EventNotAwaited or CaseReason.TaskNotOpen or CaseReason.InstanceNotWaiting or CaseReason.Closed or CaseReason.NotClosed
            or CaseReason.Paused or CaseReason.NotPaused => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private static string ArgumentOf(object argument) => argument is DateOnly day ? $"{day:yyyy-MM-dd}" : argument.ToString() ?? "";
}
