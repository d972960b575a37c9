using System.Data.Common;
using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Steps;
using Microsoft.Data.Sqlite;

namespace IqWorkflows.Storage.Sqlite;

/// <summary>The writer's connection to SQLite. It is the only writer there is, so nobody else changes anything and nobody needs to be told.</summary>
internal sealed class SqliteSteps(SqliteConnection connection, Database database) : StepConnection(database)
{
    private DbTransaction? _transaction;

    public override IReadOnlyList<string> Begin()
    {
        _transaction = connection.BeginTransaction();
        return [];
    }

    public override void Commit(OutgoingNews news)
    {
        _transaction!.Commit(); // a group has begun
        End();
    }

    public override void Rollback()
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

    public override void OverwriteDeleted(bool isWanted) =>
        Statement(isWanted ? "pragma secure_delete = on" : "pragma secure_delete = fast").Read(static row => row.GetInt64(0), []);

    protected override Statement Prepare(string sql) => new SqliteStatement(connection, sql);

    protected override void Close()
    {
        _transaction?.Dispose();
        connection.Dispose();
    }

    private void End()
    {
        _transaction?.Dispose();
        _transaction = null;
    }
}
