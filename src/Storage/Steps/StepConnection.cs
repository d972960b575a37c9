using System.Data.Common;
using IqWorkflows.Storage.Databases;
using Microsoft.Data.Sqlite;

namespace IqWorkflows.Storage.Steps;

/// <summary>The writer's own connection with its prepared statements and the transaction of the group under way.</summary>
internal sealed class StepConnection(SqliteConnection connection, Database database) : IDisposable
{
    // Texts are constants, so the same text is the same object; comparing long texts would take as long as a short statement.
    private readonly Dictionary<object, Statement> _statements = new(ReferenceEqualityComparer.Instance);
    private DbTransaction? _transaction;

    /// <returns>The statement, prepared.</returns>
    public Statement Statement(string sql)
    {
        database.BeforeStatement?.Invoke();
        if (!_statements.TryGetValue(sql, out var statement))
            _statements.Add(sql, statement = new Statement(connection, sql));
        return statement;
    }

    public void Begin() => _transaction = connection.BeginTransaction();

    public void Commit()
    {
        _transaction!.Commit(); // a group has begun
        End();
    }

    /// <summary>Drops the group. The database may already have done so itself.</summary>
    public void Rollback()
    {
        try
        {
            _transaction?.Rollback();
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            // Nothing of the transaction is left, which is what was wanted.
        }
        End();
    }

    private void End()
    {
        _transaction?.Dispose();
        _transaction = null;
    }

    public void Dispose()
    {
        _transaction?.Dispose();
        foreach (var statement in _statements.Values)
            statement.Dispose();
        connection.Dispose();
    }
}
