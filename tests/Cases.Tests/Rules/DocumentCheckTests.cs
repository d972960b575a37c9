using IqWorkflows.Cases.Checklists;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Tests.Facts;

namespace IqWorkflows.Cases.Tests.Rules;

public sealed class DocumentCheckTests
{
    [Theory]
    [InlineData("FEHLT", "EINFACHE_KOPIE", DocumentLack.Paper)]
    [InlineData("ANGEFORDERT", "EINFACHE_KOPIE", DocumentLack.Paper)]
    [InlineData("NICHT_BESCHAFFBAR", "EINFACHE_KOPIE", DocumentLack.Paper)]
    [InlineData("KOPIE", "EINFACHE_KOPIE", DocumentLack.Nothing)]
    [InlineData("KOPIE", "ELEKTRONISCH", DocumentLack.Nothing)]
    [InlineData("KOPIE", "BEGLAUBIGTE_KOPIE", DocumentLack.Form)]
    [InlineData("KOPIE", "ORIGINAL", DocumentLack.Form)]
    [InlineData("BEGLAUBIGT", "BEGLAUBIGTE_KOPIE", DocumentLack.Nothing)]
    [InlineData("BEGLAUBIGT", "ORIGINAL", DocumentLack.Form)]
    [InlineData("UEBERSETZT", "EINFACHE_KOPIE", DocumentLack.Nothing)]
    [InlineData("UEBERSETZT", "BEGLAUBIGTE_KOPIE", DocumentLack.Form)] // what was translated may be any copy
    [InlineData("VORHANDEN_ORIGINAL", "BEGLAUBIGTE_KOPIE", DocumentLack.Nothing)]
    [InlineData("VORHANDEN_ORIGINAL", "ORIGINAL", DocumentLack.Nothing)]
    [InlineData("GEPRUEFT", "ORIGINAL", DocumentLack.Nothing)] // somebody has looked at it
    [InlineData("NICHT_NOETIG", "ORIGINAL", DocumentLack.Nothing)]
    public void A_paper_is_there_only_in_the_form_that_is_asked_for(string status, string asked, DocumentLack lack)
    {
        var view = new CaseBuilder().With("document:1", null, ("status", status), ("copies", asked)).View;

        Assert.Equal(lack, DocumentCheck.LackOf(view.Current("document")!)); // it was made
    }

    [Fact]
    public void What_is_lacking_is_asked_for_of_this_application_and_needed()
    {
        var view = new CaseBuilder()
            .With("application:1", null, ("kind", "ERST"))
            .With("application:2", null, ("kind", "FOLGE"))
            .With("document:1", "application:1", ("status", "FEHLT"), ("required", true))
            .With("document:2", "application:2", ("status", "FEHLT"), ("required", true))
            .With("document:3", "application:2", ("status", "FEHLT"), ("required", false))
            .With("document:4", "application:2", ("status", "NICHT_NOETIG"), ("required", true))
            .With("document:5", "application:2", ("status", "KOPIE"), ("required", true), ("copies", "ORIGINAL"))
            .View;

        Assert.Equal(["document:2", "document:5"], DocumentCheck.Lacking(view, new ObjectRef("application", 2)).Select(document => document.Ref.ToString()));
    }
}
