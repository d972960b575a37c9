using Npgsql;

namespace IqWorkflows.Storage.Postgres;

/// <summary>Statements that were not sent yet. All go out together with the next one whose answer is waited for, in the order in which they were given.</summary>
internal sealed class UnsentStatements(NpgsqlConnection connection, Action written)
{
    // A turn that writes very much must not keep all of it in memory.
    private const int Most = 100;

    private readonly List<Unsent> _waiting = [];

    /// <summary>Keeps one for later.</summary>
    public Unsent Add(NpgsqlBatchCommand command)
    {
        var unsent = new Unsent(this, command);
        _waiting.Add(unsent);
        if (_waiting.Count >= Most)
            Send();
        return unsent;
    }

    /// <summary>Forgets those that wait: they are never sent.</summary>
    public void Forget() => _waiting.Clear();

    /// <summary>Sends all.</summary>
    public void Send()
    {
        if (_waiting.Count == 0)
            return;
        using var batch = Batch();
        batch.ExecuteNonQuery();
        Sent();
    }

    /// <summary>Sends all, and one whose rows are read.</summary>
    /// <returns>The batch under way, and its rows.</returns>
    public (NpgsqlBatch Batch, NpgsqlDataReader Rows) Send(NpgsqlBatchCommand last)
    {
        var batch = Batch();
        batch.BatchCommands.Add(last);
        try
        {
            var rows = batch.ExecuteReader();
            Sent();
            return (batch, rows);
        }
        catch
        {
            batch.Dispose();
            throw;
        }
    }

    private NpgsqlBatch Batch()
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var unsent in _waiting)
        {
            batch.BatchCommands.Add(unsent.Command);
            unsent.IsSent = true;
        }
        return batch;
    }

    private void Sent()
    {
        foreach (var unsent in _waiting)
        {
            unsent.Changed = unsent.Command.RecordsAffected;
            if (unsent.Changed > 0)
                written();
        }
        _waiting.Clear();
    }

    /// <summary>One of them.</summary>
    internal sealed class Unsent(UnsentStatements all, NpgsqlBatchCommand command)
    {
        public NpgsqlBatchCommand Command => command;

        /// <summary>Whether the server may know it.</summary>
        public bool IsSent { get; set; }

        /// <summary>How many rows it changed; null: nobody knows yet.</summary>
        public int? Changed { get; set; }

        /// <summary>Sends it now, with the others, if it was not sent.</summary>
        /// <returns>How many rows it changed.</returns>
        public int Send()
        {
            if (Changed is null)
                all.Send();
            return Changed ?? throw new InvalidOperationException("The turn was taken back; the statement was never sent.");
        }
    }
}
