using System.Security.Cryptography;
using IqWorkflows.Cases.Forms;
using Microsoft.AspNetCore.Http;

namespace IqWorkflows.Desk.Frame;

/// <summary>A form as it came from the browser.</summary>
public static class TypedForm
{
    /// <summary>Name of the field that tells a form sent twice from one sent again.</summary>
    public const string Key = "__once";

    /// <summary>A name for one showing of a form.</summary>
    public static string NewKey() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    /// <summary>All fields that name a fact, several choices with commas between.</summary>
    public static IReadOnlyDictionary<string, string> Facts(IFormCollection form) =>
        form.Where(pair => pair.Key.Contains('.', StringComparison.Ordinal)).ToDictionary(pair => pair.Key, pair => string.Join(',', pair.Value.ToArray()).ReplaceLineEndings("\n"));

    public static Submission Submission(IFormCollection form) =>
        new(Facts(form)) { HappenedOn = form["happenedOn"].ToString(), LearnedOn = form["learnedOn"].ToString(), Source = form["source"].ToString() };
}
