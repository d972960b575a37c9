using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Steps;
using Microsoft.Data.Sqlite;

namespace IqWorkflows.Storage.Tests.Steps;

public sealed class StatementTests : IAsyncDisposable
{
    private readonly Database _database = Database.InMemory(nameof(StatementTests));
    private readonly StepWriter _writer;

    public StatementTests() => _writer = new StepWriter(_database);

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        _database.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("Ärztin, 看護師, \U0001F469")]
    [InlineData("before\0after")]
    public async Task A_text_comes_back_as_it_was(string text)
    {
        var longText = string.Concat(Enumerable.Repeat(text, 300));

        var read = await InTurn(turn => turn.First("select @short, @long", row => Tuple.Create(row.GetString(0), row.GetString(1)), text, longText));

        Assert.Equal(Tuple.Create(text, longText), read);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(70_000)]
    public async Task Bytes_come_back_as_they_were(int length)
    {
        var bytes = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();

        Assert.Equal(bytes, await InTurn(turn => turn.First("select @bytes", row => row.GetFieldValue<byte[]>(0), bytes)));
    }

    [Fact]
    public async Task Numbers_days_moments_and_choices_are_kept_as_the_mapping_says()
    {
        var moment = new DateTimeOffset(2026, 3, 17, 12, 0, 0, TimeSpan.FromHours(1));
        var day = new DateOnly(2026, 3, 17);

        var values = await InTurn(turn => turn.First(
            "select @none, @int, @long, @yes, @no, @half, @moment, @day, @choice",
            row => Enumerable.Range(0, row.FieldCount).Select(row.GetValue).ToArray(),
            null, 7, long.MinValue, true, false, 0.5, moment, day, DayOfWeek.Friday));

        Assert.Equal<object>([DBNull.Value, 7L, long.MinValue, 1L, 0L, 0.5, moment.UtcTicks, "2026-03-17", "Friday"], values!);
        Assert.Equal(day, (await InTurn(turn => turn.Read("select @day", row => row.GetFieldValue<DateOnly>(0), day)))[0]);
    }

    [Fact]
    public async Task What_is_null_is_not_read_as_something_empty()
    {
        await Assert.ThrowsAsync<InvalidCastException>(() => InTurn(turn => turn.First("select null", row => row.GetString(0))));
        await Assert.ThrowsAsync<InvalidCastException>(() => InTurn(turn => turn.Read("select null", row => row.GetInt64(0))));
        Assert.Null(await InTurn(turn => turn.Number("select null")));
        Assert.Null(await InTurn(turn => turn.Text("select 'x' where 1 = 0")));
        Assert.Equal(0, await InTurn(turn => turn.Number("select 0")));
    }

    [Fact]
    public async Task All_rows_are_changed_though_only_the_first_is_read()
    {
        await InTurn(turn => Insert(turn, "a") + Insert(turn, "b"));

        Assert.NotNull(await InTurn(turn => turn.Number("update acknowledged_requests set at = @at returning at", 2L)));

        Assert.Equal(2, await InTurn(turn => turn.Number("select count(*) from acknowledged_requests where at = @at", 2L)));
    }

    [Fact]
    public async Task A_statement_that_was_refused_can_be_run_again()
    {
        await InTurn(turn => Insert(turn, "a"));

        await Assert.ThrowsAsync<SqliteException>(() => InTurn(turn => Insert(turn, "a")));

        Assert.Equal(1, await InTurn(turn => Insert(turn, "b")));
    }

    [Fact]
    public async Task A_mistake_in_the_call_is_told_rather_than_run()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => InTurn(turn => turn.Execute("delete from timers where id = @id")));
        await Assert.ThrowsAsync<ArgumentException>(() => InTurn(turn => turn.Execute("delete from timers where id = @id", new Uri("about:blank"))));
        await Assert.ThrowsAsync<ArgumentException>(() => InTurn(turn => turn.Execute("delete from timers; delete from tasks")));
        await Assert.ThrowsAsync<SqliteException>(() => InTurn(turn => turn.Execute("delete from nowhere")));
        const string Rows = "select 1 union select 2";
        await Assert.ThrowsAsync<InvalidOperationException>(() => InTurn(turn => turn.Read(Rows, _ => turn.Number(Rows))));
    }

    private Task<T> InTurn<T>(Func<Turn, T> work) => _writer.WriteAsync(work, CancellationToken.None);

    private static int Insert(Turn turn, string key) =>
        turn.Execute("insert into acknowledged_requests (key, at, answer) values (@key, @at, @answer)", key, 1L, "");
}
