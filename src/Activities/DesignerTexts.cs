using System.Globalization;
using System.Resources;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Engine.Programs.Descriptors;

namespace IqWorkflows.Activities;

/// <summary>The words of the designer for our boxes, in German and English. German stands in the resources; English where the classes do not say it.</summary>
public static class DesignerTexts
{
    private static readonly ResourceManager s_texts = new("IqWorkflows.Activities.Texts", typeof(DesignerTexts).Assembly);

    /// <param name="names">What the rule files know; their codes fill the dropdowns.</param>
    /// <param name="language">Language of the texts.</param>
    public static DesignerWords Words(RuleNames names, Language language) => new(key => Text(key, language), source => names.Choices(source, language));

    /// <summary>The text of a key; members that several boxes share have one text under their name alone.</summary>
    internal static string? Text(string key, Language language)
    {
        // Asked without fallback: where English says nothing, the class does, and not the German text.
        var texts = s_texts.GetResourceSet(language == Language.German ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo("en"), createIfNotExists: true, tryParents: false);
        return texts?.GetString(key) ?? (key.StartsWith("Iq.", StringComparison.Ordinal) && key.IndexOf('.', 3) is > 0 and var dot ? texts?.GetString(key[(dot + 1)..]) : null);
    }
}
