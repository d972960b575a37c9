using IqWorkflows.Casework;
using IqWorkflows.Casework.Accounts;
using IqWorkflows.Storage;
using IqWorkflows.Storage.Accounts;
using IqWorkflows.Storage.Staff;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Accounts;

/// <summary>A line of the history of an account, a centre or a setting.</summary>
/// <param name="Who">Name of who did it.</param>
public sealed record ChangeLine(DateTimeOffset At, string Who, string What, string? Before, string? After);

/// <summary>An account with the person whose it is.</summary>
public sealed record AccountLine(AccountRow Account, StaffRow? Staff, string? CentreName);

/// <summary>Reads accounts, centres and their history for those who look after them.</summary>
internal sealed class AccountReading(IqRuntime runtime)
{
    public const int PerPage = 50;
    private const int MostChanges = 100;
    private const int MostChoices = 500;

    /// <summary>Accounts in the order of their names, those of the own centre for a lead.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="text">What the account name begins with; empty: all.</param>
    /// <param name="after">The name after which the page begins; null: the first page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>One more than fits on a page, if there are more.</returns>
    public async Task<IReadOnlyList<AccountLine>> ListAsync(Actor actor, string text, string? after, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var accounts = db.Accounts.AsNoTracking();
        if (!actor.IsOperator)
            accounts = accounts.Where(account => db.Staff.Any(person => person.Id == account.StaffId && person.CentreId == actor.CentreId));
        if (text.Length > 0)
        {
            var until = text + '\uffff';
            accounts = accounts.Where(account => account.Name.CompareTo(text) >= 0 && account.Name.CompareTo(until) < 0);
        }
        if (after is not null)
            accounts = accounts.Where(account => account.Name.CompareTo(after) > 0);
        return await Lines(db, accounts.OrderBy(account => account.Name).Take(PerPage + 1)).ToListAsync(cancellationToken);
    }

    /// <returns>Null when there is no such account or it is not theirs.</returns>
    public async Task<AccountLine?> FindAsync(Actor actor, string id, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        return await Lines(db, db.Accounts.AsNoTracking().Where(account => account.Id == id)).FirstOrDefaultAsync(cancellationToken) is { } line && actor.MayChange(line.Account, line.Staff) ? line : null;
    }

    /// <summary>Centres that they may send people to.</summary>
    public async Task<IReadOnlyList<CentreRow>> CentresAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var centres = db.Centres.AsNoTracking();
        return await (actor.IsOperator ? centres : centres.Where(centre => centre.Id == actor.CentreId)).OrderBy(centre => centre.Name).Take(MostChoices).ToListAsync(cancellationToken);
    }

    /// <summary>Who could stand in at a centre.</summary>
    public async Task<IReadOnlyList<(string Code, string Label)>> StaffAsync(string? centreId, CancellationToken cancellationToken)
    {
        if (centreId is null)
            return [];
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var people = await db.Staff.AsNoTracking().Where(person => person.CentreId == centreId && (person.Role == "COUNSELLOR" || person.Role == "LEAD" || person.Role == "OFFICE"))
            .OrderBy(person => person.Name).Take(MostChoices).Select(person => new { person.Id, person.Name }).ToListAsync(cancellationToken);
        return [.. people.Select(person => (person.Id, person.Name))];
    }

    /// <summary>Accounts of a centre by the names of the people.</summary>
    public async Task<IReadOnlyList<(string Code, string Label)>> OfCentreAsync(string centreId, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var people = await db.Staff.AsNoTracking().Where(person => person.CentreId == centreId).Join(db.Accounts.AsNoTracking(), person => person.Id, account => account.StaffId, (person, account) => new { account.Id, person.Name })
            .OrderBy(person => person.Name).Take(MostChoices).ToListAsync(cancellationToken);
        return [.. people.Select(person => (person.Id, person.Name))];
    }

    /// <summary>What was changed, newest first.</summary>
    /// <param name="kind"><c>account</c>, <c>centre</c> or <c>setting</c>.</param>
    /// <param name="subject">Id of what was changed; null: all of the kind.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<ChangeLine>> ChangesAsync(string kind, string? subject, CancellationToken cancellationToken)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.AccountChanges.AsNoTracking().Where(change => change.Kind == kind && (subject == null || change.Subject == subject)).OrderByDescending(change => change.Id).Take(MostChanges).ToListAsync(cancellationToken);
        var names = await NamesAsync(db, rows.Select(row => row.Who), cancellationToken);
        return [.. rows.Select(row => new ChangeLine(row.At, names.GetValueOrDefault(row.Who, row.Who), kind == "setting" ? row.Subject : row.What, row.Before, row.After))];
    }

    /// <summary>Names of people by the ids of their accounts.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> NamesAsync(IqDb db, IEnumerable<string> accountIds, CancellationToken cancellationToken)
    {
        var ids = accountIds.Distinct().ToList();
        return await Lines(db, db.Accounts.AsNoTracking().Where(account => ids.Contains(account.Id))).ToDictionaryAsync(line => line.Account.Id, line => line.Staff?.Name ?? line.Account.Name, cancellationToken);
    }

    private static IQueryable<AccountLine> Lines(IqDb db, IQueryable<AccountRow> accounts) =>
        from account in accounts
        join person in db.Staff.AsNoTracking() on account.StaffId equals person.Id into people
        from person in people.DefaultIfEmpty()
        join centre in db.Centres.AsNoTracking() on person!.CentreId equals centre.Id into centres
        from centre in centres.DefaultIfEmpty()
        select new AccountLine(account, person, centre!.Name);
}
