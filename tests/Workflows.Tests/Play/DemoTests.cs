using IqWorkflows.Casework.Play;
using Microsoft.Data.Sqlite;

namespace IqWorkflows.Workflows.Tests.Play;

/// <summary>The demonstration, made on several days of several years.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("iqw-demo-");

    [Theory]
    [InlineData("2026-01-01T08:00")]
    [InlineData("2026-12-24T23:30")]
    [InlineData("2027-03-28T02:30")] // the clocks change
    [InlineData("2028-02-29T12:00")]
    [InlineData("2031-10-05T04:00")]
    public async Task It_looks_alive_on_any_day(string moment)
    {
        var now = new DateTimeOffset(DateTime.Parse(moment, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero);
        var file = Path.Combine(_folder.FullName, "demo.db");
        var stories = Shipped.Scripts.Where(name => !name.Contains('/', StringComparison.Ordinal)).Select(Shipped.Script).ToList();

        var filled = await new PlayDemo(Shipped.Scene, stories).RunAsync(file, 30, now, CancellationToken.None);

        Assert.Equal(40, filled.Cases);
        Assert.Empty(filled.Refusals);
        using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
        connection.Open();
        Assert.Equal(40, Number(connection, "select count(*) from cases"));
        Assert.InRange(Number(connection, "select count(distinct state) from cases"), 8, 22);
        Assert.InRange(Number(connection, "select count(*) from messages where state = 'Sent'"), 100, 10_000);
        Assert.InRange(Number(connection, "select count(*) from rungs where state = 'Planned' and due_at is not null"), 20, 10_000);
        Assert.Equal(0, Number(connection, $"select count(*) from rungs where due_at <= {now.UtcTicks}"));
        Assert.Equal(0, Number(connection, $"select count(*) from case_events where at > {now.UtcTicks}"));
        Assert.Equal(0, Number(connection, "select count(*) from instances where sub_status = 'Faulted'"));
        Assert.Equal(0, Number(connection, $"select count(*) from case_tasks where state = 'Open' and instance_id is null and due_on < '{now.AddDays(-21):yyyy-MM-dd}'"));
        Assert.InRange(Number(connection, $"select count(*) from deadlines where state = 'Running' and code in ('D05', 'D62') and over_at < {now.UtcTicks}"), 2, 100); // overdue authorities
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!; // it counts
    }
}
