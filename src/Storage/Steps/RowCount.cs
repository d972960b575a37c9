namespace IqWorkflows.Storage.Steps;

/// <summary>How many rows a statement has changed. A database that is far away is sent the statement with later ones; whoever looks at the number has it sent at once.</summary>
public readonly struct RowCount
{
    private readonly int _known;
    private readonly IUnsent? _unsent;

    public RowCount(int known) => _known = known;

    internal RowCount(IUnsent unsent) => _unsent = unsent;

    public static implicit operator int(RowCount count) => count.ToInt32();

    public int ToInt32() => _unsent?.Send() ?? _known;

    /// <summary>A statement that is sent at the end of its turn at the latest.</summary>
    internal interface IUnsent
    {
        /// <summary>Sends it now, if it was not sent.</summary>
        /// <returns>How many rows it changed.</returns>
        int Send();
    }
}
