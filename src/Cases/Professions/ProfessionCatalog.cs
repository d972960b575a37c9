using System.Collections.Frozen;

namespace IqWorkflows.Cases.Professions;

/// <summary>All reference occupations, and which countries count as EU.</summary>
public sealed class ProfessionCatalog(IReadOnlyList<Profession> professions, IReadOnlyList<Membership> memberships)
{
    private readonly FrozenDictionary<string, Profession> _byCode = professions.ToFrozenDictionary(profession => profession.Code, StringComparer.Ordinal);

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<Profession> Professions => professions;

    /// <returns>Null when there is none of that code.</returns>
    public Profession? Find(string? code) => code is null ? null : _byCode.GetValueOrDefault(code);

    /// <summary>Whether a country belongs to the EU, the EEA or is Switzerland on a day.</summary>
    public Origin OriginOf(string country, DateOnly day) =>
        memberships.Any(membership => membership.Countries.Contains(country) && day >= membership.ValidFrom && (membership.ValidTo is null || day <= membership.ValidTo))
            ? Origin.EU
            : Origin.Third;
}

/// <summary>Countries whose diplomas and citizens are treated as those of the EU, for a span of time.</summary>
/// <param name="Countries">ISO 3166-1, two letters.</param>
public sealed record Membership(IReadOnlySet<string> Countries, DateOnly ValidFrom, DateOnly? ValidTo, string Source);
