namespace IqWorkflows.Storage.Steps;

/// <summary>How many rows a statement has changed. A database that is far away is sent the statement with later ones; whoever looks at the number has it sent at once.</summary>
public readonly struct RowCount
{
    private readonly int _known;
    private readonly Func<int>? _ask;

    public RowCount(int known) => _known = known;

    /// <param name="ask">Sends the statement, if it was not sent, and says how many rows it changed.</param>
    internal RowCount(Func<int> ask) => _ask = ask;

    public static implicit operator int(RowCount count) => count.ToInt32();

    public int ToInt32() => _ask?.Invoke() ?? _known;
}
