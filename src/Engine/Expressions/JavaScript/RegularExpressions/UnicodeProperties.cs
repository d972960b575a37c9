using System.Collections.Concurrent;
using System.Globalization;

namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>The sets behind \p{…}: general categories from .NET, scripts and binary properties from <see cref="UnicodeTables"/>.</summary>
internal static class UnicodeProperties
{
    private static readonly Lazy<CharSet[]> ByCategory = new(ReadCategories);
    private static readonly ConcurrentDictionary<string, CharSet> Known = new(StringComparer.Ordinal);

    // Short and long name, and the letters of the category or of the categories it unites.
    private static readonly (string Short, string Long, string Members)[] Categories =
    [
        ("Lu", "Uppercase_Letter", "Lu"), ("Ll", "Lowercase_Letter", "Ll"), ("Lt", "Titlecase_Letter", "Lt"), ("Lm", "Modifier_Letter", "Lm"), ("Lo", "Other_Letter", "Lo"),
        ("Mn", "Nonspacing_Mark", "Mn"), ("Mc", "Spacing_Mark", "Mc"), ("Me", "Enclosing_Mark", "Me"),
        ("Nd", "Decimal_Number", "Nd"), ("Nl", "Letter_Number", "Nl"), ("No", "Other_Number", "No"),
        ("Zs", "Space_Separator", "Zs"), ("Zl", "Line_Separator", "Zl"), ("Zp", "Paragraph_Separator", "Zp"),
        ("Cc", "Control", "Cc"), ("Cf", "Format", "Cf"), ("Cs", "Surrogate", "Cs"), ("Co", "Private_Use", "Co"),
        ("Pc", "Connector_Punctuation", "Pc"), ("Pd", "Dash_Punctuation", "Pd"), ("Ps", "Open_Punctuation", "Ps"), ("Pe", "Close_Punctuation", "Pe"),
        ("Pi", "Initial_Punctuation", "Pi"), ("Pf", "Final_Punctuation", "Pf"), ("Po", "Other_Punctuation", "Po"),
        ("Sm", "Math_Symbol", "Sm"), ("Sc", "Currency_Symbol", "Sc"), ("Sk", "Modifier_Symbol", "Sk"), ("So", "Other_Symbol", "So"),
        ("Cn", "Unassigned", "Cn"),
        ("L", "Letter", "Lu Ll Lt Lm Lo"), ("LC", "Cased_Letter", "Lu Ll Lt"), ("M", "Mark", "Mn Mc Me"), ("N", "Number", "Nd Nl No"), ("Z", "Separator", "Zs Zl Zp"),
        ("P", "Punctuation", "Pc Pd Ps Pe Pi Pf Po"), ("S", "Symbol", "Sm Sc Sk So"), ("C", "Other", "Cc Cf Cs Co Cn"),
        ("Cc", "cntrl", "Cc"), ("M", "Combining_Mark", "Mn Mc Me"), ("Nd", "digit", "Nd"), ("P", "punct", "Pc Pd Ps Pe Pi Pf Po"),
    ];

    /// <param name="text">What stands between the braces.</param>
    /// <returns>Null when there is no such property here.</returns>
    public static CharSet? Find(string text)
    {
        if (Known.TryGetValue(text, out var known))
        {
            return known;
        }

        var set = Make(text);
        if (set is not null)
        {
            Known[text] = set;
        }

        return set;
    }

    private static CharSet? Make(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return Category(text) ?? Binary(text);
        }

        return text[..equals] switch
        {
            "General_Category" or "gc" => Category(text[(equals + 1)..]),
            "Script" or "sc" => UnicodeTables.Script(text[(equals + 1)..]),
            _ => null,
        };
    }

    private static CharSet? Category(string name)
    {
        foreach (var (shortName, longName, members) in Categories)
        {
            if (name == shortName || name == longName)
            {
                return Union(members);
            }
        }

        return null;
    }

    private static CharSet? Binary(string name) => name switch
    {
        "Any" => CharSet.All,
        "ASCII" => CharSet.Of((0, 0x7F)),
        "ASCII_Hex_Digit" or "AHex" => CharSet.Of(('0', '9'), ('a', 'f'), ('A', 'F')),
        "Assigned" => Union("Cn").Complement(),
        "Alphabetic" or "Alpha" => Union("Lu Ll Lt Lm Lo Nl", UnicodeTables.MoreAlphabetic),
        "Uppercase" or "Upper" => Union("Lu", UnicodeTables.MoreUppercase),
        "Lowercase" or "Lower" => Union("Ll", UnicodeTables.MoreLowercase),
        "White_Space" or "space" => Union("Zs Zl Zp", "9-d 85"),
        "ID_Start" or "IDS" => Without(Union("Lu Ll Lt Lm Lo Nl", UnicodeTables.MoreIdStart), UnicodeTables.LessIdStart),
        "ID_Continue" or "IDC" => Without(Union("Lu Ll Lt Lm Lo Nl Mn Mc Nd Pc", UnicodeTables.MoreIdContinue), UnicodeTables.LessIdStart),
        _ => UnicodeTables.Binary(name),
    };

    private static CharSet Union(string categories, string more = "")
    {
        var builder = new CharSet.Builder();
        foreach (var category in categories.Split(' '))
        {
            builder.Add(ByCategory.Value[(int)CategoryOf(category)]);
        }

        builder.Add(UnicodeTables.Read(more));
        return builder.ToSet();
    }

    private static CharSet Without(CharSet set, string less)
    {
        var builder = new CharSet.Builder();
        builder.Add(set.Complement());
        builder.Add(UnicodeTables.Read(less));
        return builder.ToSet().Complement();
    }

    private static UnicodeCategory CategoryOf(string letters) => letters switch
    {
        "Lu" => UnicodeCategory.UppercaseLetter,
        "Ll" => UnicodeCategory.LowercaseLetter,
        "Lt" => UnicodeCategory.TitlecaseLetter,
        "Lm" => UnicodeCategory.ModifierLetter,
        "Lo" => UnicodeCategory.OtherLetter,
        "Mn" => UnicodeCategory.NonSpacingMark,
        "Mc" => UnicodeCategory.SpacingCombiningMark,
        "Me" => UnicodeCategory.EnclosingMark,
        "Nd" => UnicodeCategory.DecimalDigitNumber,
        "Nl" => UnicodeCategory.LetterNumber,
        "No" => UnicodeCategory.OtherNumber,
        "Zs" => UnicodeCategory.SpaceSeparator,
        "Zl" => UnicodeCategory.LineSeparator,
        "Zp" => UnicodeCategory.ParagraphSeparator,
        "Cc" => UnicodeCategory.Control,
        "Cf" => UnicodeCategory.Format,
        "Cs" => UnicodeCategory.Surrogate,
        "Co" => UnicodeCategory.PrivateUse,
        "Pc" => UnicodeCategory.ConnectorPunctuation,
        "Pd" => UnicodeCategory.DashPunctuation,
        "Ps" => UnicodeCategory.OpenPunctuation,
        "Pe" => UnicodeCategory.ClosePunctuation,
        "Pi" => UnicodeCategory.InitialQuotePunctuation,
        "Pf" => UnicodeCategory.FinalQuotePunctuation,
        "Po" => UnicodeCategory.OtherPunctuation,
        "Sm" => UnicodeCategory.MathSymbol,
        "Sc" => UnicodeCategory.CurrencySymbol,
        "Sk" => UnicodeCategory.ModifierSymbol,
        "So" => UnicodeCategory.OtherSymbol,
        _ => UnicodeCategory.OtherNotAssigned,
    };

    private static CharSet[] ReadCategories()
    {
        var builders = new CharSet.Builder[30];
        for (var i = 0; i < builders.Length; i++)
        {
            builders[i] = new CharSet.Builder();
        }

        var first = 0;
        var category = CharUnicodeInfo.GetUnicodeCategory(0);
        for (var c = 1; c <= CharSet.LastCodePoint + 1; c++)
        {
            var next = c <= CharSet.LastCodePoint ? CharUnicodeInfo.GetUnicodeCategory(c) : (UnicodeCategory)(-1);
            if (next != category)
            {
                builders[(int)category].Add(first, c - 1);
                (first, category) = (c, next);
            }
        }

        return [.. builders.Select(builder => builder.ToSet())];
    }
}
