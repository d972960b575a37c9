namespace IqWorkflows.Engine.Expressions.JavaScript.Locales;

/// <summary>The locales in which scripts can write dates and numbers. They are our own tables, so that every machine gives the same text.</summary>
internal enum ScriptLocale
{
    AmericanEnglish,
    BritishEnglish,
    German,
}

internal static class ScriptLocales
{
    public static bool IsKnown(string tag) => tag.Split('-')[0].ToUpperInvariant() is "DE" or "EN";

    public static string Tag(ScriptLocale locale) => locale switch
    {
        ScriptLocale.German => "de-DE",
        ScriptLocale.BritishEnglish => "en-GB",
        _ => "en-US",
    };

    /// <param name="tag">A language tag such as "de-DE"; null stands for none given.</param>
    /// <returns>The locale for the tag; American English for tags unknown here, as for a runtime without their data.</returns>
    public static ScriptLocale ForTag(string? tag)
    {
        if (tag is null)
        {
            return ScriptLocale.AmericanEnglish;
        }

        var language = tag.Split('-')[0];
        if (language.Equals("de", StringComparison.OrdinalIgnoreCase))
        {
            return ScriptLocale.German;
        }

        return tag.StartsWith("en-GB", StringComparison.OrdinalIgnoreCase) ? ScriptLocale.BritishEnglish : ScriptLocale.AmericanEnglish;
    }
}
