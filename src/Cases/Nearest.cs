namespace IqWorkflows.Cases;

/// <summary>What somebody who made a slip of the keyboard probably meant.</summary>
public static class Nearest
{
    /// <returns>The known word that differs least, or null when all of them differ too much to be worth a guess.</returns>
    public static string? To(string word, IEnumerable<string> known)
    {
        var best = known.Select(candidate => (Candidate: candidate, Distance: Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant())))
            .OrderBy(pair => pair.Distance).ThenBy(pair => pair.Candidate, StringComparer.Ordinal).FirstOrDefault();
        // Of a word of two letters half is wrong already: better to list them all.
        return best.Candidate is { } nearest && best.Distance <= Math.Max(1, nearest.Length / 3) && 2 * best.Distance < nearest.Length ? nearest : null;
    }

    /// <summary>The known words that differ least, the nearest first.</summary>
    public static IReadOnlyList<string> Several(string word, IEnumerable<string> known, int most) =>
        [.. known.OrderBy(candidate => Distance(word.ToUpperInvariant(), candidate.ToUpperInvariant())).ThenBy(candidate => candidate, StringComparer.Ordinal).Take(most)];

    /// <summary>Letters to insert, remove, replace or exchange with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
            rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++)
            rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(changed, 1 + Math.Min(rows[i - 1, j], rows[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }
        return rows[a.Length, b.Length];
    }
}
