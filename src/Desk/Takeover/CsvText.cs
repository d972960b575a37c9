using System.Text;

namespace IqWorkflows.Desk.Takeover;

/// <summary>Rows of a text with separators (RFC 4180, and what spreadsheets make of it): cells in quotes may hold separators, line ends and doubled quotes.</summary>
internal static class CsvText
{
    private static readonly char[] s_separators = [';', '\t', ','];

    public static IEnumerable<IReadOnlyList<string>> Read(string text)
    {
        var separator = SeparatorOf(text);
        // Some spreadsheets say which separator they mean in a line of its own.
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end)
            text = text[(end + 1)..];
        var (row, cell) = (new List<string>(), new StringBuilder());
        var isQuoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var sign = text[i];
            if (isQuoted)
            {
                if (sign != '"')
                    cell.Append(sign);
                else if (i + 1 < text.Length && text[i + 1] == '"')
                    cell.Append(text[++i]);
                else
                    isQuoted = false;
            }
            else if (sign == '"' && cell.Length == 0)
            {
                isQuoted = true;
            }
            else if (sign == separator)
            {
                Take(row, cell);
            }
            else if (sign is '\n' or '\r')
            {
                if (sign == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                    i++;
                Take(row, cell);
                yield return row;
                row = [];
            }
            else
            {
                cell.Append(sign);
            }
        }
        if (cell.Length > 0 || row.Count > 0)
        {
            Take(row, cell);
            yield return row;
        }
    }

    /// <summary>The separator that the first line has most of, outside of quotes.</summary>
    internal static char SeparatorOf(string text)
    {
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4 && s_separators.Contains(text[4]))
            return text[4];
        var counts = new int[s_separators.Length];
        var isQuoted = false;
        foreach (var sign in text)
        {
            if (sign == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && sign is '\n' or '\r')
                break;
            else if (!isQuoted && Array.IndexOf(s_separators, sign) is >= 0 and var at)
                counts[at]++;
        }
        return s_separators[Array.IndexOf(counts, counts.Max())];
    }

    private static void Take(List<string> row, StringBuilder cell)
    {
        row.Add(cell.ToString());
        cell.Clear();
    }
}
