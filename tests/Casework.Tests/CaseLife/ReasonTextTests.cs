using System.Reflection;
using System.Text.RegularExpressions;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Casework.Takeover;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Cases.Occasions;

namespace IqWorkflows.Casework.Tests.CaseLife;

public sealed partial class ReasonTextTests
{
    private static readonly object[] s_arguments = ["a", "b", "c", "d", "e", "f", "g", "h"];

    [Theory]
    [InlineData(Language.German)]
    [InlineData(Language.English)]
    public void Every_code_that_code_or_rules_can_give_has_a_sentence(Language language)
    {
        var words = new TakeoverText(CaseScenario.Rules, language); // knows those of a takeover and all others

        var codes = OfCode().Concat(OfRules()).Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.True(codes.Count > 100, $"Only {codes.Count} codes were found.");
        Assert.DoesNotContain(codes, code => words.Sentence(new Cases.Reason(code, s_arguments)).StartsWith(code, StringComparison.Ordinal));
    }

    [Fact]
    public void A_reason_within_a_reason_is_told_in_words_when_it_is_read_again()
    {
        var stored = ReasonJson.Read(ReasonJson.Write([new Cases.Reason(LadderReason.InsteadOfMail, new Cases.Reason(LadderReason.ConsentWithdrawn))]));

        Assert.Equal(
            "letter or call instead of a mail: no message: the consent to contact by e-mail was withdrawn", new CaseReasonText(CaseScenario.Rules, Language.English).Sentence(Assert.Single(stored)));
    }

    /// <summary>Codes stand as constants in classes that are called after reasons or flags, but for those of messages.</summary>
    private static IEnumerable<string> OfCode() =>
    [
        .. ((Assembly[])[typeof(Cases.Reason).Assembly, typeof(CaseReasonText).Assembly])
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsAbstract: true, IsSealed: true } && (type.Name.EndsWith("Reason", StringComparison.Ordinal) || type.Name.EndsWith("Flag", StringComparison.Ordinal)))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(field => field is { IsLiteral: true } && field.FieldType == typeof(string))
            .Select(field => (string)field.GetRawConstantValue()!), // a literal has a value
        MailWay.NoAddress, MailWay.Unsafe, MailWay.Died, Messages.NoText, Messages.ValueMissing,
    ];

    private static IEnumerable<string> OfRules() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "workflows"), "*.yaml", SearchOption.AllDirectories)
            .SelectMany(file => FlagPattern().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value));

    [GeneratedRegex(@"\bflag: ([A-Z0-9_]+)")]
    private static partial Regex FlagPattern();
}
