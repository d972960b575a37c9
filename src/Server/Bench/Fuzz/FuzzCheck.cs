using System.Text.RegularExpressions;

namespace IqWorkflows.Server.Bench.Fuzz;

/// <summary>What no answer may be or have, whatever was asked.</summary>
internal static partial class FuzzCheck
{
    /// <summary>Above this a server may hang up without a word: it does not want to hear the rest.</summary>
    private const int MuchToHear = 100_000;

    /// <returns>What is wrong, in a word and a sentence; null: nothing.</returns>
    public static (string Code, string Detail)? Wrong(FuzzRequest request, FuzzAnswer answer, string origin)
    {
        switch (answer.End)
        {
            case LineEnd.Silent:
                return ("no-answer", "Nothing came within half a minute.");
            case LineEnd.Closed:
                return request.IsBroken || request.Bytes.Length > MuchToHear ? null : ("no-answer", "The server hung up without a word.");
        }
        if (answer.Status >= 500)
            return ("server-error", $"{answer.Status}: {Start(answer.Text)}");
        if (answer.Header(HostileText.Header) is not null)
            return ("split-header", $"A value became the header {HostileText.Header}.");
        if (answer.Header("Location") is { } location && !IsHere(location, origin))
            return ("leads-away", $"Location: {location}");
        if (answer.MediaType is "application/octet-stream" or "application/pdf" or "application/zip")
            return null;
        var text = answer.Text;
        if (Innards().Match(text) is { Success: true } leak)
            return ("leak", Around(text, leak.Index));
        // What is shown as a page, or may be taken for one.
        if (answer.MediaType is "text/html" or "application/xhtml+xml" or "image/svg+xml" or "" && Script().Match(text) is { Success: true } script)
            return ("script", Around(text, script.Index));
        return null;
    }

    private static bool IsHere(string location, string origin) =>
        location.StartsWith(origin + "/", StringComparison.Ordinal) || (location.StartsWith('/') && !location.StartsWith("//", StringComparison.Ordinal) && !location.StartsWith("/\\", StringComparison.Ordinal));

    private static string Start(string text) => text.Length > 300 ? text[..300] : text;

    private static string Around(string text, int place) => text[Math.Max(0, place - 100)..Math.Min(text.Length, place + 200)].ReplaceLineEndings(" ");

    // Frames of a stack, names of exceptions and of our own types, and what the database says.
    [GeneratedRegex(@"\bat (System|Microsoft|IqWorkflows|Quartz|lambda_method)\b|\b[A-Z]\w*(\.[A-Z]\w*)*Exception\b|\bIqWorkflows\.[A-Z]\w+\.[A-Z]|SQLite Error|\.cs:line \d|\bSystem\.(Collections|Private|Text|Threading)\b")]
    private static partial Regex Innards();

    [GeneratedRegex(@"<script>iqfuzz|<img src=x onerror=iqfuzz|<[^<>]*\s(href|src|action|formaction)\s*=\s*[""']?javascript:iqfuzz|<[^<>]*'\s+onmouseover='iqfuzz")]
    private static partial Regex Script();
}
