using System.Data.Common;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Storage.Accounts;

/// <summary>Reads and writes accounts within a turn.</summary>
public static class AccountTable
{
    public static bool Any(Turn turn) => turn.Number("select 1 from accounts limit 1") is not null;

    /// <returns>False when there is an account of that name already.</returns>
    public static bool Insert(Turn turn, AccountRow row) => turn.Execute(
        """
        insert into accounts (id, name, mail, password_hash, security_stamp, roles, staff_id, language, failed_sign_ins, locked_until, invitation_hash, invitation_ends_at, created_at)
        values (@id, @name, @mail, @password_hash, @security_stamp, @roles, @staff_id, @language, @failed_sign_ins, @locked_until, @invitation_hash, @invitation_ends_at, @created_at)
        on conflict (name) do nothing
        """,
        row.Id, row.Name, row.Mail, row.PasswordHash, row.SecurityStamp, row.Roles, row.StaffId, row.Language, row.FailedSignIns, row.LockedUntil, row.InvitationHash, row.InvitationEndsAt,
        row.CreatedAt) == 1;

    /// <summary>Saves what may change of an account.</summary>
    /// <returns>False when it is gone.</returns>
    public static bool Update(Turn turn, AccountRow row) => turn.Execute(
        """
        update accounts set mail = @mail, password_hash = @password_hash, security_stamp = @security_stamp, roles = @roles, staff_id = @staff_id, language = @language,
            failed_sign_ins = @failed_sign_ins, locked_until = @locked_until, invitation_hash = @invitation_hash, invitation_ends_at = @invitation_ends_at
        where id = @id
        """,
        row.Mail, row.PasswordHash, row.SecurityStamp, row.Roles, row.StaffId, row.Language, row.FailedSignIns, row.LockedUntil, row.InvitationHash, row.InvitationEndsAt, row.Id) == 1;

    /// <returns>Null when there is none.</returns>
    public static AccountRow? Find(Turn turn, string id) => turn.First(
        "select id, name, mail, password_hash, security_stamp, roles, staff_id, language, failed_sign_ins, locked_until, invitation_hash, invitation_ends_at, created_at from accounts where id = @id",
        Row,
        id);

    /// <returns>Null when there is none.</returns>
    public static AccountRow? OfName(Turn turn, string name) => turn.First(
        "select id, name, mail, password_hash, security_stamp, roles, staff_id, language, failed_sign_ins, locked_until, invitation_hash, invitation_ends_at, created_at from accounts where name = @name",
        Row,
        name);

    /// <returns>Null when there is none.</returns>
    public static AccountRow? OfInvitation(Turn turn, string hash) => turn.First(
        """
        select id, name, mail, password_hash, security_stamp, roles, staff_id, language, failed_sign_ins, locked_until, invitation_hash, invitation_ends_at, created_at
        from accounts where invitation_hash = @invitation_hash
        """,
        Row,
        hash);

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
    };

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Moment(DbDataReader row, int column) => row.IsDBNull(column) ? null : new DateTimeOffset(row.GetInt64(column), TimeSpan.Zero);
}
