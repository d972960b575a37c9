using System.Text;

namespace IqWorkflows.Storage.Postgres;

/// <summary>PostgreSQL keeps every text but those with the letter zero, or with half of a letter. People do not type them; programs that try what happens send them.</summary>
internal static class CleanText
{
    private const char Instead = '\uFFFD';

    /// <summary>The same text, or one that has a sign for a missing letter where it has to.</summary>
    public static string Of(string text)
    {
        if (!text.Contains('\0') && text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
            return text;
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', Instead);
    }
}
