using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Engine.Definitions;
using static IqWorkflows.Activities.Tests.Boxes;
using static IqWorkflows.Engine.Tests.Running.Drawing;

namespace IqWorkflows.Activities.Tests;

/// <summary>Codes in definitions against the codes that the rule files know.</summary>
public sealed class RuleNamesTests
{
    private static readonly RuleNames s_names = new()
    {
        Facts = Known("application.kind", "person.name"),
        PersonalFacts = new HashSet<string> { "person.name" },
        Kinds = Known("request"),
        Occasions = Known("M09"),
        Deadlines = Known("D03"),
        Causes = Known("INHALT"),
        States = Known("UNTERLAGEN"),
        Tables = Known("triage"),
        ClosingReasons = Known("KEIN_KONTAKT"),
    };

    [Theory]
    [InlineData("Iq.Milestone", "state", "UNTERLAGEN", "Unterlagen", "unknown-state")]
    [InlineData("Iq.SetFact", "fact", "application.kind", "application.sort", "unknown-fact")]
    [InlineData("Iq.StartDeadline", "code", "D03", "D99", "unknown-deadline")]
    [InlineData("Iq.SendMail", "occasion", "M09", "M99", "unknown-occasion")]
    [InlineData("Iq.DecisionTable", "table", "triage", "triages", "unknown-table")]
    [InlineData("Iq.CloseCase", "reason", "KEIN_KONTAKT", "KEINE_LUST", "unknown-closing-reason")]
    [InlineData("Iq.ReopenCase", "milestone", "UNTERLAGEN", "ANFANG", "unknown-state")]
    public void A_stated_code_must_be_known(string type, string input, string known, string unknown, string code)
    {
        Assert.Empty(Problems(Sequence("all", Box("box", type, (input, Literal(known)))), s_names));

        var problem = Assert.Single(Problems(Sequence("all", Box("box", type, (input, Literal(unknown)))), s_names).DistinctBy(problem => problem.Code));

        Assert.Equal((ProblemSeverity.Error, code, "box"), (problem.Severity, problem.Code, problem.ActivityId));
        Assert.Contains($"'{unknown}'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cause_of_a_suspension_must_be_known()
    {
        var box = Box("box", "Iq.SuspendDeadline", ("code", Literal("D03")), ("cause", Literal("LAUNE")));

        Assert.Equal("unknown-cause", Assert.Single(Problems(Sequence("all", box), s_names)).Code);
    }

    [Fact]
    public void All_unknown_facts_of_a_form_are_told_in_one_sentence()
    {
        var form = """{ "new": ["requests"], "fields": [ { "fact": "application.kind" }, { "fact": "application.a" }, { "fact": "application.b", "requiredWhen": { "fact": "application.c", "in": [] } } ] }""";

        var problems = Problems(Sequence("all", Await("box", "Event", form)), s_names);

        Assert.Equal(["unknown-kind", "unknown-fact"], problems.Select(problem => problem.Code));
        Assert.Contains("'application.a', 'application.b', 'application.c'", problems[1].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("getFact('application.kind') === 'FOLGE'", null)]
    [InlineData("getFact('deadline.D03.end') !== null && getFact('deadline.D03.state') !== 'Paused'", null)]
    [InlineData("getFact('table.triage') !== null", null)]
    [InlineData("getFact('application.sort') === 'FOLGE'", "unknown-fact")]
    [InlineData("getFact('deadline.D98.end') !== null", "unknown-fact")]
    [InlineData("getFact('table.triages') !== null", "unknown-fact")]
    [InlineData("getFact('person.name') === 'Anna'", "personal-fact")]
    public void Scripts_ask_for_facts_that_there_are_and_that_are_not_personal(string script, string? code)
    {
        var problems = Problems(Sequence("all", Box("box", "If", ("condition", Script(script)))), s_names);

        Assert.Equal(code is null ? [] : [code], problems.Select(problem => problem.Code));
    }

    [Fact]
    public void What_a_used_definition_gets_wrong_is_told_there()
    {
        var used = Definition(Sequence("inside", Box("box", "Iq.Milestone", ("state", Literal("ANFANG")))), id: "Part");
        var use = Box("use", "Elsa.Part");
        use["type"] = "Part";

        Assert.Empty(Problems(Sequence("all", use), s_names, used));
    }

    [Fact]
    public void Computed_codes_and_lists_that_nobody_handed_over_are_not_checked()
    {
        var computed = Sequence("all", Box("box", "Iq.Milestone", ("state", Script("'AN' + 'FANG'"))));
        var stated = Sequence("all", Box("box", "Iq.Milestone", ("state", Literal("ANFANG"))));

        Assert.Empty(Problems(computed, s_names));
        Assert.Empty(Problems(stated, RuleNames.Unknown));
    }

    [Fact]
    public void Dropdowns_offer_the_codes_with_their_texts()
    {
        Assert.Equal("D03 – D03 auf Deutsch", Assert.Single(s_names.Choices("deadlines", Language.German)).Text);
        Assert.Equal("D03 – D03 in English", Assert.Single(s_names.Choices("deadlines", Language.English)).Text);
        Assert.Empty(RuleNames.Unknown.Choices("occasions", Language.German));
    }

    private static Dictionary<string, LocalText> Known(params string[] codes) => codes.ToDictionary(code => code, code => new LocalText($"{code} auf Deutsch", $"{code} in English"));
}
