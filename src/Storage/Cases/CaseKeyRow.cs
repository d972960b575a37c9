using IqWorkflows.Storage.Steps;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>A word by which a case is found, folded so that nobody has to know how it is written. Equal on every database, since the folding is ours.</summary>
public sealed class CaseKeyRow : IEntityTypeConfiguration<CaseKeyRow>
{
    public string Word { get; init; } = "";

    public string CaseId { get; init; } = "";

    /// <summary>Of the case: whoever looks in a centre must not wade through the words of all others.</summary>
    public string? CentreId { get; init; }

    void IEntityTypeConfiguration<CaseKeyRow>.Configure(EntityTypeBuilder<CaseKeyRow> table)
    {
        table.ToTable("case_keys").HasKey(row => new { row.Word, row.CaseId });
        table.HasIndex(row => new { row.CaseId, row.Word });
        table.HasIndex(row => new { row.CentreId, row.Word, row.CaseId });
    }

    /// <summary>A case is found by these words from now on, and by no others; lists sort it by this name.</summary>
    public static void Replace(Turn turn, string caseId, IEnumerable<string> words, string sortName)
    {
        turn.Execute("update cases set sort_name = @sort_name where id = @case_id", sortName, caseId);
        turn.Execute("delete from case_keys where case_id = @case_id", caseId);
        foreach (var word in words)
            turn.Execute("insert into case_keys (word, case_id, centre_id) select @word, id, centre_id from cases where id = @case_id on conflict do nothing", word, caseId);
    }
}
