using System.Globalization;
using IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

namespace IqWorkflows.Engine.Expressions.JavaScript.Locales;

/// <summary>What differences count: Intl's sensitivity.</summary>
internal enum TextSensitivity
{
    /// <summary>a and ä and A are the same.</summary>
    Base,

    /// <summary>a and A are the same, ä is another.</summary>
    Accent,

    /// <summary>a and ä are the same, A is another.</summary>
    Case,

    /// <summary>All differ.</summary>
    Variant,
}

/// <summary>Order of texts as German and English dictionaries have it: letters first, then accents, then case.</summary>
/// <remarks>
/// Own tables for Latin letters, so that no machine's ICU changes an order. Both languages use Unicode's common order;
/// letters of other scripts come after the Latin ones in the order of their code points.
/// </remarks>
internal static class TextComparison
{
    private const int FirstDigit = 0x200;
    private const int FirstLetter = 0x300;
    private const int FirstOther = 0x1000;

    private const string Symbols = "_-–—,;:!¡?¿.…·'\"«»()[]{}§¶@*/\\&#%‰†‡•′″`^°©®+±÷×<=>¬|¦~¤¢$£¥€™";

    // Each line is an accent, lightest first; its pairs are a letter with the accent and the letter without it.
    private static readonly string[] Accents =
    [
        "áa ée íi óo úu ýy ćc ĺl ńn ŕr śs źz",
        "àa èe ìi òo ùu",
        "ăa ĕe ğg ĭi ŏo ŭu",
        "âa êe îi ôo ûu ĉc ĝg ĥh ĵj ŝs ŵw ŷy",
        "čc ďd ěe ľl ňn řr šs ťt žz",
        "åa ůu",
        "äa ëe ïi öo üu ÿy",
        "őo űu",
        "ãa ñn õo ĩi ũu",
        "ċc ėe ġg żz",
        "øo đd łl ħh ŧt",
        "çc ģg ķk ļl ņn ŗr şs ţt",
        "ąa ęe įi ųu",
        "āa ēe īi ōo ūu",
    ];

    private static readonly Dictionary<char, Letter> Letters = MakeLetters();

    /// <returns>Negative, zero or positive.</returns>
    public static int Compare(string left, string right, TextSensitivity sensitivity = TextSensitivity.Variant, bool isNumeric = false)
    {
        var a = new Keys(left, isNumeric);
        var b = new Keys(right, isNumeric);
        var result = Compare(a.Bases, b.Bases);
        if (result == 0 && sensitivity is (TextSensitivity.Accent or TextSensitivity.Variant))
        {
            result = Compare(a.Accents, b.Accents);
        }

        if (result == 0 && sensitivity is (TextSensitivity.Case or TextSensitivity.Variant))
        {
            result = Compare(a.Cases, b.Cases);
        }

        return result;
    }

    private static int Compare(List<int> left, List<int> right)
    {
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            if (left[i] != right[i])
            {
                return left[i].CompareTo(right[i]);
            }
        }

        return left.Count.CompareTo(right.Count);
    }

    private static Dictionary<char, Letter> MakeLetters()
    {
        var letters = new Dictionary<char, Letter>();
        void Add(char letter, string bases, int accent, int form = 0)
        {
            letters[letter] = new Letter(bases, accent, 2 * form);
            var upper = (char)CaseFolding.ByUnit.Fold(letter);
            if (upper != letter)
            {
                letters.TryAdd(upper, new Letter(bases, accent, (2 * form) + 1));
            }
        }

        for (var c = 'a'; c <= 'z'; c++)
        {
            Add(c, c.ToString(), 0);
        }

        for (var accent = 0; accent < Accents.Length; accent++)
        {
            foreach (var pair in Accents[accent].Split(' '))
            {
                Add(pair[0], pair[1..], accent + 1);
            }
        }

        Add('æ', "ae", Accents.Length + 1);
        Add('œ', "oe", Accents.Length + 1);
        Add('ß', "ss", 0, form: 1);
        letters['ẞ'] = new Letter("ss", 0, 3);
        return letters;
    }

    private sealed record Letter(string Bases, int Accent, int Case);

    /// <summary>A text as three rows of weights, one for each kind of difference.</summary>
    private sealed class Keys
    {
        public Keys(string text, bool isNumeric)
        {
            for (var i = 0; i < text.Length; i++)
            {
                if (isNumeric && char.IsAsciiDigit(text[i]))
                {
                    i = AddNumber(text, i);
                }
                else
                {
                    Add(text[i]);
                }
            }
        }

        public List<int> Bases { get; } = [];

        public List<int> Accents { get; } = [];

        public List<int> Cases { get; } = [];

        private void Add(char c)
        {
            if (Letters.TryGetValue(c, out var letter))
            {
                foreach (var basis in letter.Bases)
                {
                    Add(FirstLetter + basis, 0, letter.Case);
                }

                if (letter.Accent > 0)
                {
                    Accents.Add(letter.Accent);
                }
            }
            else if (CharSet.Space.Contains(c))
            {
                Add(1, 0, 0);
            }
            else if (Symbols.IndexOf(c) is >= 0 and var symbol)
            {
                Add(2 + symbol, 0, 0);
            }
            else if (char.IsAsciiDigit(c))
            {
                Add(FirstDigit + c, 0, 0);
            }
            else if (!char.IsControl(c))
            {
                Add(FirstOther + CaseFolding.ByUnit.Fold(c), 0, CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.UppercaseLetter ? 1 : 0);
            }
        }

        private void Add(int basis, int accent, int letterCase)
        {
            Bases.Add(basis);
            Accents.Add(accent);
            Cases.Add(letterCase);
        }

        /// <summary>A number counts by its value: first by how many digits it has, then digit by digit.</summary>
        /// <returns>The place of its last digit.</returns>
        private int AddNumber(string text, int start)
        {
            var end = start;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
            {
                end++;
            }

            var first = start;
            while (first < end - 1 && text[first] == '0')
            {
                first++;
            }

            // Lengths stay below the letters' weights; longer numbers than that compare by digits.
            Add(FirstDigit + Math.Min(end - first, 0xF0), 0, 0);
            for (; first < end; first++)
            {
                Add(FirstDigit + text[first], 0, 0);
            }

            return end - 1;
        }
    }
}
