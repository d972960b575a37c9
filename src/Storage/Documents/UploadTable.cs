using System.Data.Common;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Storage.Documents;

/// <summary>Reads and writes the files of cases within a turn.</summary>
public static class UploadTable
{
    public static void Insert(Turn turn, UploadRow row, byte[] content)
    {
        turn.Execute(
            """
            insert into uploads (id, case_id, object, name, media_type, size, hash, added_at, added_by)
            values (@id, @case_id, @object, @name, @media_type, @size, @hash, @added_at, @added_by)
            """,
            row.Id,
            row.CaseId,
            row.Object,
            row.Name,
            row.MediaType,
            row.Size,
            row.Hash,
            row.AddedAt,
            row.AddedBy);
        turn.Execute("insert into upload_contents (upload_id, content) values (@upload_id, @content)", row.Id, content);
    }

    /// <summary>All files of a case, deleted ones too, newest first.</summary>
    public static List<UploadRow> Of(Turn turn, string caseId) => turn.Read(
        """
        select id, case_id, object, name, media_type, size, hash, added_at, added_by, deleted_at, deleted_by, delete_reason
        from uploads where case_id = @case_id order by added_at desc, id
        """,
        Row,
        caseId);

    /// <returns>Null when the case has no such file any more.</returns>
    public static UploadRow? Find(Turn turn, string caseId, string id) => turn.First(
        """
        select id, case_id, object, name, media_type, size, hash, added_at, added_by, deleted_at, deleted_by, delete_reason
        from uploads where id = @id and case_id = @case_id and deleted_at is null
        """,
        Row,
        id,
        caseId);

    /// <summary>The same content in the same case.</summary>
    /// <returns>Null when there is none.</returns>
    public static string? Same(Turn turn, string caseId, string hash) =>
        turn.Text("select id from uploads where case_id = @case_id and hash = @hash and deleted_at is null", caseId, hash);

    public static int Count(Turn turn, string caseId) => (int)(turn.Number("select count(*) from uploads where case_id = @case_id and deleted_at is null", caseId) ?? 0);

    /// <returns>Null when it was deleted.</returns>
    public static byte[]? Content(Turn turn, string id) => turn.First("select content from upload_contents where upload_id = @upload_id", row => row.GetFieldValue<byte[]>(0), id);

    /// <summary>Takes the content away; the line stays and says who wanted it and why.</summary>
    /// <returns>False when it is gone already.</returns>
    public static bool Delete(Turn turn, string caseId, string id, string who, string reason, DateTimeOffset now)
    {
        if (turn.Execute(
            "update uploads set deleted_at = @deleted_at, deleted_by = @deleted_by, delete_reason = @delete_reason where id = @id and case_id = @case_id and deleted_at is null", now, who, reason, id, caseId) == 0)
            return false;
        turn.Execute("delete from upload_contents where upload_id = @upload_id", id);
        return true;
    }

    private static UploadRow Row(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        CaseId = row.GetString(1),
        Object = row.IsDBNull(2) ? null : row.GetString(2),
        Name = row.GetString(3),
        MediaType = row.GetString(4),
        Size = row.GetInt64(5),
        Hash = row.GetString(6),
        AddedAt = new DateTimeOffset(row.GetInt64(7), TimeSpan.Zero),
        AddedBy = row.GetString(8),
        DeletedAt = row.IsDBNull(9) ? null : new DateTimeOffset(row.GetInt64(9), TimeSpan.Zero),
        DeletedBy = row.IsDBNull(10) ? null : row.GetString(10),
        DeleteReason = row.IsDBNull(11) ? null : row.GetString(11),
    };
}
