using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Cases.Professions;

namespace IqWorkflows.Cases.Authorities;

/// <summary>Whether an objection must be raised before going to court. Only a default: what is printed in the decision counts.</summary>
public enum ObjectionStage
{
    Required,
    None,
    Optional,

    /// <summary>Partly abolished; look at the decision.</summary>
    Check,
}

/// <summary>A period that an authority has of its own (<c>frist_regel</c>).</summary>
/// <param name="Deadline">Code of the catalogue.</param>
public sealed record OwnPeriod(string Deadline, Length Length, string Source);

/// <summary>Default about the objection stage for the authorities of a Land.</summary>
public sealed record StageOfLand(Land Land, ObjectionStage Stage, string Source, bool IsAssumption);

/// <summary>A competent authority.</summary>
public sealed record Authority
{
    public required string Code { get; init; }

    public required string Name { get; init; }

    /// <summary>LAND_HEIL, IHK, HWK, ZAB …</summary>
    public required string Kind { get; init; }

    public required Land Land { get; init; }

    /// <summary>Name of the municipality of its seat, or null.</summary>
    public string? Town { get; init; }

    /// <summary>Official municipality key of its seat, or null.</summary>
    public string? Ags { get; init; }

    /// <summary>Occupations it decides about, by code; see <see cref="Groups"/>.</summary>
    public required IReadOnlySet<string> Professions { get; init; }

    /// <summary>Groups of occupations it decides about.</summary>
    public required IReadOnlySet<string> Groups { get; init; }

    /// <summary>Diplomas it decides about; null: all.</summary>
    public Origin? Origin { get; init; }

    /// <summary>PAPER, PORTAL, MAIL or null.</summary>
    public string? Channel { get; init; }

    public string? Url { get; init; }

    public string? Email { get; init; }

    public string? Post { get; init; }

    /// <summary>Least fee in euros; null: not known.</summary>
    public int? FeeFrom { get; init; }

    public int? FeeTo { get; init; }

    /// <summary>Code of its own checklist; null: that of the occupation.</summary>
    public string? Checklist { get; init; }

    /// <summary>What it accepts as proof that it is competent; null: nothing beyond the application.</summary>
    public LocalText? CompetenceProof { get; init; }

    /// <summary>Null: the general rules count.</summary>
    public OwnPeriod? Decision { get; init; }

    public required ObjectionStage Stage { get; init; }

    public required string StageSource { get; init; }

    /// <summary>Days of the fiction of notification that were verified for it; null: the table of deadlines says them.</summary>
    public int? NotificationDays { get; init; }

    /// <summary>How it ends suspensions when the client delivers early.</summary>
    public SuspensionEnd EndsSuspension { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public required string Source { get; init; }

    /// <summary>Nobody has verified it; people must see that.</summary>
    public bool IsAssumption { get; init; }

    public LocalText? Remark { get; init; }

    /// <summary>Its holidays count for its periods and for what must be done there (BGB § 193).</summary>
    public Place Place => new(Land, Ags ?? Town);

    public bool IsValidOn(DateOnly day) => day >= ValidFrom && (ValidTo is null || day <= ValidTo);

    public bool DecidesAbout(Profession profession, Origin? origin) =>
        (Professions.Contains(profession.Code) || Groups.Contains(profession.Group.Code)) && (Origin is null || origin is null || Origin == origin);
}

/// <summary>Somebody to whom clients are sent on.</summary>
/// <param name="For">Procedures and closing reasons for which it is the target.</param>
public sealed record Referral(string Code, string Name, IReadOnlySet<string> For, string? Url, string? Phone, DateOnly ValidFrom, DateOnly? ValidTo, string Source)
{
    public bool IsValidOn(DateOnly day) => day >= ValidFrom && (ValidTo is null || day <= ValidTo);
}
