using System.Text;
using IqWorkflows.Casework.Letters;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Mail.Tests.Outbox;
using PdfSharp.Pdf.IO;

namespace IqWorkflows.Mail.Tests.Letters;

public sealed class LetterTests
{
    /// <summary>Each brings its German part along.</summary>
    public static TheoryData<string> ToClients =>
        [.. CaseScenario.Rules.Texts.All.Where(text => (text.Recipient is "client" or "participant" or "authority") && text.Language.Tag != "de").Select(text => text.Name)];

    [Theory]
    [MemberData(nameof(ToClients))]
    public void Every_letter_can_be_printed(string name)
    {
        var text = CaseScenario.Rules.Texts.All.Single(text => text.Name == name);
        var composed = MailSample.Preview(CaseScenario.Rules.Texts, text.Occasion, text.Recipient, text.Language.Tag, MailLevel.Content)!; // the text is there

        var file = new LetterPdf(CaseScenario.Rules.Texts).Draw(new Letter("Beratungsstelle Köln · Domplatz 1, 50667 Köln", ["Þóra Çelik", "Straße 5", "44135 Dortmund"], ["Anna Beispiel", "", "2. März 2026"], composed.Parts));

        using var opened = PdfReader.Open(new MemoryStream(file), PdfDocumentOpenMode.Import);
        Assert.InRange(opened.PageCount, composed.Parts.Count, composed.Parts.Count * 2);
        Assert.Equal(composed.Parts[0].Subject, opened.Info.Title);
        Assert.Contains("/FontFile2", Encoding.Latin1.GetString(file), StringComparison.Ordinal); // embedded
    }

    [Fact]
    public async Task A_message_of_a_case_is_printed_from_what_was_written()
    {
        await using var post = await Post.BeginAsync(mail: null, language: "ar");
        await post.WriteAsync("M08");

        var file = await new PrintLetter(post.Scenario.Runtime, CaseScenario.Rules).RunAsync((await post.RowAsync()).Id, CancellationToken.None);

        using var opened = PdfReader.Open(new MemoryStream(file!), PdfDocumentOpenMode.Import); // it was written above
        Assert.Equal(2, opened.PageCount); // Arabic and German
    }
}
