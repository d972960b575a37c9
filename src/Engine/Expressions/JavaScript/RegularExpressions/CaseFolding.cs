using System.Collections.Frozen;
using System.Globalization;

namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>Canonicalize of ECMA-262: the form in which flag i compares characters.</summary>
/// <remarks>The tables are ours because .NET asks the machine's ICU for case mappings, and a run must give the same result everywhere.</remarks>
internal sealed class CaseFolding
{
    private readonly char[] _basic = new char[0x10000];
    private readonly FrozenDictionary<int, int> _all;

    private CaseFolding(string table)
    {
        for (var c = 0; c < _basic.Length; c++)
        {
            _basic[c] = (char)c;
        }

        var all = new Dictionary<int, int>();
        foreach (var (from, to) in Mappings(table))
        {
            all[from] = to;
            if (from < _basic.Length)
            {
                _basic[from] = (char)to;
            }
        }

        _all = all.ToFrozenDictionary();
    }

    /// <summary>Without flag u: upper case by UTF-16 unit, where that is one unit and does not enter ASCII from outside.</summary>
    public static CaseFolding ByUnit { get; } = new(CaseTables.UpperByUnit);

    /// <summary>With flag u: simple case folding by code point. Any member may stand for its class; here it is the lowest.</summary>
    public static CaseFolding ByCodePoint { get; } = new(CaseTables.FoldByCodePoint);

    public int Fold(int c) =>
        c < _basic.Length ? _basic[c] : _all.TryGetValue(c, out var folded) ? folded : c;

    /// <summary>The set to which a folded character belongs exactly when some member of the given set folds to it.</summary>
    public CharSet Fold(CharSet set)
    {
        var builder = new CharSet.Builder();
        builder.Add(set);
        foreach (var (from, to) in _all)
        {
            if (set.Contains(from))
            {
                builder.Add(to, to);
            }
        }

        return builder.ToSet();
    }

    /// <summary>Entries are "first", optionally "+n" (n more) or "*n" (n more, every second), then "&lt;delta" or "&gt;delta", all hexadecimal.</summary>
    private static IEnumerable<(int From, int To)> Mappings(string table)
    {
        foreach (var entry in table.Split(' '))
        {
            var sign = entry.IndexOfAny(['<', '>']);
            var delta = Hex(entry[(sign + 1)..]) * (entry[sign] == '<' ? -1 : 1);
            var run = entry[..sign];
            var more = run.IndexOfAny(['+', '*']);
            var first = Hex(more < 0 ? run : run[..more]);
            var count = more < 0 ? 0 : Hex(run[(more + 1)..]);
            var step = more >= 0 && run[more] == '*' ? 2 : 1;
            for (var i = 0; i <= count; i++)
            {
                yield return (first + (i * step), first + (i * step) + delta);
            }
        }
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
