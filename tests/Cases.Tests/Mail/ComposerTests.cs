using IqWorkflows.Cases.Mail;

namespace IqWorkflows.Cases.Tests.Mail;

public sealed class ComposerTests
{
    private readonly Composer _composer = new(ShippedTexts.Texts);

    [Theory]
    [InlineData("de", "Mittwoch, 21. Januar 2026, um 10:00 Uhr")]
    [InlineData("en", "Wednesday, 21 January 2026, at 10:00")]
    [InlineData("uk", "середа, 21 січня 2026 року, о 10:00")]
    [InlineData("tr", "21 Ocak 2026 Çarşamba, saat 10:00")]
    [InlineData("ar", "الأربعاء 21 كانون الثاني/يناير 2026، الساعة 10:00")]
    public void Days_are_written_out_in_the_language_of_the_text_and_times_are_German(string language, string written)
    {
        Assert.Contains(written, Composed("M02", language).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("M09", "ar", "ar de")]
    [InlineData("M09", "de", "de")]
    [InlineData("M09", null, "de")]
    [InlineData("M09", "fa", "de en")] // not written in Farsi
    [InlineData("M33", "ar", "de en")] // that occasion is not written in Arabic
    [InlineData("M33", "en", "en de")]
    public void German_is_always_there_and_the_wanted_language_comes_first(string occasion, string? language, string parts)
    {
        Assert.Equal(parts.Split(' '), Composed(occasion, language).Languages);
    }

    [Fact]
    public void Who_wants_Leichte_Sprache_gets_it_where_it_is_written()
    {
        Assert.Equal(["de-x-leicht"], Composed("M05", "de", plainly: true).Languages);
        Assert.Equal(["uk", "de-x-leicht"], Composed("M05", "uk", plainly: true).Languages);
        Assert.Equal(["de"], Composed("M33", "de", plainly: true).Languages);
    }

    [Fact]
    public void Arabic_runs_from_right_to_left_and_the_German_below_it_does_not()
    {
        var html = Composed("M02", "ar").Html;

        Assert.Contains("<html lang=\"ar\" dir=\"rtl\">", html, StringComparison.Ordinal);
        Assert.Matches("(?s)<div lang=\"ar\" dir=\"rtl\"[^>]*text-align:right.*<hr.*<div lang=\"de\" dir=\"ltr\"", html);
        Assert.Contains("padding-right:24px", html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_typed_into_a_field_is_shown_as_it_is_and_never_becomes_markup()
    {
        var composed = Composed("M02", "de", more: ("appointment.place", "Haus *3* <script>alert(1)</script> [x](http://y) & \"Co\"\nBcc: all"));

        Assert.Contains("Ort: Haus *3* <script>alert(1)</script> [x](http://y) & \"Co\" Bcc: all", composed.Text, StringComparison.Ordinal);
        Assert.Contains("Haus *3* &lt;script&gt;alert(1)&lt;/script&gt; [x](http://y) &amp; &quot;Co&quot; Bcc: all", composed.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<a ", composed.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_subject_stays_one_line_whatever_it_names()
    {
        var composed = Composed("M02", "de", more: ("case.id", "IQ-1\r\nBcc: all@example.org"));

        Assert.DoesNotContain('\n', composed.Subject);
    }

    [Fact]
    public void A_text_that_would_have_a_hole_becomes_the_neutral_one_and_says_what_was_missing()
    {
        var composed = Composed("M33", "de", more: ("title.valid_until", null));

        Assert.Equal(MailLevel.Neutral, composed.Level);
        Assert.Equal(["title.valid_until"], composed.Missing);
        Assert.Contains("Rufen Sie uns heute oder morgen an", composed.Text, StringComparison.Ordinal); // M33 is urgent
    }

    [Fact]
    public void Lists_are_text_and_nobody_gets_an_empty_one()
    {
        var composed = _composer.Compose(new Composition(
            "M53", "counsellor", MailLevel.Content, null, false, MailSample.Values, [new MailList("Überfällig", ["IQ-1 *neu*", "IQ-2"]), new MailList("Nichts", [])]))!;

        Assert.Contains("Überfällig\n\n- IQ-1 *neu*\n- IQ-2\n", composed.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Nichts", composed.Text, StringComparison.Ordinal);
        Assert.Contains("<li style=\"margin:0 0 4px 0\">IQ-2</li>", composed.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void An_occasion_without_text_for_the_recipient_gives_nothing()
    {
        Assert.Null(_composer.Compose(new Composition("M09", "employer", MailLevel.Content, "de", false, MailSample.Values)));
    }

    private ComposedMail Composed(string occasion, string? language, bool plainly = false, params (string Name, object? Value)[] more)
    {
        var values = new Dictionary<string, object?>(MailSample.Values);
        foreach (var (name, value) in more)
            values[name] = value;
        return _composer.Compose(new Composition(occasion, "client", MailLevel.Content, language, plainly, values))!; // every occasion asked for here is written
    }
}
