using IqWorkflows.Server.Bench.Fuzz;

namespace IqWorkflows.Fuzz.Tests;

/// <summary>What pages ask for and lead to is read off them.</summary>
public sealed class FuzzFormTests
{
    private const string Page = """
        <base href="/designer/"><a href="list">x</a><a href="/faelle?x=1&amp;y=2#top">x</a><a href="https://beispiel.invalid/">x</a>
        <form method="post" action="/faelle/a/unterlagen"><input type="hidden" name="__desk" value="t"><input type="date" name="on"><textarea name="why"></textarea>
        <select name="kind"><option value="">-</option><option value="A">a</option></select><input type="file" name="datei" accept=".pdf"><button name="was" value="los">x</button></form>
        """;

    [Fact]
    public void A_form_is_read_with_its_fields_and_what_somebody_might_type()
    {
        var form = Assert.Single(FuzzForm.In("anna", "/here", Page));

        Assert.Equal(("anna", "/faelle/a/unterlagen", "POST", ".pdf"), (form.Caller, form.Action, form.Method, form.Accept));
        Assert.Equal(["__desk=t", "on=2026-03-02", "why=Mustermann", "datei=Mustermann", "was=los", "kind=", "kind=A"], form.Fields.Select(field => $"{field.Name}={field.Filled}"));
    }

    [Fact]
    public void Links_are_read_that_stay_on_the_server() => Assert.Equal(["/designer/", "/designer/list", "/faelle?x=1&y=2", "/faelle/a/unterlagen"], FuzzForm.LinksIn(Page));
}
