using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;

namespace IqWorkflows.Desk.Tests;

public sealed class FormFillingTests
{
    [Theory]
    [InlineData("<input name=\"a\" value=\"alt\" />", "<input name=\"a\" value=\"neu\" />")]
    [InlineData("<input name=\"a\" type=\"text\">", "<input name=\"a\" type=\"text\" value=\"neu\">")]
    [InlineData("<input type=\"password\" name=\"a\" />", "<input type=\"password\" name=\"a\" />")]
    [InlineData("<input type=\"file\" name=\"a\" />", "<input type=\"file\" name=\"a\" />")]
    [InlineData("<input type=\"checkbox\" name=\"a\" value=\"neu\" />", "<input type=\"checkbox\" name=\"a\" value=\"neu\" checked />")]
    [InlineData("<input type=\"checkbox\" name=\"a\" value=\"alt\" checked />", "<input type=\"checkbox\" name=\"a\" value=\"alt\" />")]
    [InlineData("<input type=\"radio\" name=\"a\" value=\"neu\" checked=\"checked\">", "<input type=\"radio\" name=\"a\" value=\"neu\" checked>")]
    [InlineData("<input type=\"checkbox\" name=\"b\" value=\"x\" checked />", "<input type=\"checkbox\" name=\"b\" value=\"x\" />")]
    [InlineData("<textarea name=\"a\">alt <b></textarea>", "<textarea name=\"a\">\nneu</textarea>")]
    [InlineData("<textarea name=\"b\">alt</textarea>", "<textarea name=\"b\">alt</textarea>")]
    [InlineData("<select name=\"a\"><option value=\"alt\" selected>Alt</option><option value=\"neu\">Neu</option></select>", "<select name=\"a\"><option value=\"alt\">Alt</option><option value=\"neu\" selected>Neu</option></select>")]
    [InlineData("<input name=\"__desk\" value=\"frisch\" />", "<input name=\"__desk\" value=\"frisch\" />")]
    [InlineData("<button name=\"a\" value=\"x\">x</button>", "<button name=\"a\" value=\"x\">x</button>")]
    public void Each_kind_of_control_gets_what_was_typed(string control, string filled) =>
        Assert.Contains($"<form method=\"post\" action=\"/da\">{filled}</form>", Fill($"<main><form method=\"post\" action=\"/da\">{control}</form></main>", ("a", ["neu"]), ("__desk", ["alt"])), StringComparison.Ordinal);

    [Fact]
    public void Only_the_form_that_was_sent_is_filled()
    {
        var page = Fill("<main><form method=\"get\" action=\"/da\"><input name=\"a\" value=\"1\"></form><form method=\"post\" action=\"/dort\"><input name=\"a\" value=\"2\"></form><form method=\"post\" action=\"/da\"><input name=\"a\" value=\"3\"></form></main>", ("a", ["neu"]));

        Assert.Contains("value=\"1\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"2\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"3\"", page, StringComparison.Ordinal);
        Assert.Equal(1, page.Split("value=\"neu\"").Length - 1);
    }

    [Fact]
    public void Fields_of_one_name_get_their_values_in_turn() => Assert.Contains(
        "<input name=\"a\" value=\"eins\"><input name=\"a\" value=\"zwei\"><input name=\"a\">",
        Fill("<main><form method=\"post\" action=\"/da\"><input name=\"a\"><input name=\"a\"><input name=\"a\"></form></main>", ("a", ["eins", "zwei"])), StringComparison.Ordinal);

    [Fact]
    public void Where_the_form_is_gone_the_texts_are_shown_and_scripts_stay_text()
    {
        var page = Fill("<main id=\"inhalt\"><p>nichts</p></main>", ("a", ["<script>alert(1)</script>"]), ("__once", ["geheim"]), ("leer", [" "]));

        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", page, StringComparison.Ordinal);
    }

    private static string Fill(string html, params (string Name, string[] Values)[] fields) =>
        FormFilling.Fill(html, new KeptForm("wer", "/seite", "/da", default, fields.ToDictionary(field => field.Name, field => field.Values)), new Words(Language.German));
}
