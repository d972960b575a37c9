using Microsoft.Data.Sqlite;

namespace IqWorkflows.Storage.Databases;

/// <summary>Copies a database file while a server works on it. The copy is the database of one moment: everything that was acknowledged before it began, and no half of a step.</summary>
public static class DatabaseBackup
{
    /// <summary>Writes the copy beside its place, looks whether it is whole, and only then gives it its name: whatever bears that name is a good one.</summary>
    /// <param name="from">The database file.</param>
    /// <param name="to">The copy; there must be nothing of that name, and its folder must exist.</param>
    /// <param name="cancellationToken">Gives up; nothing is left then.</param>
    /// <exception cref="IOException">There is something of that name, the folder is not there, or its disk is full.</exception>
    /// <exception cref="InvalidDataException">The database is damaged, or is none.</exception>
    public static async Task CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        if (Path.Exists(to))
            throw new IOException($"There is something called {to} already.");
        var unfinished = $"{to}.{Environment.ProcessId}.unfinished"; // two at once do not write the same file
        File.Delete(unfinished);
        try
        {
            await using (var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = from, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 60 }.ToString()))
            {
                await source.OpenAsync(cancellationToken);
                await CopyAsync(source, unfinished, cancellationToken);
            }
            File.Move(unfinished, to);
        }
        catch (SqliteException exception)
        {
            throw exception.SqliteErrorCode is 11 or 26 // damaged, or no database
                ? new InvalidDataException($"{from} cannot be read: {exception.Message}", exception)
                : new IOException($"{from} cannot be copied to {to}: {exception.Message}", exception);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static async Task CopyAsync(SqliteConnection source, string to, CancellationToken cancellationToken)
    {
        await using (var copying = source.CreateCommand())
        {
            // Within one reading transaction, unlike a copy page by page, which begins anew whenever somebody writes.
            copying.CommandText = "vacuum into @to";
            copying.CommandTimeout = 0; // a large database takes as long as its disk takes
            copying.Parameters.AddWithValue("@to", to);
            await copying.ExecuteNonQueryAsync(cancellationToken);
        }
        await using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        await copy.OpenAsync(cancellationToken);
        await using var looking = copy.CreateCommand();
        looking.CommandText = "pragma quick_check(1)";
        looking.CommandTimeout = 0;
        if (await looking.ExecuteScalarAsync(cancellationToken) is not "ok" and var found)
            throw new InvalidDataException($"The copy is not whole: {found}");
        await using (var disk = new FileStream(to, FileMode.Open, FileAccess.ReadWrite))
            disk.Flush(flushToDisk: true);
    }
}
