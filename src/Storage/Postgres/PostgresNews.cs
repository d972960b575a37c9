using System.Text;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Storage.Postgres;

/// <summary>What nodes tell each other, as a text of the length that the server passes on.</summary>
internal static class PostgresNews
{
    private const int MostBytes = 7_500; // the server takes less than 8000

    /// <summary>Texts of a node that together tell everything.</summary>
    public static IEnumerable<string> Write(IReadOnlyCollection<NodeNews> all, string nodeId)
    {
        var text = new StringBuilder();
        foreach (var news in all)
        {
            var line = $"\n{news.Topic} {news.What}";
            if (text.Length > 0 && Encoding.UTF8.GetByteCount(text.ToString()) + Encoding.UTF8.GetByteCount(line) > MostBytes)
            {
                yield return text.ToString();
                text.Clear();
            }
            if (text.Length == 0)
                text.Append(nodeId);
            text.Append(line);
        }
        if (text.Length > 0)
            yield return text.ToString();
    }

    /// <summary>What others told; nothing of what the node told itself.</summary>
    public static IEnumerable<NodeNews> Read(string text, string ownId)
    {
        var lines = text.Split('\n');
        return lines[0] == ownId ? [] : lines.Skip(1).Select(line => line.Split(' ', 2)).Where(parts => parts.Length == 2).Select(parts => new NodeNews(parts[0], parts[1]));
    }
}
