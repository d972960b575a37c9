using System.Text;

namespace IqWorkflows.Server.Bench.Fuzz;

/// <summary>How a request ended on the line.</summary>
internal enum LineEnd
{
    /// <summary>It was answered.</summary>
    Answered,

    /// <summary>The server closed the line and said nothing.</summary>
    Closed,

    /// <summary>Nothing came in time.</summary>
    Silent,
}

/// <summary>What came back. Headers and body are kept as bytes, one a character.</summary>
/// <param name="End">How it ended.</param>
/// <param name="Status">The status; 0 when there was none.</param>
/// <param name="Headers">In the order in which they came.</param>
/// <param name="Body">The body, or its beginning if it does not end by itself.</param>
internal sealed record FuzzAnswer(LineEnd End, int Status, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    public string MediaType => Header("Content-Type")?.Split(';')[0].Trim() ?? "";

    /// <summary>The body as a reader sees it.</summary>
    public string Text => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(Body));

    public string? Header(string name)
    {
        foreach (var header in Headers)
        {
            if (header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return header.Value;
        }
        return null;
    }
}
