namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>A set of code points, as ascending ranges that neither overlap nor touch.</summary>
internal sealed class CharSet
{
    public const int LastCodePoint = 0x10FFFF;

    // First, last+1, first, last+1, …: a code point is inside when the number of bounds not above it is odd.
    private readonly int[] _bounds;
    private readonly UInt128 _ascii;

    private CharSet(int[] bounds)
    {
        _bounds = bounds;
        for (var c = 0; c < 128; c++)
        {
            if (Find(c))
            {
                _ascii |= UInt128.One << c;
            }
        }
    }

    public static CharSet Empty { get; } = new([]);

    public static CharSet All { get; } = Of((0, LastCodePoint));

    public static CharSet Digits { get; } = Of(('0', '9'));

    public static CharSet Word { get; } = Of(('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_'));

    /// <summary>Word characters when both u and i are set: two letters outside ASCII fold to s and k (ECMA-262, WordCharacters).</summary>
    public static CharSet FoldedWord { get; } = Of(('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_'), (0x17F, 0x17F), (0x212A, 0x212A));

    public static CharSet LineEnds { get; } = Of(('\n', '\n'), ('\r', '\r'), (0x2028, 0x2029));

    /// <summary>WhiteSpace and LineTerminator of ECMA-262.</summary>
    public static CharSet Space { get; } = Of(
        (9, 13), (' ', ' '), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF));

    public IEnumerable<(int First, int Last)> Ranges
    {
        get
        {
            for (var i = 0; i < _bounds.Length; i += 2)
            {
                yield return (_bounds[i], _bounds[i + 1] - 1);
            }
        }
    }

    public static CharSet Of(params ReadOnlySpan<(int First, int Last)> ranges)
    {
        var builder = new Builder();
        foreach (var (first, last) in ranges)
        {
            builder.Add(first, last);
        }

        return builder.ToSet();
    }

    public bool Contains(int codePoint) =>
        codePoint < 128 ? (_ascii >> codePoint & UInt128.One) != UInt128.Zero : Find(codePoint);

    public CharSet Complement()
    {
        var builder = new Builder();
        var next = 0;
        foreach (var (first, last) in Ranges)
        {
            builder.Add(next, first - 1);
            next = last + 1;
        }

        builder.Add(next, LastCodePoint);
        return builder.ToSet();
    }

    private bool Find(int codePoint)
    {
        var found = Array.BinarySearch(_bounds, codePoint);
        return found >= 0 ? (found & 1) == 0 : (~found & 1) == 1;
    }

    /// <summary>Collects ranges in any order.</summary>
    internal sealed class Builder
    {
        // Compacting early keeps a class that repeats \p{L} a thousand times from holding a million ranges.
        private const int CompactAbove = 8192;

        private List<(int First, int Last)> _ranges = [];
        private int _compactAt = CompactAbove;

        public void Add(int first, int last)
        {
            if (first > last)
            {
                return;
            }

            _ranges.Add((first, last));
            if (_ranges.Count > _compactAt)
            {
                Compact();
                _compactAt = Math.Max(CompactAbove, _ranges.Count * 2);
            }
        }

        public void Add(CharSet set)
        {
            foreach (var (first, last) in set.Ranges)
            {
                Add(first, last);
            }
        }

        public CharSet ToSet()
        {
            Compact();
            var bounds = new int[_ranges.Count * 2];
            for (var i = 0; i < _ranges.Count; i++)
            {
                bounds[2 * i] = _ranges[i].First;
                bounds[(2 * i) + 1] = _ranges[i].Last + 1;
            }

            return new CharSet(bounds);
        }

        private void Compact()
        {
            _ranges.Sort();
            var merged = new List<(int First, int Last)>(_ranges.Count);
            foreach (var range in _ranges)
            {
                if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
                {
                    merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, range.Last));
                }
                else
                {
                    merged.Add(range);
                }
            }

            _ranges = merged;
        }
    }
}
