namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>The letters after a regular expression.</summary>
[Flags]
internal enum RegexFlags
{
    None = 0,
    HasIndices = 1,
    Global = 2,
    IgnoreCase = 4,
    Multiline = 8,
    DotAll = 16,
    Unicode = 32,
    Sticky = 64,
}

internal static class RegexFlagLetters
{
    // In the order in which RegExp.prototype.flags lists them.
    private const string Letters = "dgimsuy";

    /// <exception cref="ScriptException">A letter is unknown, refused or there twice.</exception>
    public static RegexFlags Parse(string letters)
    {
        var flags = RegexFlags.None;
        foreach (var letter in letters)
        {
            if (letter == 'v')
            {
                throw new ScriptException("The regular expression flag v is not supported; use u, and write set differences as a lookahead such as (?![aeiou])[a-z].");
            }

            var index = Letters.IndexOf(letter, StringComparison.Ordinal);
            var flag = index < 0 ? RegexFlags.None : (RegexFlags)(1 << index);
            if (index < 0 || (flags & flag) != 0)
            {
                throw new ScriptException($"Invalid regular expression flags '{Shown(letters)}': each of d, g, i, m, s, u and y may stand once.");
            }

            flags |= flag;
        }

        return flags;
    }

    public static string Text(RegexFlags flags) =>
        string.Concat(Letters.Where((_, index) => ((int)flags & 1 << index) != 0));

    private static string Shown(string letters) => letters.Length <= 20 ? letters : letters[..20] + "…";
}
