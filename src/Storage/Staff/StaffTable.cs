using System.Data.Common;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Storage.Staff;

/// <summary>Reads and writes centres and staff within a turn.</summary>
public static class StaffTable
{
    public static void Save(Turn turn, CentreRow row) => turn.Execute(
        """
        insert into centres (id, name, land, ags, mail, phone, address, kind) values (@id, @name, @land, @ags, @mail, @phone, @address, @kind)
        on conflict (id) do update set name = excluded.name, land = excluded.land, ags = excluded.ags, mail = excluded.mail, phone = excluded.phone, address = excluded.address, kind = excluded.kind
        """,
        row.Id,
        row.Name,
        row.Land,
        row.Ags,
        row.Mail,
        row.Phone,
        row.Address,
        row.Kind);

    public static void Save(Turn turn, StaffRow row) => turn.Execute(
        """
        insert into staff (id, name, mail, phone, role, centre_id, deputy, language, absent_from, absent_until)
        values (@id, @name, @mail, @phone, @role, @centre_id, @deputy, @language, @absent_from, @absent_until)
        on conflict (id) do update set name = excluded.name, mail = excluded.mail, phone = excluded.phone, role = excluded.role, centre_id = excluded.centre_id, deputy = excluded.deputy,
            language = excluded.language, absent_from = excluded.absent_from, absent_until = excluded.absent_until
        """,
        row.Id,
        row.Name,
        row.Mail,
        row.Phone,
        row.Role,
        row.CentreId,
        row.Deputy,
        row.Language,
        row.AbsentFrom,
        row.AbsentUntil);

    /// <returns>Null when there is no such centre.</returns>
    public static CentreRow? Centre(Turn turn, string id) => turn.First(
        "select id, name, land, ags, mail, phone, address, kind from centres where id = @id",
        row => new CentreRow
        {
            Id = row.GetString(0),
            Name = row.GetString(1),
            Land = row.GetString(2),
            Ags = Text(row, 3),
            Mail = Text(row, 4),
            Phone = Text(row, 5),
            Address = Text(row, 6),
            Kind = Text(row, 7),
        },
        id);

    /// <returns>Centres of Faire Integration.</returns>
    public static List<string> WalledCentres(Turn turn) => turn.Read("select id from centres where kind = 'FI' order by id", row => row.GetString(0));

    /// <returns>Null when there is nobody of that id.</returns>
    public static StaffRow? Person(Turn turn, string id) => turn.First("select id, name, mail, phone, role, centre_id, deputy, language, absent_from, absent_until from staff where id = @id", Row, id);

    /// <summary>Everybody of a centre who has the role, in the order of their ids.</summary>
    public static List<StaffRow> Of(Turn turn, string centreId, string role) => turn.Read(
        "select id, name, mail, phone, role, centre_id, deputy, language, absent_from, absent_until from staff where centre_id = @centre_id and role = @role order by id", Row, centreId, role);

    private static StaffRow Row(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Name = row.GetString(1),
        Mail = Text(row, 2),
        Phone = Text(row, 3),
        Role = row.GetString(4),
        CentreId = row.GetString(5),
        Deputy = Text(row, 6),
        Language = Text(row, 7),
        AbsentFrom = Day(row, 8),
        AbsentUntil = Day(row, 9),
    };

    private static DateOnly? Day(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateOnly>(column);

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
