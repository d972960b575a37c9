using System.Text.Json;
using IqWorkflows.Storage.Drafts;

namespace IqWorkflows.Casework.Drafts;

/// <summary>What somebody has typed into a form of a case and not sent yet.</summary>
/// <param name="Form">The task, the event, or the kind of facts.</param>
/// <param name="Fields">Text by name.</param>
/// <param name="SavedAt">When.</param>
public sealed record Draft(string Form, IReadOnlyDictionary<string, string> Fields, DateTimeOffset SavedAt);

/// <summary>Puts aside what somebody has typed into a form of a case, until they send it or throw it away. Nobody else sees it, and it counts for nothing.</summary>
public sealed class KeepDraft(IqRuntime runtime)
{
    private const int MostLetters = 200_000;
    private static readonly TimeSpan s_lasts = TimeSpan.FromDays(60);

    /// <returns>False when it is too much to be a form.</returns>
    public async Task<bool> RunAsync(string accountId, string caseId, string form, IReadOnlyDictionary<string, string> fields, CancellationToken cancellationToken)
    {
        if (form.Length > 200 || fields.Sum(field => field.Key.Length + field.Value.Length) > MostLetters)
            return false;
        var now = runtime.Now;
        var row = new CaseDraftRow { AccountId = accountId, CaseId = caseId, Form = form, Fields = JsonSerializer.Serialize(fields), SavedAt = now };
        await runtime.Writer.WriteAsync(
            turn =>
            {
                CaseDraftRow.Forget(turn, now - s_lasts);
                CaseDraftRow.Save(turn, row);
            },
            cancellationToken);
        return true;
    }
}

/// <summary>Finds what somebody has put aside in a case.</summary>
public sealed class FindDraft(IqRuntime runtime)
{
    public async Task<IReadOnlyDictionary<string, Draft>> RunAsync(string accountId, string caseId, CancellationToken cancellationToken) =>
        (await runtime.Writer.WriteAsync(turn => CaseDraftRow.Of(turn, accountId, caseId), cancellationToken)).ToDictionary(row => row.Form, Read);

    internal static Draft Read(CaseDraftRow row) => new(row.Form, JsonSerializer.Deserialize<Dictionary<string, string>>(row.Fields) ?? [], row.SavedAt);
}

/// <summary>Throws away what somebody has put aside: it was sent, or they want to begin anew.</summary>
public sealed class ForgetDraft(IqRuntime runtime)
{
    public Task<bool> RunAsync(string accountId, string caseId, string form, CancellationToken cancellationToken) =>
        runtime.Writer.WriteAsync(turn => CaseDraftRow.Delete(turn, accountId, caseId, form), cancellationToken);
}
