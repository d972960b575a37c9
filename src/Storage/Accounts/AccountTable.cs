using System.Data.Common;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Storage.Accounts;

/// <summary>Reads and writes accounts within a turn. What two requests may change at the same time has a statement of its own, so that neither undoes the other's change.</summary>
public static class AccountTable
{
    private const string Columns =
        """
        id, name, mail, password_hash, security_stamp, roles, staff_id, language, failed_sign_ins, locked_until, invitation_hash, invitation_ends_at, created_at,
        authenticator_key, two_factor_since, last_code_step, recovery_hashes, reset_hash, reset_ends_at, closed_at, last_sign_in_at, provider
        """;

    public static bool Any(Turn turn) => turn.Number("select 1 from accounts limit 1") is not null;

    /// <returns>False when there is an account of that name already.</returns>
    public static bool Insert(Turn turn, AccountRow row) => turn.Execute(
        """
        insert into accounts (id, name, mail, password_hash, security_stamp, roles, staff_id, language, failed_sign_ins, locked_until, invitation_hash, invitation_ends_at, created_at, provider)
        values (@id, @name, @mail, @password_hash, @security_stamp, @roles, @staff_id, @language, @failed_sign_ins, @locked_until, @invitation_hash, @invitation_ends_at, @created_at, @provider)
        on conflict (name) do nothing
        """,
        row.Id, row.Name, row.Mail, row.PasswordHash, row.SecurityStamp, row.Roles, row.StaffId, row.Language, row.FailedSignIns, row.LockedUntil, row.InvitationHash, row.InvitationEndsAt,
        row.CreatedAt, row.Provider) == 1;

    /// <summary>Saves the password, what goes with it, and until when it is locked.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="row">The account as it shall be.</param>
    /// <param name="stampBefore">The stamp it had when it was read: whoever ended its sign-ins since shall not be undone.</param>
    /// <returns>False when it is gone or has another stamp by now.</returns>
    public static bool UpdatePassword(Turn turn, AccountRow row, string stampBefore) => turn.Execute(
        """
        update accounts set password_hash = @password_hash, security_stamp = @security_stamp, locked_until = @locked_until,
            invitation_hash = @invitation_hash, invitation_ends_at = @invitation_ends_at, reset_hash = @reset_hash, reset_ends_at = @reset_ends_at
        where id = @id and security_stamp = @stamp_before
        """,
        row.PasswordHash, row.SecurityStamp, row.LockedUntil, row.InvitationHash, row.InvitationEndsAt, row.ResetHash, row.ResetEndsAt, row.Id, stampBefore) == 1;

    /// <summary>Saves who it is and what it may do.</summary>
    public static bool UpdateRights(Turn turn, AccountRow row) => turn.Execute(
        "update accounts set mail = @mail, roles = @roles, staff_id = @staff_id, provider = @provider, closed_at = @closed_at, security_stamp = @security_stamp where id = @id",
        row.Mail, row.Roles, row.StaffId, row.Provider, row.ClosedAt, row.SecurityStamp, row.Id) == 1;

    /// <summary>Saves what the second factor is.</summary>
    public static bool UpdateTwoFactor(Turn turn, string id, string? key, DateTimeOffset? since, string? recoveryHashes) => turn.Execute(
        "update accounts set authenticator_key = @key, two_factor_since = @since, recovery_hashes = @hashes where id = @id", key, since, recoveryHashes, id) == 1;

    public static void SetLanguage(Turn turn, string id, string language) => turn.Execute("update accounts set language = @language where id = @id", language, id);

    public static void SetInvitation(Turn turn, string id, string? hash, DateTimeOffset? endsAt) =>
        turn.Execute("update accounts set invitation_hash = @hash, invitation_ends_at = @ends_at where id = @id", hash, endsAt, id);

    public static void SetReset(Turn turn, string id, string? hash, DateTimeOffset? endsAt) => turn.Execute("update accounts set reset_hash = @hash, reset_ends_at = @ends_at where id = @id", hash, endsAt, id);

    /// <summary>Counts a wrong password or code.</summary>
    /// <returns>How many there were in a row.</returns>
    public static int CountFailure(Turn turn, string id) => (int)(turn.Number("update accounts set failed_sign_ins = failed_sign_ins + 1 where id = @id returning failed_sign_ins", id) ?? 0);

    public static void ResetFailures(Turn turn, string id) => turn.Execute("update accounts set failed_sign_ins = 0 where id = @id", id);

    public static void ForgetFailures(Turn turn, string id) => turn.Execute("update accounts set failed_sign_ins = 0, locked_until = null where id = @id", id);

    public static void MarkSignIn(Turn turn, string id, DateTimeOffset now) => turn.Execute("update accounts set last_sign_in_at = @now where id = @id", now, id);

    /// <summary>Uses up the code of a half minute.</summary>
    /// <returns>False when it, or a later one, was used before.</returns>
    public static bool UseCode(Turn turn, string id, long step) =>
        turn.Execute("update accounts set last_code_step = @step where id = @id and (last_code_step is null or last_code_step < @step2)", step, id, step) == 1;

    /// <summary>Uses up a recovery code.</summary>
    /// <returns>False when it is none of those that are left.</returns>
    public static bool UseRecoveryCode(Turn turn, string id, string hash)
    {
        var left = (turn.Text("select recovery_hashes from accounts where id = @id", id) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToList();
        return left.Remove(hash) && turn.Execute("update accounts set recovery_hashes = @hashes where id = @id", string.Join(' ', left), id) == 1;
    }

    /// <returns>Null when there is none.</returns>
    public static AccountRow? Find(Turn turn, string id) => turn.First($"select {Columns} from accounts where id = @id", Row, id);

    /// <returns>Null when there is none.</returns>
    public static AccountRow? OfName(Turn turn, string name) => turn.First($"select {Columns} from accounts where name = @name", Row, name);

    /// <returns>Those with this address, at most five.</returns>
    public static List<AccountRow> OfMail(Turn turn, string mail) => turn.Read($"select {Columns} from accounts where mail = @mail order by name limit 5", Row, mail);

    /// <returns>Null when there is none.</returns>
    public static AccountRow? OfInvitation(Turn turn, string hash) => turn.First($"select {Columns} from accounts where invitation_hash = @invitation_hash", Row, hash);

    /// <returns>Null when there is none.</returns>
    public static AccountRow? OfReset(Turn turn, string hash) => turn.First($"select {Columns} from accounts where reset_hash = @reset_hash", Row, hash);

    /// <returns>The account of a person of the staff; null when they have none.</returns>
    public static AccountRow? OfStaff(Turn turn, string staffId) => turn.First($"select {Columns} from accounts where staff_id = @staff_id order by id limit 1", Row, staffId);

    /// <returns>Roles of all accounts that somebody can sign in with, but for one.</returns>
    public static List<string> RolesOfOthers(Turn turn, string id) => turn.Read("select roles from accounts where closed_at is null and id <> @id", row => row.GetString(0), id);

    private static AccountRow Row(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Name = row.GetString(1),
        Mail = Text(row, 2),
        PasswordHash = Text(row, 3),
        SecurityStamp = row.GetString(4),
        Roles = row.GetString(5),
        StaffId = Text(row, 6),
        Language = Text(row, 7),
        FailedSignIns = row.GetInt32(8),
        LockedUntil = Moment(row, 9),
        InvitationHash = Text(row, 10),
        InvitationEndsAt = Moment(row, 11),
        CreatedAt = new DateTimeOffset(row.GetInt64(12), TimeSpan.Zero),
        AuthenticatorKey = Text(row, 13),
        TwoFactorSince = Moment(row, 14),
        LastCodeStep = row.IsDBNull(15) ? null : row.GetInt64(15),
        RecoveryHashes = Text(row, 16),
        ResetHash = Text(row, 17),
        ResetEndsAt = Moment(row, 18),
        ClosedAt = Moment(row, 19),
        LastSignInAt = Moment(row, 20),
        Provider = Text(row, 21),
    };

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Moment(DbDataReader row, int column) => row.IsDBNull(column) ? null : new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero);
}
