using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Cases.Tables;

namespace IqWorkflows.Cases.Checklists;

/// <summary>A paper that an authority asks for.</summary>
/// <param name="Document">Code of the list <c>document_kind</c>.</param>
/// <param name="Form">Code of the list <c>copy_form</c>.</param>
/// <param name="NeedsTranslation">Whether a German translation by a sworn translator is asked for.</param>
/// <param name="CostsMoney">Whether costs arise, so that funding must be asked for first.</param>
/// <param name="IsOptional">Useful where there is one, but the application is complete without it.</param>
/// <param name="OldestWhenFiled">How old it may be at most when it is filed; null: of any age.</param>
/// <param name="When">All must hold; empty: always.</param>
/// <param name="Source">The paragraph.</param>
public sealed record ChecklistItem(
    string Document, string Form, bool NeedsTranslation, bool CostsMoney, bool IsOptional, Length? OldestWhenFiled, IReadOnlyList<Condition> When, string Source)
{
    /// <summary>If one of these holds, somebody has said that it is not needed: it is listed as such. A fact that is not known says nothing.</summary>
    public IReadOnlyList<Condition> Unless { get; init; } = [];
}

/// <summary>The papers of a kind of procedure.</summary>
/// <param name="ForApplications">Kinds of applications that always take this list; empty: it is taken by its code.</param>
/// <param name="Stage">APPLICATION, or LICENCE for what is asked for after equivalence.</param>
public sealed record Checklist(
    string Code, LocalText Name, IReadOnlyList<string> ForApplications, IReadOnlyList<string> ForGroups, string Stage, DateOnly ValidFrom, DateOnly? ValidTo, string Source,
    bool IsAssumption, IReadOnlyList<ChecklistItem> Items)
{
    public bool IsValidOn(DateOnly day) => day >= ValidFrom && (ValidTo is null || day <= ValidTo);
}

/// <summary>A paper that is asked for in a case.</summary>
/// <param name="IsSure">False: a fact is missing that would decide whether it is asked for, so it is listed to be looked at.</param>
/// <param name="Needless">The fact that says that it is not needed after all; null: none does.</param>
public sealed record AskedDocument(ChecklistItem Item, bool IsSure, string? Needless = null);
