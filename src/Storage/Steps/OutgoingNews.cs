namespace IqWorkflows.Storage.Steps;

/// <summary>What the turns of a group want other nodes to hear once the group is safe. Where there are no other nodes, nobody listens.</summary>
internal sealed class OutgoingNews
{
    private readonly HashSet<NodeNews> _news = [];
    private readonly SortedSet<string> _changed = new(StringComparer.Ordinal);

    /// <summary>In any order; told twice is told once.</summary>
    public IReadOnlyCollection<NodeNews> News => _news;

    /// <summary>Names of what other nodes may remember, and must not any more.</summary>
    public IReadOnlyCollection<string> Changed => _changed;

    public void Tell(NodeNews news) => _news.Add(news);

    public void Change(string memory) => _changed.Add(memory);

    public void Clear()
    {
        _news.Clear();
        _changed.Clear();
    }
}

/// <summary>Something that a node tells all others.</summary>
/// <param name="Topic">What it is about; a word.</param>
/// <param name="What">Which of them; no line breaks.</param>
public sealed record NodeNews(string Topic, string What);
