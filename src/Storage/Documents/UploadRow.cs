using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Documents;

/// <summary>A file that somebody added to a case. What is in it stands in a table of its own, so that lists do not read it; a file that was deleted leaves this line.</summary>
public sealed class UploadRow : IEntityTypeConfiguration<UploadRow>
{
    public string Id { get; init; } = "";

    public string CaseId { get; init; } = "";

    /// <summary>The document it shows, <c>document:3</c>; null: none in particular.</summary>
    public string? Object { get; init; }

    /// <summary>As it was called where it came from.</summary>
    public string Name { get; init; } = "";

    /// <summary>What its content is, whatever its name says.</summary>
    public string MediaType { get; init; } = "";

    /// <summary>In bytes.</summary>
    public long Size { get; init; }

    /// <summary>SHA-256 of the content in hexadecimal.</summary>
    public string Hash { get; init; } = "";

    public DateTimeOffset AddedAt { get; init; }

    /// <summary>Id of a person of the staff.</summary>
    public string AddedBy { get; init; } = "";

    /// <summary>Null while it is there.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    public string? DeletedBy { get; init; }

    public string? DeleteReason { get; init; }

    void IEntityTypeConfiguration<UploadRow>.Configure(EntityTypeBuilder<UploadRow> table)
    {
        table.ToTable("uploads").HasKey(row => row.Id);
        table.HasIndex(row => new { row.CaseId, row.AddedAt });
    }
}

/// <summary>What is in a file. It lies in the database, so that it is safe once the case says so, and one backup has everything.</summary>
public sealed class UploadContentRow : IEntityTypeConfiguration<UploadContentRow>
{
    public string UploadId { get; init; } = "";

    public byte[] Content { get; init; } = [];

    void IEntityTypeConfiguration<UploadContentRow>.Configure(EntityTypeBuilder<UploadContentRow> table) => table.ToTable("upload_contents").HasKey(row => row.UploadId);
}
