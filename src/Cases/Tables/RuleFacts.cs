using IqWorkflows.Cases.Authorities;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Periods;
using IqWorkflows.Cases.Professions;

namespace IqWorkflows.Cases.Tables;

/// <summary>
/// The facts of a case as rules see them on a day: those recorded, and those that follow from them by what is known of occupations, authorities and countries
/// (<c>profession.group</c>, <c>authority.land</c>, <c>origin.diploma</c>).
/// </summary>
public sealed class RuleFacts(CaseView view, ProfessionCatalog professions, AuthorityCatalog authorities, DateOnly day)
{
    /// <summary>Names of the facts that follow from others.</summary>
    public static IReadOnlySet<string> DerivedNames { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "profession.group", "profession.law", "profession.regulated", "profession.automatic", "profession.authority_kind", "profession.chooses", "profession.analysis",
        "profession.language", "profession.checklist", "profession.compensation",
        "authority.kind", "authority.land", "authority.checklist", "authority.asks_competence_proof", "authority.objection_stage",
        "origin.diploma", "origin.person",
    };

    public CaseView View => view;

    public DateOnly Day => day;

    /// <summary>The occupation of the application that <see cref="About"/> names, or of the current one; null when it is not known.</summary>
    public Profession? Profession => professions.Find(Application?.Text("profession"));

    /// <summary>The authority of that application; null when it is not known.</summary>
    public Authority? Authority => authorities.Find(Application?.Text("authority"));

    /// <summary>The object for whose application things are asked; null: the current application.</summary>
    public ObjectRef? About { get; init; }

    private CaseObject? Application => About is { } about ? view.OwnerOf(about, "application") ?? view.Current("application") : view.Current("application");

    /// <summary>Where the diploma is from: recorded as such, or by its country.</summary>
    public Origin? DiplomaOrigin => OriginOf(view.Value("qualification.origin") as string) ?? OriginOfCountry("qualification.country");

    /// <summary>Whether the person belongs to the EU, EEA or Switzerland, by citizenship or by residence (BQFG § 5 Abs. 6).</summary>
    public Origin? PersonOrigin
    {
        get
        {
            var citizen = OriginOf(view.Value("person.origin_group") as string);
            if (citizen == Origin.EU)
                return Origin.EU;
            var resident = view.Value("person.land") is not null && view.Value("person.lives_abroad") is not true ? Origin.EU : OriginOfCountry("person.residence_country");
            if (resident == Origin.EU || (resident is null && view.Value("person.lives_abroad") is not true))
                return resident;
            return citizen;
        }
    }

    /// <returns>Null when it is not known.</returns>
    public object? Value(string fact) => fact switch
    {
        "profession.group" => Profession?.Group.Code,
        "profession.law" => Profession?.Law.ToString().ToUpperInvariant(),
        "profession.regulated" => Profession?.IsRegulated,
        "profession.automatic" => Profession?.IsAutomatic,
        "profession.authority_kind" => Profession?.AuthorityKind,
        "profession.chooses" => Profession?.Chooses?.ToString().ToUpperInvariant(),
        "profession.analysis" => Profession?.AllowsAnalysis,
        "profession.language" => Profession?.Language,
        "profession.checklist" => Profession?.Checklist,
        "profession.compensation" => DiplomaOrigin is { } origin ? Profession?.Compensation.GetValueOrDefault(origin) : null,
        "authority.kind" => Authority?.Kind,
        "authority.land" => Authority?.Land.ToString(),
        "authority.checklist" => Authority?.Checklist,
        "authority.asks_competence_proof" => Authority is { } authority ? authority.CompetenceProof is not null : null,
        "authority.objection_stage" => Authority?.Stage.ToString().ToUpperInvariant(),
        "origin.diploma" => Text(DiplomaOrigin),
        "origin.person" => Text(PersonOrigin),
        _ when Application is { } application && fact.StartsWith("application.", StringComparison.Ordinal) => application[fact["application.".Length..]],
        _ => view.Value(fact),
    };

    /// <summary>The Land in which the client wants to work, or lives; null when neither is known.</summary>
    public Land? TargetLand =>
        Enum.TryParse<Land>((view.Value("case.target_land") ?? view.Value("person.land")) as string, out var land) ? land : null;

    private Origin? OriginOfCountry(string fact) => view.Value(fact) is string country ? professions.OriginOf(country, day) : null;

    private static Origin? OriginOf(string? group) => group switch
    {
        "DE" or "EU_EWR_CH" => Origin.EU,
        "DRITTSTAAT" or "STAATENLOS" => Origin.Third,
        _ => null,
    };

    private static string? Text(Origin? origin) => origin switch
    {
        Origin.EU => "EU",
        Origin.Third => "THIRD",
        _ => null,
    };
}
