using System.Collections.Frozen;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Cases.Professions;

namespace IqWorkflows.Cases.Authorities;

/// <summary>All authorities and referral targets.</summary>
public sealed class AuthorityCatalog(IReadOnlyList<Authority> authorities, IReadOnlyList<StageOfLand> stages, IReadOnlyList<Referral> referrals)
{
    private readonly FrozenDictionary<string, Authority> _byCode = authorities.ToFrozenDictionary(authority => authority.Code, StringComparer.Ordinal);

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<Authority> Authorities => authorities;

    public IReadOnlyList<Referral> Referrals => referrals;

    /// <returns>Null when there is none of that code.</returns>
    public Authority? Find(string? code) => code is null ? null : _byCode.GetValueOrDefault(code);

    /// <summary>
    /// The authorities that usually decide about an occupation on a day, those of the Land first. An authority of another Land is named only when it works for several
    /// Länder (IHK FOSA, the medical chamber, ZAB) or the Land has none in the file.
    /// </summary>
    public IReadOnlyList<Authority> For(Profession profession, Land? land, Origin? origin, DateOnly day)
    {
        var fitting = authorities.Where(authority => authority.IsValidOn(day) && authority.DecidesAbout(profession, origin)).ToList();
        return [.. fitting.Where(authority => authority.Land == land), .. fitting.Where(authority => authority.Land != land)];
    }

    /// <summary>The default about the objection stage in a Land.</summary>
    public StageOfLand StageIn(Land land) => stages.First(stage => stage.Land == land);

    /// <summary>The target of that code, or for that procedure or closing reason.</summary>
    /// <returns>Null when no target is valid on that day: then nobody must be named.</returns>
    public Referral? Target(string codeOrPurpose, DateOnly day) =>
        referrals.FirstOrDefault(referral => (referral.Code == codeOrPurpose || referral.For.Contains(codeOrPurpose)) && referral.IsValidOn(day));
}
