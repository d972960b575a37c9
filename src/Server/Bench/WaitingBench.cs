using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace IqWorkflows.Server.Bench;

/// <summary>What waiting instances cost: their bytes, and whether it takes longer to find one among many.</summary>
internal static class WaitingBench
{
    private const string Definition = "procedure";
    private const int Seed = 20260302;

    public static async Task MeasureAsync(BenchTable table, BenchFolder folder, BenchSize size, CancellationToken cancellationToken)
    {
        var (few, many) = (folder.File("few.db"), folder.File("many.db"));
        await FillAsync(few, BenchSize.FewWaiting, cancellationToken);
        await FillAsync(many, size.Waiting, cancellationToken);
        AddBytes(table, many, size.Waiting);

        var (inFew, inMany) = (new Latencies(), new Latencies());
        await using (var fewRuntime = await BenchRuntime.OpenAsync(BenchStore.File(few), cancellationToken))
        await using (var manyRuntime = await BenchRuntime.OpenAsync(BenchStore.File(many), cancellationToken))
        {
            var random = new Random(Seed);
            for (var i = -size.Samples / 4; i < size.Samples; i++) // what comes before 0 is for warming up
            {
                // In turn, so that a disturbance hits both.
                var fromFew = await ResumeAsync(fewRuntime, random.Next(1, BenchSize.FewWaiting), cancellationToken);
                var fromMany = await ResumeAsync(manyRuntime, random.Next(1, size.Waiting), cancellationToken);
                if (i < 0)
                    continue;
                inFew.Add(fromFew);
                inMany.Add(fromMany);
            }
        }
        Add(table, 50, inFew, inMany, size.Waiting, "");
        Add(table, 99, inFew, inMany, size.Waiting, "<= 1.5 x");
    }

    private static void Add(BenchTable table, int percent, Latencies few, Latencies many, int waiting, string reach) => table.Add(new BenchRow(
        string.Create(CultureInfo.InvariantCulture, $"resume among {waiting:#,0} waiting, p{percent}"),
        BenchTable.Milliseconds(many.Percentile(percent)),
        BenchTable.Milliseconds(few.Percentile(percent)),
        BenchTable.Times(many.Percentile(percent) / few.Percentile(percent)),
        reach,
        string.Create(CultureInfo.InvariantCulture, $"one caller, any instance; floor: the same among {BenchSize.FewWaiting:#,0}")));

    private static async Task<TimeSpan> ResumeAsync(BenchRuntime runtime, int number, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        await runtime.ResumeAsync(CorrelationOf(number), cancellationToken);
        return Stopwatch.GetElapsedTime(began);
    }

    /// <summary>One real instance, and its rows again and again under other ids.</summary>
    private static async Task FillAsync(string path, int waiting, CancellationToken cancellationToken)
    {
        string model;
        await using (var runtime = await BenchRuntime.OpenAsync(BenchStore.File(path), cancellationToken))
        {
            await runtime.PublishDefinitionAsync(BenchDrawing.Procedure(Definition), cancellationToken);
            model = await runtime.StartAsync(Definition, CorrelationOf(0), cancellationToken);
        }
        using var connection = Open(path);
        Execute(connection, "pragma synchronous = off; pragma cache_size = -262144;");
        const int Chunk = 20_000;
        for (var first = 1; first < waiting; first += Chunk)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var transaction = connection.BeginTransaction();
            foreach (var (name, key) in ((string, string)[])[("instances", "id"), ("steps", "instance_id"), ("bookmarks", "instance_id"), ("timers", "instance_id")])
                Copy(connection, name, key, model, first, Math.Min(waiting, first + Chunk) - 1);
            transaction.Commit();
        }
        // What the optimizer knows and what the log holds are as they would be after a quiet night.
        Execute(connection, "pragma wal_checkpoint(truncate);");
    }

    private static void Copy(SqliteConnection connection, string name, string key, string model, int first, int last)
    {
        var columns = Columns(connection, name).Where(column => column != "id" || key == "id").ToList();
        var values = columns.Select(column => column switch
        {
            _ when column == key => "printf('%032x', n.i)",
            "correlation_id" => "printf('c%09d', n.i)",
            "state" => "cast(replace(cast(state as text), @correlation, printf('c%09d', n.i)) as blob)",
            "due_at" => "due_at + n.i * 10000000", // a second apart
            _ => $"m.{column}",
        });
        Execute(
            connection,
            $"""
            insert into {name} ({string.Join(", ", columns)})
            with recursive n (i) as (select @first union all select i + 1 from n where i < @last)
            select {string.Join(", ", values)} from n join {name} m on m.{key} = @model order by n.i
            """,
            ("@first", first), ("@last", last), ("@model", model), ("@correlation", CorrelationOf(0)));
    }

    private static void AddBytes(BenchTable table, string path, int waiting)
    {
        using var connection = Open(path);
        double State(string sql) => Convert.ToDouble(Scalar(connection, sql), CultureInfo.InvariantCulture);
        var state = State($"select length(state) from instances where correlation_id = '{CorrelationOf(waiting - 1)}'");
        var bookmarks = State($"select sum({Length(Columns(connection, "bookmarks"))}) from bookmarks where instance_id = printf('%032x', {waiting - 1})");
        var row = State($"select {Length(Columns(connection, "instances"))} from instances where correlation_id = '{CorrelationOf(waiting - 1)}'");
        var journal = State($"select length(journal) from steps where instance_id = printf('%032x', {waiting - 1})");
        var log = State($"select length(log) from steps where instance_id = printf('%032x', {waiting - 1})");
        var file = State("select page_count * page_size from pragma_page_count, pragma_page_size") / waiting;
        table.Add(new BenchRow(
            "state and bookmark rows of a waiting instance",
            BenchTable.Bytes(state + bookmarks),
            Reach: "<= 1,500 B",
            Note: $"state {state:0}, bookmarks {bookmarks:0}; whole instance row {row:0}; beside it journal {journal:0}, log {log:0}; the file with all indexes {BenchTable.Bytes(file)} each"));
    }

    /// <summary>Bytes of a row's values; a number takes up to eight.</summary>
    private static string Length(IEnumerable<string> columns) =>
        string.Join(" + ", columns.Select(column => $"case typeof({column}) when 'integer' then 8 when 'null' then 1 else length(cast({column} as blob)) end"));

    private static List<string> Columns(SqliteConnection connection, string name)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"select name from pragma_table_info('{name}')";
        using var reader = command.ExecuteReader();
        var columns = new List<string>();
        while (reader.Read())
            columns.Add(reader.GetString(0));
        return columns;
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        foreach (var (name, value) in parameters)
            command.Parameters.AddWithValue(name, value);
        command.ExecuteNonQuery();
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static string CorrelationOf(int number) => string.Create(CultureInfo.InvariantCulture, $"c{number:D9}");
}
