using System.Security.Cryptography;
using System.Text;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Storage.Accounts;
using IqWorkflows.Storage.Staff;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Accounts;

/// <summary>The wish for an account.</summary>
/// <param name="Name">What they type to sign in.</param>
/// <param name="FullName">Their name, for the staff.</param>
/// <param name="Mail">Their mail address.</param>
/// <param name="Roles">Codes of <see cref="Role"/>.</param>
public sealed record NewAccount(string Name, string FullName, string Mail, IReadOnlyList<string> Roles)
{
    /// <summary>The centre at which they work; null when no role needs one.</summary>
    public string? CentreId { get; init; }

    /// <summary>A centre to be made, for the first account; null: it exists.</summary>
    public CentreRow? NewCentre { get; init; }

    /// <summary>A person of the staff that exists already and whose account it is; null: one is made of the name.</summary>
    public string? StaffId { get; init; }

    /// <summary>Hash of the password; null: an invitation is made.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Only as long as there is no account at all.</summary>
    public bool OnlyAsFirst { get; init; }
}

/// <summary>What came of it.</summary>
/// <param name="Problems">Codes of what is wrong; empty: it was made.</param>
/// <param name="Invitation">What the person needs to choose a password; told this once.</param>
public sealed record AccountAnswer(IReadOnlyList<Reason> Problems, string? Invitation = null);

/// <summary>Accounts: who may sign in, and as whom.</summary>
public sealed class AccountBook(IqRuntime runtime)
{
    /// <summary>How long an invitation holds.</summary>
    public static readonly TimeSpan InvitationLasts = TimeSpan.FromDays(7);

    private const int LongestName = 64;

    public Task<bool> AnyAsync(CancellationToken cancellationToken) => runtime.Writer.WriteAsync(AccountTable.Any, cancellationToken);

    public Task<AccountRow?> FindAsync(string id, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => AccountTable.Find(turn, id), cancellationToken);

    public Task<AccountRow?> OfNameAsync(string name, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => AccountTable.OfName(turn, Folded(name)), cancellationToken);

    /// <summary>The account that was invited with this, if the invitation still holds.</summary>
    public Task<AccountRow?> InvitedAsync(string invitation, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn => AccountTable.OfInvitation(turn, HashOf(invitation)) is { } row && row.InvitationEndsAt > runtime.Now ? row : null, cancellationToken);

    public Task<bool> UpdateAsync(AccountRow row, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => AccountTable.Update(turn, row), cancellationToken);

    /// <summary>Makes an account, and the person of the staff with it.</summary>
    public Task<AccountAnswer> AddAsync(NewAccount wanted, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(turn => Add(turn, wanted), cancellationToken);

    /// <summary>Whoever has signed in, as the database knows them now.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="securityStamp">The stamp of the sign-in; one of an older password counts no longer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null when the account is gone or its password was changed since.</returns>
    public Task<Viewer?> ViewerAsync(string accountId, string? securityStamp, CancellationToken cancellationToken) => runtime.Writer.WriteAsync(
        turn =>
        {
            if (AccountTable.Find(turn, accountId) is not { PasswordHash: not null } account || account.SecurityStamp != securityStamp)
                return null;
            var staff = account.StaffId is { } staffId ? StaffTable.Person(turn, staffId) : null;
            var centre = staff is null ? null : StaffTable.Centre(turn, staff.CentreId);
            var today = GermanDay.Of(runtime.Now);
            var absent = staff is null ? [] : turn.Read(
                "select id from staff where deputy = @deputy and absent_from <= @since and (absent_until is null or absent_until >= @until) order by id", row => row.GetString(0), staff.Id, today, today);
            return new Viewer(account.Id, staff?.Name ?? account.Name, RolesOf(account), staff?.Id, centre?.Id, centre?.Name, absent);
        },
        cancellationToken);

    public static IReadOnlySet<string> RolesOf(AccountRow account) => account.Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);

    /// <summary>A new stamp: sign-ins made with the old one count no longer.</summary>
    public static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    private AccountAnswer Add(Turn turn, NewAccount wanted)
    {
        var name = Folded(wanted.Name);
        var problems = new List<Reason>();
        if (wanted.OnlyAsFirst && AccountTable.Any(turn))
            return new AccountAnswer([new Reason("not-first")]);
        if (name.Length is 0 or > LongestName || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' or '@'))
            problems.Add(new Reason("name-unusable"));
        if (wanted.FullName.Trim().Length is 0 or > 200)
            problems.Add(new Reason("full-name-missing"));
        if (wanted.Mail.Length > 254 || wanted.Mail.IndexOf('@', StringComparison.Ordinal) is var at && (at <= 0 || at == wanted.Mail.Length - 1))
            problems.Add(new Reason("mail-unusable"));
        if (wanted.Roles.Count == 0)
            problems.Add(new Reason("role-missing"));
        problems.AddRange(wanted.Roles.Where(role => !Role.All.Contains(role)).Select(role => new Reason("role-unknown", role)));
        var staffRole = wanted.Roles.Select(Role.OfStaff).FirstOrDefault(role => role is not null);
        if (wanted.NewCentre is { } made && (made.Name.Trim().Length == 0 || !Enum.TryParse<Land>(made.Land, out var land) || land.ToString() != made.Land))
            problems.Add(new Reason("centre-incomplete"));
        else if (wanted is { StaffId: { } known } && StaffTable.Person(turn, known) is null)
            problems.Add(new Reason("staff-unknown", known));
        else if (staffRole is not null && wanted is { NewCentre: null, StaffId: null } && (wanted.CentreId is null || StaffTable.Centre(turn, wanted.CentreId) is null))
            problems.Add(new Reason("centre-unknown", wanted.CentreId ?? ""));
        if (AccountTable.OfName(turn, name) is not null)
            problems.Add(new Reason("name-taken"));
        if (wanted.StaffId is null && staffRole is not null && StaffTable.Person(turn, name) is not null)
            problems.Add(new Reason("staff-taken", name));
        return problems.Count > 0 ? new AccountAnswer(problems) : Save(turn, wanted, name, staffRole);
    }

    private AccountAnswer Save(Turn turn, NewAccount wanted, string name, string? staffRole)
    {
        if (wanted.NewCentre is { } centre)
            StaffTable.Save(turn, centre);
        var staffId = wanted.StaffId;
        if (staffId is null && staffRole is not null)
        {
            staffId = name;
            StaffTable.Save(turn, new StaffRow { Id = name, Name = wanted.FullName.Trim(), Mail = wanted.Mail, Role = staffRole, CentreId = wanted.NewCentre?.Id ?? wanted.CentreId! }); // checked above
        }
        var now = runtime.Now;
        var invitation = wanted.PasswordHash is null ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)) : null;
        AccountTable.Insert(turn, new AccountRow
        {
            Id = Guid.CreateVersion7(now).ToString("N"),
            Name = name,
            Mail = wanted.Mail,
            PasswordHash = wanted.PasswordHash,
            SecurityStamp = NewStamp(),
            Roles = string.Join(' ', wanted.Roles.Distinct()),
            StaffId = staffId,
            InvitationHash = invitation is null ? null : HashOf(invitation),
            InvitationEndsAt = invitation is null ? null : now + InvitationLasts,
            CreatedAt = now,
        });
        return new AccountAnswer([], invitation);
    }

    private static string Folded(string name) => name.Trim().ToLowerInvariant();

    // Long and random: one round of hashing is enough.
    private static string HashOf(string invitation) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(invitation)));
}
