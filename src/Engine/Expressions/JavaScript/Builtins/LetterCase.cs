using System.Globalization;
using System.Text;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <summary>Upper and lower case as ECMAScript has them (22.1.3.28, 22.1.3.30): by Unicode's full mapping, where one letter may become several.</summary>
internal static class LetterCase
{
    private const char FirstWithIota = '\u1f80';
    private const char LastWithIota = '\u1faf';
    private const char CapitalSigma = '\u03a3';
    private const char FinalSigma = '\u03c2';

    /// <summary>Letters whose capital is more than one letter, but for the Greek ones between <see cref="FirstWithIota"/> and <see cref="LastWithIota"/>.</summary>
    private static readonly Dictionary<char, string> s_capitals = new()
    {
        ['\u00df'] = "SS",
        ['\u0149'] = "\u02bcN",
        ['\u01f0'] = "J\u030c",
        ['\u0390'] = "\u0399\u0308\u0301",
        ['\u03b0'] = "\u03a5\u0308\u0301",
        ['\u0587'] = "\u0535\u0552",
        ['\u1e96'] = "H\u0331",
        ['\u1e97'] = "T\u0308",
        ['\u1e98'] = "W\u030a",
        ['\u1e99'] = "Y\u030a",
        ['\u1e9a'] = "A\u02be",
        ['\u1f50'] = "\u03a5\u0313",
        ['\u1f52'] = "\u03a5\u0313\u0300",
        ['\u1f54'] = "\u03a5\u0313\u0301",
        ['\u1f56'] = "\u03a5\u0313\u0342",
        ['\u1fb2'] = "\u1fba\u0399",
        ['\u1fb3'] = "\u0391\u0399",
        ['\u1fb4'] = "\u0386\u0399",
        ['\u1fb6'] = "\u0391\u0342",
        ['\u1fb7'] = "\u0391\u0342\u0399",
        ['\u1fbc'] = "\u0391\u0399",
        ['\u1fc2'] = "\u1fca\u0399",
        ['\u1fc3'] = "\u0397\u0399",
        ['\u1fc4'] = "\u0389\u0399",
        ['\u1fc6'] = "\u0397\u0342",
        ['\u1fc7'] = "\u0397\u0342\u0399",
        ['\u1fcc'] = "\u0397\u0399",
        ['\u1fd2'] = "\u0399\u0308\u0300",
        ['\u1fd3'] = "\u0399\u0308\u0301",
        ['\u1fd6'] = "\u0399\u0342",
        ['\u1fd7'] = "\u0399\u0308\u0342",
        ['\u1fe2'] = "\u03a5\u0308\u0300",
        ['\u1fe3'] = "\u03a5\u0308\u0301",
        ['\u1fe4'] = "\u03a1\u0313",
        ['\u1fe6'] = "\u03a5\u0342",
        ['\u1fe7'] = "\u03a5\u0308\u0342",
        ['\u1ff2'] = "\u1ffa\u0399",
        ['\u1ff3'] = "\u03a9\u0399",
        ['\u1ff4'] = "\u038f\u0399",
        ['\u1ff6'] = "\u03a9\u0342",
        ['\u1ff7'] = "\u03a9\u0342\u0399",
        ['\u1ffc'] = "\u03a9\u0399",
        ['\ufb00'] = "FF",
        ['\ufb01'] = "FI",
        ['\ufb02'] = "FL",
        ['\ufb03'] = "FFI",
        ['\ufb04'] = "FFL",
        ['\ufb05'] = "ST",
        ['\ufb06'] = "ST",
        ['\ufb13'] = "\u0544\u0546",
        ['\ufb14'] = "\u0544\u0535",
        ['\ufb15'] = "\u0544\u053b",
        ['\ufb16'] = "\u054e\u0546",
        ['\ufb17'] = "\u0544\u053d",
        // The invariant culture leaves this one alone.
        ['\u0131'] = "I",
    };

    public static string Upper(string text)
    {
        var upper = text.ToUpperInvariant();
        StringBuilder? changed = null;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c < '\u00df' || Capital(c) is not { } capital)
            {
                changed?.Append(upper[i]);
                continue;
            }

            (changed ??= new StringBuilder(upper, 0, i, upper.Length + 8)).Append(capital);
        }

        return changed?.ToString() ?? upper;
    }

    public static string Lower(string text)
    {
        var lower = text.ToLowerInvariant();
        if (text.Contains(CapitalSigma, StringComparison.Ordinal)) lower = WithFinalSigmas(text, lower);
        return lower.Contains('\u0130', StringComparison.Ordinal) ? lower.Replace("\u0130", "i\u0307", StringComparison.Ordinal) : lower;
    }

    private static string? Capital(char c)
    {
        // Three rows of sixteen; the second eight of each have the same bare capitals as the first.
        if (c is >= FirstWithIota and <= LastWithIota)
        {
            var bare = (c < '\u1f90' ? 0x1f08 : c < '\u1fa0' ? 0x1f28 : 0x1f68) + (c & 7);
            return $"{(char)bare}\u0399";
        }

        return s_capitals.GetValueOrDefault(c);
    }

    private static string WithFinalSigmas(string text, string lower)
    {
        var letters = lower.ToCharArray();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == CapitalSigma && IsCased(text, i, -1) && !IsCased(text, i, 1)) letters[i] = FinalSigma;
        }

        return new string(letters);
    }

    /// <summary>Whether the next character in a direction is a letter with case, signs that do not count left out.</summary>
    private static bool IsCased(string text, int at, int step)
    {
        for (var i = at + step; i >= 0 && i < text.Length; i += step)
        {
            switch (char.GetUnicodeCategory(text, i))
            {
                case UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter:
                    return true;
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol:
                    continue;
                default:
                    if (text[i] is '\'' or '.' or ':' or '\u00b7' or '\u2019') continue;
                    return false;
            }
        }

        return false;
    }
}
