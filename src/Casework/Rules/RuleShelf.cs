using System.Security.Cryptography;
using System.Text;
using IqWorkflows.Cases.RuleFiles;
using IqWorkflows.Storage.Databases;
using IqWorkflows.Storage.Rules;
using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Casework.Rules;

/// <summary>Rules read with what people changed.</summary>
/// <param name="Book">Null when what was delivered has problems itself.</param>
/// <param name="Problems">Those of what was delivered.</param>
/// <param name="Resting">Changes that no longer fit what was delivered, with what is wrong; they are left out until somebody mends them.</param>
public sealed record ShelfReading(RuleBook? Book, IReadOnlyList<RuleProblem> Problems, IReadOnlyList<(RuleOverride Change, RuleProblem Problem)> Resting);

/// <summary>What came of a change to the rules. Exactly one of these.</summary>
public abstract record RuleAnswer
{
    private RuleAnswer()
    {
    }

    /// <summary>It counts from now on.</summary>
    public sealed record Done(RuleBook Book) : RuleAnswer;

    /// <summary>The rules would have these problems; nothing was kept.</summary>
    public sealed record Faulty(IReadOnlyList<RuleProblem> Problems) : RuleAnswer;

    /// <summary>Somebody else has changed the same meanwhile; nothing was kept.</summary>
    public sealed record Changed : RuleAnswer;
}

/// <summary>The rules of this house: what was delivered, with what people changed laid over it. A change is checked by the readers of the files, kept as a row, and counts at once.</summary>
public sealed class RuleShelf(IqRuntime runtime, string folder, IReadOnlyList<(RuleOverride Change, RuleProblem Problem)> resting)
{
    // Two changes at once could each be right and both together wrong.
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Changes that are left out because they no longer fit what was delivered.</summary>
    public IReadOnlyList<(RuleOverride Change, RuleProblem Problem)> Resting { get; private set; } = resting;

    /// <summary>Reads the rules before the runtime is there.</summary>
    public static async Task<ShelfReading> ReadAsync(Database database, string folder, CancellationToken cancellationToken)
    {
        await using var db = await database.Contexts.CreateDbContextAsync(cancellationToken);
        return Read(folder, await CurrentAsync(db, cancellationToken));
    }

    /// <summary>From now on rules that were changed on another node count here, too, before the next step is taken.</summary>
    public void FollowOthers() => runtime.ReadRulesAgain = turn =>
    {
        var reading = Read(folder, CurrentIn(turn));
        if (reading.Book is not { } book)
            return; // the rules of this node's folder have mistakes; what it has goes on
        runtime.ReadyFor(book)();
        Resting = reading.Resting;
    };

    /// <summary>What was delivered.</summary>
    /// <returns>Null when there is no such file or entry.</returns>
    public string? Delivered(string file, string key)
    {
        var path = Path.Combine(folder, file);
        if (!IsFile(file) || !File.Exists(path))
            return null;
        var text = File.ReadAllText(path);
        return key.Length == 0 ? text.ReplaceLineEndings("\n") : RuleOverlay.Lists.TryGetValue(file, out var list) ? RuleEntries.Read(text, list)?.ByCode.GetValueOrDefault(key)?.ToString() : null;
    }

    /// <summary>Names of the files that were delivered below a folder.</summary>
    public IReadOnlyList<string> DeliveredFiles(string below) =>
        Directory.Exists(Path.Combine(folder, below)) ? [.. Directory.EnumerateFiles(Path.Combine(folder, below)).Select(path => $"{below}/{Path.GetFileName(path)}").Order(StringComparer.Ordinal)] : [];

    /// <summary>The changes that count now.</summary>
    public async Task<IReadOnlyList<RuleOverrideRow>> ChangesAsync(CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        return await CurrentAsync(db, cancellationToken);
    }

    /// <summary>Everything that ever was changed in one place, the latest first.</summary>
    public async Task<IReadOnlyList<RuleOverrideRow>> HistoryAsync(string file, string key, int most, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        return await db.RuleOverrides.AsNoTracking().Where(row => row.File == file && row.Key == key).OrderByDescending(row => row.Id).Take(most).ToListAsync(cancellationToken);
    }

    /// <summary>Reads the rules as they would be with a change; nothing is kept.</summary>
    public async Task<RuleBookReading> TryAsync(string file, string key, string? content, CancellationToken cancellationToken) =>
        RuleBook.Load(folder, new RuleOverlay(With(Overrides(await ChangesAsync(cancellationToken)), file, key, content)));

    /// <summary>Keeps a change, if the rules are right with it.</summary>
    /// <param name="file">The file.</param>
    /// <param name="key">Code of the entry; empty: the whole file.</param>
    /// <param name="content">What shall stand there; null: what was delivered.</param>
    /// <param name="seen">Id of the change that whoever writes this had before them; 0: none.</param>
    /// <param name="who">Id of the account.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<RuleAnswer> SaveAsync(string file, string key, string? content, long seen, string who, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var newest = await HistoryAsync(file, key, 1, cancellationToken);
            if ((newest.Count > 0 ? newest[0].Id : 0) != seen)
                return new RuleAnswer.Changed();
            var current = await ChangesAsync(cancellationToken);
            var changes = With([.. Overrides(current)], file, key, content);
            var reading = Read(folder, changes);
            var own = reading.Resting.Where(one => one.Change.File == file && one.Change.Key == key).Select(one => one.Problem).ToList();
            if (own.Count > 0 || reading.Book is not { } book)
                return new RuleAnswer.Faulty(content is null || own.Count == 0 ? reading.Problems : RuleBook.Load(folder, new RuleOverlay(changes)).Problems);
            var (delivered, go) = (Delivered(file, key), runtime.ReadyFor(book));
            var isKept = await runtime.Writer.WriteAsync(
                turn =>
                {
                    // On another node somebody may have changed something else meanwhile.
                    if (!CurrentIn(turn).Select(row => row.Id).SequenceEqual(current.Select(row => row.Id)))
                        return false;
                    Keep(turn, file, key, content, delivered is null ? null : HashOf(delivered), who);
                    turn.ForgetElsewhere(IqRuntime.RuleMemory);
                    turn.AfterCommit(go);
                    return true;
                },
                cancellationToken);
            if (!isKept)
                return new RuleAnswer.Changed();
            Resting = reading.Resting;
            return new RuleAnswer.Done(book);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Tells one content from another.</summary>
    public static string HashOf(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))[..16];

    /// <summary>All changes together if they fit; else as many as do, the oldest first.</summary>
    private static ShelfReading Read(string folder, List<RuleOverride> changes)
    {
        var all = RuleBook.Load(folder, new RuleOverlay(changes));
        if (all.Book is not null || changes.Count == 0)
            return new ShelfReading(all.Book, all.Problems, []);
        var delivered = RuleBook.Load(folder);
        if (delivered.Book is null)
            return new ShelfReading(null, delivered.Problems, []);
        var (fitting, resting, book) = (new List<RuleOverride>(), new List<(RuleOverride, RuleProblem)>(), delivered.Book);
        foreach (var change in changes)
        {
            var tried = RuleBook.Load(folder, new RuleOverlay([.. fitting, change]));
            if (tried.Book is null)
            {
                resting.Add((change, tried.Problems[0]));
                continue;
            }
            fitting.Add(change);
            book = tried.Book;
        }
        return new ShelfReading(book, [], resting);
    }

    private static ShelfReading Read(string folder, IReadOnlyList<RuleOverrideRow> rows) => Read(folder, Overrides(rows));

    private static List<RuleOverride> Overrides(IReadOnlyList<RuleOverrideRow> rows) => [.. rows.OrderBy(row => row.Id).Select(row => new RuleOverride(row.File, row.Key, row.Content!))]; // read with contents only

    private static List<RuleOverride> With(List<RuleOverride> changes, string file, string key, string? content) =>
        [.. changes.Where(change => change.File != file || change.Key != key), .. content is null ? Array.Empty<RuleOverride>() : [new RuleOverride(file, key, content)]];

    private static Task<List<RuleOverrideRow>> CurrentAsync(Storage.IqDb db, CancellationToken cancellationToken) => db.RuleOverrides.AsNoTracking()
        .Where(row => row.Content != null && !db.RuleOverrides.Any(later => later.File == row.File && later.Key == row.Key && later.Id > row.Id)).OrderBy(row => row.Id).ToListAsync(cancellationToken);

    private static List<RuleOverrideRow> CurrentIn(Turn turn) => turn.Read(
        """
        select id, file, key, content from rule_overrides change
        where content is not null and not exists (select 1 from rule_overrides later where later.file = change.file and later.key = change.key and later.id > change.id) order by id
        """,
        row => new RuleOverrideRow { Id = row.GetInt64(0), File = row.GetString(1), Key = row.GetString(2), Content = row.GetString(3) });

    /// <summary>Nobody leads out of the folder.</summary>
    private static bool IsFile(string file) => RuleOverlay.Lists.ContainsKey(file) || (file.StartsWith("mail/", StringComparison.Ordinal) && Path.GetFileName(file) == file["mail/".Length..]);

    private void Keep(Turn turn, string file, string key, string? content, string? baseHash, string who) => turn.Execute(
        "insert into rule_overrides (file, key, content, base_hash, who, at) values (@file, @key, @content, @base_hash, @who, @at)",
        file,
        key,
        content,
        baseHash,
        who,
        runtime.Now);
}
