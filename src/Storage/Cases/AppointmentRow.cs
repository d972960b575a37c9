using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IqWorkflows.Storage.Cases;

/// <summary>An appointment with the client. Columns are the facts of <c>appointment</c> in <c>facts.yaml</c>; null: not known.</summary>
public sealed class AppointmentRow : IEntityTypeConfiguration<AppointmentRow>
{
    public string CaseId { get; init; } = "";

    public int Number { get; init; }

    public DateTimeOffset? At { get; init; }

    public int? Minutes { get; init; }

    public string? Channel { get; init; }

    public string? Kind { get; init; }

    public string? Place { get; init; }

    public bool? Interpreter { get; init; }

    public string? InterpreterEmail { get; init; }

    public string? Result { get; init; }

    public DateOnly? HeldOn { get; init; }

    public DateOnly? CancelledOn { get; init; }

    public DateOnly? NoShowOn { get; init; }

    public int? NoShows { get; init; }

    public string? Note { get; init; }

    void IEntityTypeConfiguration<AppointmentRow>.Configure(EntityTypeBuilder<AppointmentRow> table)
    {
        table.ToTable("appointments").HasKey(row => new { row.CaseId, row.Number });
    }
}
