using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Mail;

namespace IqWorkflows.Cases.Tests.Mail;

public sealed class ShippedTextTests
{
    private static readonly string[] s_translated = ["M01", "M02", "M02-cancelled", "M03", "M04", "M05", "M06", "M08", "M09", "M21", "M37"];

    public static TheoryData<string> All => [.. ShippedTexts.Texts.All.Select(text => text.Name)];

    public static TheoryData<string> InGerman => [.. ShippedTexts.Texts.All.Where(text => text.Language.Tag == "de").Select(text => text.Name)];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_text_can_be_written_for_a_case_that_knows_everything(string name)
    {
        var text = Named(name);

        foreach (var isReminder in new[] { false, true })
        {
            var composed = new Composer(ShippedTexts.Texts).Compose(Wanted(text, MailLevel.Content, isReminder))!;

            Assert.Empty(composed.Missing);
            Assert.Equal(MailLevel.Content, composed.Level);
            Assert.Equal(text.Language.Tag, composed.Parts[0].Language);
            Assert.DoesNotContain("{{", composed.Subject + composed.Text + composed.Html, StringComparison.Ordinal);
            Assert.DoesNotContain('\uFFFF', composed.Subject + composed.Text + composed.Html);
            Assert.DoesNotContain("**", composed.Text, StringComparison.Ordinal);
            Assert.NotEmpty(composed.Subject.Trim());
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void At_the_neutral_level_nothing_of_the_case_can_be_read(string name)
    {
        var text = Named(name);

        var composed = new Composer(ShippedTexts.Texts).Compose(Wanted(text, MailLevel.Neutral, false))!;

        var said = composed.Subject + composed.Text + composed.Html;
        foreach (var (variable, value) in MailSample.Content.Where(pair => pair.Key is not "staff.name"))
        {
            foreach (var secret in Shown(text.Language, value))
                Assert.False(said.Contains(secret, StringComparison.Ordinal), $"{name} tells {variable} at the neutral level: {secret}");
        }
        Assert.Equal(MailLevel.Neutral, composed.Level);
        Assert.Contains("IQ-NW-2026-0001", said, StringComparison.Ordinal);
        Assert.Contains("0221 1234", said, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_occasion_forbids_to_mails_is_written_without_it_except_about_work_and_wages()
    {
        // Their letters name the day that must not pass; their mails ask for a call.
        string[] onPaperOnly = ["M40", "M41", "M42"];

        var forbidden = ShippedTexts.Occasions.Occasions
            .Where(occasion => occasion.Privacy == MailLevel.Neutral && ShippedTexts.Texts.Find(occasion.Code, "client", MailLanguage.German) is { Level: MailLevel.Content })
            .Select(occasion => occasion.Code);

        Assert.Equal(onPaperOnly, forbidden);
    }

    [Theory]
    [MemberData(nameof(InGerman))]
    public void Every_occasion_is_complete_in_German_and_English(string name)
    {
        var german = Named(name);

        Assert.NotNull(ShippedTexts.Texts.Find(german.Occasion, german.Recipient, "en"));
    }

    [Fact]
    public void No_text_stands_without_its_German_one()
    {
        Assert.All(ShippedTexts.Texts.All, text => Assert.NotNull(ShippedTexts.Texts.Find(text.Occasion, text.Recipient, "de")));
    }

    [Fact]
    public void First_contact_documents_appointments_decision_and_contact_loss_speak_four_more_languages()
    {
        foreach (var language in new[] { "de-x-leicht", "uk", "ar", "tr" })
        {
            Assert.Equal(s_translated, ShippedTexts.Texts.All.Where(text => text.Language.Tag == language && text.Recipient == "client").Select(text => text.Occasion).Order(StringComparer.Ordinal));
            Assert.NotNull(ShippedTexts.Texts.Neutral(false, language));
            Assert.NotNull(ShippedTexts.Texts.Neutral(true, language));
        }
    }

    [Fact]
    public void Every_occasion_that_writes_to_somebody_has_its_text()
    {
        var lacking =
            from occasion in ShippedTexts.Occasions.Occasions
            from rung in occasion.Rungs
            where rung.IsMessage && ShippedTexts.Texts.Find(rung.Template ?? occasion.Code, rung.Recipient, "de") is null
            select $"{occasion.Code}: {rung.Id}";

        Assert.Empty(lacking);
    }

    private static MailText Named(string name) => ShippedTexts.Texts.All.Single(text => text.Name == name);

    private static Composition Wanted(MailText text, MailLevel level, bool isReminder) => new(
        text.Occasion, text.Recipient, level, text.Language.Tag, text.Language.Tag == MailLanguage.EasyGerman,
        new Dictionary<string, object?>(MailSample.Values) { ["is_reminder"] = isReminder, ["measure.has_begun"] = isReminder });

    /// <summary>How a value would look in a text, as far as that is longer than a number.</summary>
    private static IEnumerable<string> Shown(MailLanguage language, object? value) => value switch
    {
        DateOnly day => [language.Written(day), $"{day:dd.MM.yyyy}", $"{day:yyyy-MM-dd}"],
        DateTimeOffset moment => [language.Written(moment)],
        LocalText text => [text.German, text.English],
        string text => [text],
        IEnumerable<object> list => list.SelectMany(entry => Shown(language, entry)),
        _ => [],
    };
}
