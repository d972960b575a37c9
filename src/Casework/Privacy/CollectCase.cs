using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Casework.Privacy;

/// <summary>Everything that is kept about the person of a case, as one file to hand out.</summary>
/// <param name="FileName">Names the case and the day, not the person.</param>
/// <param name="Json">UTF-8, indented, with the names of things in the language asked for.</param>
public sealed record CollectedCase(string FileName, byte[] Json);

/// <summary>Answers a request for access (GDPR Art. 15, 20): all facts with their history, deadlines, tasks, messages with their contents, and when the case was looked at.</summary>
/// <remarks>Whose eyes and hands it were stays out: the person has a right to their own data, not to those of the staff.</remarks>
public sealed class CollectCase(IqRuntime runtime)
{
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="caseId">The case.</param>
    /// <param name="who">Id of whoever hands it out: it is written into the log of the case.</param>
    /// <param name="language">Language of labels and names of codes.</param>
    /// <param name="cancellationToken">Gives up waiting for a place in the queue.</param>
    /// <returns>Null when there is no such case.</returns>
    public Task<CollectedCase?> RunAsync(string caseId, string who, Language language, CancellationToken cancellationToken)
    {
        var cases = runtime.Cases;
        return runtime.Writer.WriteAsync(
            turn =>
            {
                var now = runtime.Now;
                if (cases.Book.Find(turn, caseId) is not { } view)
                    return null;
                var collected = new CaseCollection(cases.Rules, cases.Ladders, language).Of(turn, view, now);
                CaseLog.Write(turn, caseId, now, who, "data-collected", null, []);
                return new CollectedCase($"{caseId}-{now:yyyy-MM-dd}.json", JsonSerializer.SerializeToUtf8Bytes(collected, s_json));
            },
            cancellationToken);
    }
}
