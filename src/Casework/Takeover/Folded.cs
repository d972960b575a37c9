using System.Globalization;
using System.Text;

namespace IqWorkflows.Casework.Takeover;

/// <summary>Texts as they are compared with what other programs write: without case, accents and signs, and the same whether somebody writes ü, ue or u.</summary>
internal static class Folded
{
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var letter in text.ToLowerInvariant().Replace("ß", "ss", StringComparison.Ordinal).Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(letter) && CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
                plain.Append(letter);
        }
        return plain.Replace("ae", "a").Replace("oe", "o").Replace("ue", "u").ToString();
    }
}
