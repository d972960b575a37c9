using System.Globalization;
using IqWorkflows.Storage.Databases;
using Microsoft.Data.Sqlite;

namespace IqWorkflows.Server.Bench.Desk;

/// <summary>Makes a database with very many cases of one with a few: each case played is copied again and again, under other numbers and names, to other centres and counsellors.</summary>
/// <remarks>
/// Of the history of a case the newest few rows are kept: what a page reads has about its usual size, and the whole has room on a disk. Instances and rungs are not copied, so a copy shows
/// no events awaited and nothing planned; the cases that were played do, and are measured among the copies.
/// </remarks>
internal sealed class ManyCases : IDisposable
{
    private const int Centres = 100;
    private const int CounsellorsPerCentre = 50;

    /// <summary>How the ids of those begin who counsel copies.</summary>
    public const string Counsellors = "counsellor-";

    private const int CasesPerBatch = 20_000;

    // What a case consists of is copied whole; of what happened to it, the newest few, and open ones before others.
    private static readonly (string Table, int Most, string Order)[] s_histories =
    [
        ("case_facts", 25, "id desc"), ("deadlines", 4, "state = 'Running' desc, id desc"), ("case_tasks", 4, "state = 'Open' desc, id desc"), ("case_events", 12, "id desc"),
        ("stalled_marks", 1, "ended_at is null desc, since desc"), ("messages", 3, "created_at desc"),
    ];

    private readonly SqliteConnection _connection;
    private readonly List<string> _copies = [];
    private readonly int _templates;

    /// <param name="path">The database with the cases that were played; no server has it open.</param>
    public ManyCases(string path)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        _connection.Open();
        // A run that is cut off begins anew: nothing here need survive a crash.
        Run("pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -400000; pragma temp_store = memory");
        Run("create temp table templates as select id case_id, row_number() over (order by id) - 1 n from cases");
        _templates = (int)Number("select count(*) from templates");
        Run("create temp table copies (template text primary key, k integer, case_id text, centre text, counsellor text, word text) without rowid");
        // Objects of a case have its id and a number of their own.
        var objects = Texts("select m.name from sqlite_master m where m.type = 'table' and (select count(*) from pragma_table_info(m.name) where name in ('case_id', 'number') and pk > 0) = 2 and m.name <> 'case_objects'");
        foreach (var table in (IEnumerable<string>)["cases", "case_keys", "case_objects", .. objects])
            _copies.Add(Copying(table, int.MaxValue, "1"));
        foreach (var (table, most, order) in s_histories)
            _copies.Add(Copying(table, most, order));
        Furnish();
    }

    /// <summary>Who leads a centre of copies.</summary>
    public static string LeadOf(string centre) => centre.Replace("centre-", "lead-", StringComparison.Ordinal);

    /// <summary>Copies until there are so many.</summary>
    public void FillTo(long cases, Action<long> tell)
    {
        var made = Number("select count(*) from cases");
        for (var round = 0; made < cases;)
        {
            Run("begin");
            for (var batch = 0; batch < CasesPerBatch && made < cases; batch += _templates, made += _templates, round++)
            {
                Run("delete from copies");
                // A name gets an ending of two syllables, so that not everybody has the same one.
                Run(string.Create(CultureInfo.InvariantCulture, $"""
                    insert into copies
                    select case_id, {round}, printf('IQ-%s-%d-%07d', substr(case_id, 4, 2), 2020 + n % 7, {(long)round * _templates} + n), printf('centre-%03d', i % {Centres}), printf('counsellor-%04d', i),
                        substr('babebibobudadedidodufafefifofugagegigogu', 1 + 2 * ((i / 20) % 20), 2) || substr('lalelilolumamemimomunanenninonurarerirorusaseses', 1 + 2 * (i % 24), 2)
                    from (select case_id, n, ({round} * 7919 + n * 104729) % {Centres * CounsellorsPerCentre} i from templates)
                    """));
                foreach (var copy in _copies)
                    Run(copy);
            }
            Run("commit");
            tell(made);
        }
        Run("pragma journal_mode = wal");
        Run("analyze");
    }

    public void Dispose() => _connection.Dispose();

    private void Furnish()
    {
        var numbers = string.Create(CultureInfo.InvariantCulture, $"with recursive numbers (n) as (select 0 union all select n + 1 from numbers where n < {(Centres * CounsellorsPerCentre) - 1})");
        Run(numbers + $" insert into centres (id, name, land) select printf('centre-%03d', n), printf('Beratungsstelle %d', n), 'NW' from numbers where n < {Centres}");
        Run(numbers + $" insert into staff (id, name, mail, role, centre_id) select printf('counsellor-%04d', n), printf('Beratung %d', n), printf('counsellor-%04d@example.org', n), 'COUNSELLOR', printf('centre-%03d', n % {Centres}) from numbers");
        Run(numbers + $" insert into staff (id, name, mail, role, centre_id) select printf('lead-%03d', n), printf('Leitung %d', n), printf('lead-%03d@example.org', n), 'LEAD', printf('centre-%03d', n) from numbers where n < {Centres}");
    }

    /// <summary>Keeps the rows of the templates aside, and writes the statement that copies them.</summary>
    private string Copying(string table, int most, string order)
    {
        var columns = Columns(table);
        var caseId = table == "cases" ? "id" : "case_id";
        Run($"create temp table t_{table} as select * from (select *, row_number() over (partition by {caseId} order by {order}) nth from main.{table} where {caseId} in (select case_id from templates)) where nth <= {most}");
        Run($"create index temp.i_{table} on t_{table} ({caseId})");
        return $"insert into main.{table} ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) select {string.Join(", ", columns.Select(column => Value(table, column)))} from copies c join t_{table} t on t.{caseId} = c.template";
    }

    private static string Value(string table, string column) => (table, column) switch
    {
        ("cases", "id") or (_, "case_id") => "c.case_id",
        ("cases" or "case_keys", "centre_id") => "c.centre",
        ("cases", "counsellor_id") => "c.counsellor",
        ("cases", "deputy_id") or (_, "instance_id" or "bookmark" or "once_key" or "rung_id" or "html" or "parts" or "calendar") => "null",
        ("cases", "sort_name") => "t.sort_name || c.word",
        ("persons", "name") => "t.name || c.word",
        ("case_keys", "word") => "t.word || c.word",
        (_, "id" or "message_id") => $"t.{column} || '-' || c.k",
        _ => $"t.\"{column}\"",
    };

    /// <summary>Its columns, without a number that the database gives.</summary>
    private List<string> Columns(string table) => Texts($"select name from pragma_table_info('{table}') where not (name = 'id' and type = 'INTEGER') order by cid");

    private List<string> Texts(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return texts;
    }

    private void Run(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        command.ExecuteNonQuery();
    }

    private long Number(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!; // a count is never null
    }
}
