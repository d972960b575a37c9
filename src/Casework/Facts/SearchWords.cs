using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Casework.Facts;

/// <summary>
/// The words by which a case is found: names of its person without accents and case, "Müller" also as "mueller"; its number without Land and year; and
/// the person's telephone, however it is written.
/// </summary>
public static partial class SearchWords
{
    private const int Longest = 64;
    private const string Phone = "phone";

    private static readonly string[] s_fields = ["name", "given_name", "birth_name", "name_variants"];

    /// <summary>Whether a change of this fact changes the words, or for whom they are.</summary>
    public static bool HangOn(FactField field) => field.Name == "case.centre_id" || field.Kind == ObjectRef.PersonKind && (field.Field == Phone || s_fields.Contains(field.Field));

    public static IReadOnlyList<string> Of(CaseView view)
    {
        var person = view.Current(ObjectRef.PersonKind);
        return
        [
            .. s_fields.Select(field => person?.Text(field)).OfType<string>().SelectMany(Words)
                .Concat(person?.Text(Phone) is { } phones ? phones.Split(',', ';').Select(Dialled).Where(digits => digits.Length > 0) : [])
                .Append(NumberWord(view.CaseId))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    /// <summary>The person's name as lists sort it: family name first, ä as a (DIN 5007, variant 1).</summary>
    public static string SortName(CaseView view)
    {
        var person = view.Current(ObjectRef.PersonKind);
        return string.Join(' ', new[] { person?.Text("name"), person?.Text("given_name") }.OfType<string>().SelectMany(Split).Select(Plain));
    }

    /// <summary>What somebody typed who looks for a number: of a case ("12", "2026-0012"), or of a telephone ("0231/55 12", "+49 231…").</summary>
    /// <returns>The word with which it is found; null: it is no number.</returns>
    public static string? AskedNumber(string text)
    {
        var typed = text.Trim();
        if (ShortCaseNumber().Match(typed) is { Success: true } number)
            return number.Groups["number"].Value.PadLeft(4, '0') + "-" + number.Groups["year"].Value;
        if (!PhoneNumber().IsMatch(typed))
            return null;
        var digits = Dialled(typed);
        return digits.Length < 4 ? digits.PadLeft(4, '0') : digits;
    }

    /// <summary>The running number comes first, so that it alone is enough.</summary>
    private static string NumberWord(string caseId) => caseId.Split('-') is [_, _, var year, var number] ? number + "-" + year : caseId.ToLowerInvariant();

    /// <summary>The digits as one dials them within the country.</summary>
    private static string Dialled(string phone)
    {
        var digits = string.Concat(phone.Replace("(0)", "", StringComparison.Ordinal).Where(char.IsAsciiDigit));
        if (phone.TrimStart().StartsWith('+'))
            digits = "00" + digits;
        digits = digits.StartsWith("0049", StringComparison.Ordinal) ? "0" + digits[4..] : digits;
        return digits.Length > Longest ? digits[..Longest] : digits;
    }

    [GeneratedRegex(@"^(?<year>20\d\d)-(?<number>\d{1,6})$")]
    private static partial Regex ShortCaseNumber();

    [GeneratedRegex(@"^\+?[0-9 ()/.-]*\d[0-9 ()/.-]*$")]
    private static partial Regex PhoneNumber();

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
