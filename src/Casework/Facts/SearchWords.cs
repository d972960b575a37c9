using System.Globalization;
using System.Text;
using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Casework.Facts;

/// <summary>The words by which a case is found: names of its person without accents and case, "Müller" also as "mueller".</summary>
public static class SearchWords
{
    private const int Longest = 64;

    private static readonly string[] s_fields = ["name", "given_name", "birth_name", "name_variants"];

    /// <summary>Whether a change of this fact changes the words.</summary>
    public static bool HangOn(FactField field) => field.Kind == ObjectRef.PersonKind && s_fields.Contains(field.Field);

    public static IReadOnlyList<string> Of(CaseView view) =>
        [.. s_fields.Select(field => view.Current(ObjectRef.PersonKind)?.Text(field)).OfType<string>().SelectMany(Words).Distinct(StringComparer.Ordinal)];

    /// <summary>Every word of a text in all its foldings.</summary>
    public static IEnumerable<string> Words(string text)
    {
        foreach (var word in Split(text))
        {
            var plain = Plain(word);
            yield return plain;
            var spelled = Plain(Spelled(word));
            if (spelled != plain)
                yield return spelled;
        }
    }

    /// <summary>The words that somebody typed, each in the folding in which it is looked for.</summary>
    public static IReadOnlyList<string> Asked(string text) => [.. Split(text).Select(Plain)];

    /// <summary>With umlauts written as two letters.</summary>
    internal static string Spelled(string text) =>
        text.Normalize(NormalizationForm.FormC).ToLowerInvariant().Replace("ä", "ae", StringComparison.Ordinal).Replace("ö", "oe", StringComparison.Ordinal).Replace("ü", "ue", StringComparison.Ordinal);

    private static IEnumerable<string> Split(string text) =>
        text.Normalize(NormalizationForm.FormC).ToLowerInvariant().Split((char[])[' ', '-', ',', ';', '.', '\t', '\n', '\r', '\''], StringSplitOptions.RemoveEmptyEntries).Select(word => word.Length > Longest ? word[..Longest] : word);

    private static string Plain(string word)
    {
        var plain = new StringBuilder(word.Length);
        foreach (var letter in word.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                plain.Append(letter switch { 'ß' => "ss", 'ı' => "i", 'ł' => "l", 'ø' => "o", 'đ' => "d", 'æ' => "ae", 'œ' => "oe", _ => letter.ToString() });
        }
        return plain.ToString();
    }
}
