using IqWorkflows.Cases.States;

namespace IqWorkflows.Cases.Tests.Rules;

/// <summary>What may follow what (§ 2.3).</summary>
public sealed class StateTests
{
    private static readonly string[] s_path =
    [
        "ANFRAGE", "TERMINIERT", "ERSTBERATUNG", "REFERENZBERUF", "ZUSTAENDIGKEIT", "UNTERLAGEN", "ANTRAG_BEREIT", "ANTRAG_GESTELLT", "NACHFORDERUNG", "IN_PRUEFUNG", "GEHEMMT",
        "QUALIFIKATIONSANALYSE", "BESCHEID", "RECHTSBEHELF", "MASSNAHMEPLANUNG", "MASSNAHME", "PRUEFUNG", "BERUFSZULASSUNG", "ARBEITSMARKT", "NACHBETREUUNG", "RUHEND", "ABGESCHLOSSEN",
    ];

    [Fact]
    public void All_states_are_there_in_the_order_of_the_path() => Assert.Equal(s_path, ShippedRules.States.States.Select(state => state.Code));

    [Fact]
    public void What_is_an_exception_is_no_part_of_the_usual_way() => Assert.Equal(
        ["TERMINIERT", "NACHFORDERUNG", "GEHEMMT", "QUALIFIKATIONSANALYSE", "RECHTSBEHELF", "RUHEND", "ABGESCHLOSSEN"],
        ShippedRules.States.States.Where(state => state.Usual is null).Select(state => state.Code));

    [Theory]
    [InlineData("ANFRAGE", "TERMINIERT ERSTBERATUNG")]
    [InlineData("TERMINIERT", "ERSTBERATUNG TERMINIERT")]
    [InlineData("ERSTBERATUNG", "REFERENZBERUF")]
    [InlineData("REFERENZBERUF", "ZUSTAENDIGKEIT UNTERLAGEN")]
    [InlineData("ZUSTAENDIGKEIT", "UNTERLAGEN")]
    [InlineData("UNTERLAGEN", "ANTRAG_BEREIT")]
    [InlineData("ANTRAG_BEREIT", "ANTRAG_GESTELLT UNTERLAGEN")]
    [InlineData("ANTRAG_GESTELLT", "IN_PRUEFUNG NACHFORDERUNG ZUSTAENDIGKEIT")]
    [InlineData("NACHFORDERUNG", "IN_PRUEFUNG NACHFORDERUNG BESCHEID QUALIFIKATIONSANALYSE")]
    [InlineData("IN_PRUEFUNG", "GEHEMMT QUALIFIKATIONSANALYSE BESCHEID ZUSTAENDIGKEIT")]
    [InlineData("GEHEMMT", "IN_PRUEFUNG GEHEMMT QUALIFIKATIONSANALYSE BESCHEID")]
    [InlineData("QUALIFIKATIONSANALYSE", "IN_PRUEFUNG BESCHEID")]
    [InlineData("BESCHEID", "RECHTSBEHELF MASSNAHMEPLANUNG BERUFSZULASSUNG ARBEITSMARKT")]
    [InlineData("RECHTSBEHELF", "BESCHEID")]
    [InlineData("MASSNAHMEPLANUNG", "MASSNAHME PRUEFUNG")]
    [InlineData("MASSNAHME", "PRUEFUNG UNTERLAGEN MASSNAHMEPLANUNG ARBEITSMARKT")]
    [InlineData("PRUEFUNG", "PRUEFUNG MASSNAHMEPLANUNG BERUFSZULASSUNG BESCHEID")]
    [InlineData("BERUFSZULASSUNG", "ARBEITSMARKT")]
    [InlineData("ARBEITSMARKT", "NACHBETREUUNG")]
    [InlineData("NACHBETREUUNG", "")]
    public void Only_what_is_listed_may_follow(string from, string to)
    {
        var allowed = to.Split(' ', StringSplitOptions.RemoveEmptyEntries).Append(from).ToHashSet();

        foreach (var state in ShippedRules.States.States.Where(state => state.IsOpen))
            Assert.Equal(allowed.Contains(state.Code), ShippedRules.States.Against(from, state.Code) is null);
    }

    [Theory]
    [InlineData("ANFRAGE", "VERWEIS_ZSBA", true)]
    [InlineData("ANFRAGE", "FEHLKONTAKT", true)]
    [InlineData("ANFRAGE", "NUR_INFORMATION", false)]
    [InlineData("ERSTBERATUNG", "NUR_INFORMATION", true)]
    [InlineData("UNTERLAGEN", "KONTAKTABBRUCH", true)]
    [InlineData("IN_PRUEFUNG", "KONTAKTABBRUCH", false)]
    [InlineData("IN_PRUEFUNG", "RUECKNAHME_ANTRAG", true)]
    [InlineData("GEHEMMT", "VERSTORBEN", true)]
    [InlineData("MASSNAHME", "ABGABE_ANDERE_BST", true)]
    [InlineData("BESCHEID", "ABLEHNUNG_ENDGUELTIG", true)]
    [InlineData("PRUEFUNG", "ENDGUELTIG_NICHT_BESTANDEN", true)]
    [InlineData("BERUFSZULASSUNG", "ZIEL_ERREICHT_ANERKENNUNG", false)]
    [InlineData("NACHBETREUUNG", "ZIEL_ERREICHT_ANERKENNUNG", true)]
    [InlineData("ABGESCHLOSSEN", "VERSTORBEN", false)]
    public void A_case_is_closed_with_the_reasons_of_its_state(string from, string reason, bool allowed) =>
        Assert.Equal(allowed, ShippedRules.States.AgainstClosing(from, reason) is null);

    [Fact]
    public void Why_not_is_said()
    {
        var states = ShippedRules.States;

        Assert.Equal(StateReason.Unknown, states.Against("ANFRAGE", "ANFRAGEN")?.Code);
        Assert.Equal(StateReason.ClosedWithoutReason, states.Against("ANFRAGE", "ABGESCHLOSSEN")?.Code);
        Assert.Equal(StateReason.IsNoState, states.Against("ANFRAGE", "RUHEND")?.Code);
        Assert.Equal(StateReason.IsClosed, states.Against("ABGESCHLOSSEN", "ANFRAGE")?.Code);
        Assert.Equal(new Reason(StateReason.NotAllowed, "ANFRAGE", "BESCHEID"), states.Against("ANFRAGE", "BESCHEID"));
        Assert.Null(states.Against(null, "IN_PRUEFUNG"));
    }

    [Theory]
    [InlineData("UNTERLAGEN", "REG_DRITT", "", "antragsverfahren")]
    [InlineData("UNTERLAGEN", "ZAB_ZB", "", "zeugnisbewertung")]
    [InlineData("UNTERLAGEN", "NREG_DUAL", "ANERK_PARTNERSCHAFT", "anerkennungspartnerschaft")]
    [InlineData("MASSNAHMEPLANUNG", "NREG_DUAL", "", "anpassungsqualifizierung")]
    [InlineData("MASSNAHMEPLANUNG", "REG_EU", "", "ausgleichsmassnahme")]
    [InlineData("MASSNAHME", "ZAB_ZB", "", "brueckenmassnahme")]
    [InlineData("NACHBETREUUNG", "", "", "arbeitsmarkt-und-nachbetreuung")]
    [InlineData("ABGESCHLOSSEN", "", "", null)]
    public void The_procedure_that_starts_at_a_state_depends_on_the_kind_of_procedure(string state, string procedure, string overlays, string? starts) =>
        Assert.Equal(starts, ShippedRules.States.ProcedureAt(state, procedure, overlays.Split(' ', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public void Codes_are_those_of_the_case_model()
    {
        Assert.Equal(ShippedRules.Codes.Find("state")!.Codes.Select(code => code.Code).Order(), s_path.Order()); // shipped
        var reasons = ShippedRules.Codes.Find("closing_reason")!; // shipped
        Assert.All(
            ShippedRules.States.States.SelectMany(state => state.Closes).Where(closes => !closes.EndsWith('*')),
            closes => Assert.NotNull(reasons.Find(closes)));
        var steps = ShippedRules.Codes.Find("immigration_state")!; // shipped
        Assert.All(ShippedRules.States.Tracks.SelectMany(track => track.Steps), step => Assert.NotNull(steps.Find(step.Code)));
    }
}
