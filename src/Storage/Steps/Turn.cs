using System.Data.Common;

namespace IqWorkflows.Storage.Steps;

/// <summary>One caller's turn at the database. Whatever it does lies in a savepoint of its own within the group's transaction: all of it is kept, or nothing.</summary>
/// <remarks>Only valid while the work it was given to is running. Statements are standard SQL; their texts must be constants, since each is prepared once and kept.</remarks>
public sealed class Turn
{
    private readonly StepConnection _connection;
    // A turn that causes this much within itself runs in a circle.
    private const int MostAtEnd = 200;

    private List<Action>? _afterCommit;
    private List<(string Key, Action Work)>? _atEnd;
    private List<(RowCount Changed, Func<Exception> Otherwise)>? _expected;
    private List<NodeNews>? _news;
    private List<string>? _changed;

    internal Turn(StepConnection connection) => _connection = connection;

    /// <summary>The day on which happened what this turn records; null: today. What it leaves in the inbox for later turns carries it along.</summary>
    public DateOnly? HappenedOn { get; set; }

    /// <summary>Runs a statement that gives no rows.</summary>
    /// <returns>How many rows it changed; whoever looks at it within the turn has to wait for it, where the database is far away.</returns>
    public RowCount Execute(string sql, params ReadOnlySpan<object?> values) => _connection.Statement(sql).Execute(values);

    /// <summary>Runs a statement that must change one row.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="otherwise">What is wrong if it does not; thrown at the end of the turn at the latest, and nothing of the turn is kept.</param>
    /// <param name="values">Its values.</param>
    public void ExecuteOne(string sql, Func<Exception> otherwise, params ReadOnlySpan<object?> values) => (_expected ??= []).Add((Execute(sql, values), otherwise));

    /// <summary>Reads all rows. They are read to the end before anything else happens on the connection.</summary>
    public List<T> Read<T>(string sql, Func<DbDataReader, T> row, params ReadOnlySpan<object?> values) => _connection.Statement(sql).Read(row, values);

    /// <summary>Reads the first row.</summary>
    /// <returns>Null when there is none.</returns>
    public T? First<T>(string sql, Func<DbDataReader, T> row, params ReadOnlySpan<object?> values)
        where T : class => _connection.Statement(sql).First(row, values);

    /// <summary>Reads one number.</summary>
    /// <returns>Null when there is no row or the number is null.</returns>
    public long? Number(string sql, params ReadOnlySpan<object?> values) => _connection.Statement(sql).First<long?>(static row => row.IsDBNull(0) ? null : row.GetInt64(0), values);

    /// <summary>Reads one text.</summary>
    /// <returns>Null when there is no row or the text is null.</returns>
    public string? Text(string sql, params ReadOnlySpan<object?> values) => _connection.Statement(sql).First(static row => row.IsDBNull(0) ? null : row.GetString(0), values);

    /// <summary>Has something done once everything of this turn is safe on the disk; never when it is not. It must be quick and must not throw.</summary>
    public void AfterCommit(Action action) => (_afterCommit ??= []).Add(action);

    /// <summary>Tells all other nodes something once everything of this turn is safe; never when it is not. They may miss it: it is a knock, and what is to be done stands in rows.</summary>
    public void TellOthers(string topic, string what) => (_news ??= []).Add(new NodeNews(topic, what));

    /// <summary>Has all other nodes forget what they remember under this name, before they take another turn.</summary>
    public void ForgetElsewhere(string memory) => (_changed ??= []).Add(memory);

    /// <summary>From now on what is deleted is overwritten in the file too, or no longer. Where the database is no file of ours, this is its operator's business.</summary>
    public void OverwriteDeleted(bool isWanted) => _connection.OverwriteDeleted(isWanted);

    /// <summary>Has something done in this turn once its work is done, and once only however often it is asked for: what must follow from everything that the turn changed.</summary>
    /// <param name="key">Names it. Asked for again while it is being done, it is done again.</param>
    /// <param name="work">Reads and writes through the turn.</param>
    public void AtEnd(string key, Action work)
    {
        _atEnd ??= [];
        if (!_atEnd.Exists(waiting => waiting.Key == key))
            _atEnd.Add((key, work));
    }

    /// <summary>The work asked for at the end was done otherwise.</summary>
    public void NotAtEnd(string key) => _atEnd?.RemoveAll(waiting => waiting.Key == key);

    internal void Finish()
    {
        for (var done = 0; _atEnd is { Count: > 0 }; done++)
        {
            if (done == MostAtEnd)
                throw new InvalidOperationException($"The turn does not come to rest: {string.Join(", ", _atEnd.Select(waiting => waiting.Key))} is asked for again and again.");
            var (_, work) = _atEnd[0];
            _atEnd.RemoveAt(0);
            work();
        }
    }

    /// <summary>Looks whether the statements that must change one row did so.</summary>
    internal void Check()
    {
        foreach (var (changed, otherwise) in _expected ?? [])
        {
            if (changed != 1)
                throw otherwise();
        }
    }

    internal void PassOn(OutgoingNews group)
    {
        foreach (var news in _news ?? [])
            group.Tell(news);
        foreach (var memory in _changed ?? [])
            group.Change(memory);
    }

    internal void Committed()
    {
        foreach (var action in _afterCommit ?? [])
            action();
    }
}
