using System.Text;
using IqWorkflows.Storage;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.CaseList;

/// <summary>Finds the words that begin almost as somebody typed: one letter wrong, missing, too many, or two of them swapped.</summary>
internal static class NearWords
{
    private const int Shortest = 4;
    private const int Most = 40;
    private const int MostRead = 5000;

    /// <summary>The words of the database that are near this one; empty: none, or it is too short to guess.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(IqDb db, string word, CancellationToken cancellationToken)
    {
        if (word.Length < Shortest)
            return [];
        // The first letter is mostly right; where it is not, the three after it are.
        List<string> beginnings = [word[..1], word[1..4], .. "abcdefghijklmnopqrstuvwxyz".Where(letter => letter != word[0]).Select(letter => letter + word[1..4])];
        if (beginnings[1][0] == word[0])
            beginnings.RemoveAt(1); // lies within the first
        var (values, arguments) = (new StringBuilder(), new List<object>());
        foreach (var beginning in beginnings)
        {
            values.Append(values.Length == 0 ? "" : ", ").Append('(').Append('{').Append(arguments.Count).Append("}, {").Append(arguments.Count + 1).Append("})");
            arguments.AddRange([beginning, beginning + '\uffff']);
        }
        // Goes from one word to the next by the index, however many cases have it.
        var sql = "with recursive asked(low, high) as (values " + values + "), "
            + "found(word, high) as (select (select min(word) from case_keys where word >= low and word < high), high from asked "
            + "union all select (select min(word) from case_keys where word > found.word and word < found.high), high from found where found.word is not null) "
            + "select word as \"Value\" from found where word is not null limit " + MostRead.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var words = await db.Database.SqlQueryRaw<string>(sql, [.. arguments]).ToListAsync(cancellationToken);
        return [.. words.Where(found => BeginsNear(found, word)).Distinct(StringComparer.Ordinal).Take(Most)];
    }

    /// <summary>Whether some beginning of a word is at most one slip away from what was typed.</summary>
    internal static bool BeginsNear(string word, string typed)
    {
        for (var length = typed.Length - 1; length <= typed.Length + 1; length++)
        {
            if (length <= word.Length && IsNear(word.AsSpan(0, length), typed))
                return true;
        }
        return false;
    }

    private static bool IsNear(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var start = one.CommonPrefixLength(other);
        one = one[start..];
        other = other[start..];
        if (one.Length == other.Length)
            return one.Length == 0 || one[1..].SequenceEqual(other[1..]) || (one.Length >= 2 && one[0] == other[1] && one[1] == other[0] && one[2..].SequenceEqual(other[2..]));
        return one.Length > other.Length ? one[1..].SequenceEqual(other) : other[1..].SequenceEqual(one);
    }
}
