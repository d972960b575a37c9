using IqWorkflows.Storage.Databases;

namespace IqWorkflows.Storage.Steps;

/// <summary>The writer's own connection with its prepared statements and the transaction of the group under way.</summary>
internal abstract class StepConnection(Database database) : IDisposable
{
    // Some texts are put together; whoever puts together ever new ones must not fill the memory.
    private const int MostKnown = 4096;

    // Most texts are constants, so the same text is the same object; comparing long texts would take as long as a short statement.
    private readonly Dictionary<object, Statement> _known = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    /// <returns>The statement, prepared.</returns>
    public Statement Statement(string sql)
    {
        database.BeforeStatement?.Invoke(sql);
        if (_known.TryGetValue(sql, out var statement))
            return statement;
        if (!_statements.TryGetValue(sql, out statement))
            _statements.Add(sql, statement = Prepare(sql));
        if (_known.Count >= MostKnown)
            _known.Clear();
        _known.Add(sql, statement);
        return statement;
    }

    /// <summary>Begins a group, once no other node has one under way.</summary>
    /// <returns>What other nodes changed since the last group that this one may remember; nearly always nothing.</returns>
    public abstract IReadOnlyList<string> Begin();

    public virtual void BeginTurn() => Statement("savepoint turn").Execute([]);

    /// <summary>Whatever the turn did reaches the database now, so that it is the turn that fails if it does not fit.</summary>
    public virtual void FinishTurn()
    {
    }

    /// <summary>Takes back whatever the turn did.</summary>
    public virtual void UndoTurn() => Statement("rollback to savepoint turn").Execute([]);

    public virtual void EndTurn() => Statement("release savepoint turn").Execute([]);

    /// <summary>Makes the group safe, and tells the other nodes of it.</summary>
    /// <exception cref="CommitInDoubtException">The connection was lost before the answer came.</exception>
    public abstract void Commit(OutgoingNews news);

    /// <summary>Drops the group. The database may already have done so itself.</summary>
    public abstract void Rollback();

    /// <summary>From now on what is deleted is overwritten in the file too, or no longer. Where the database is no file of ours, this is its operator's business.</summary>
    public virtual void OverwriteDeleted(bool isWanted)
    {
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        Close();
    }

    protected abstract Statement Prepare(string sql);

    protected abstract void Close();
}
