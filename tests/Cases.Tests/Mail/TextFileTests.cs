using IqWorkflows.Cases.Mail;

namespace IqWorkflows.Cases.Tests.Mail;

public sealed class TextFileTests
{
    [Theory]
    [InlineData("M77.de.md", "---\nsubject: Hallo\n---\n\nSie heißen {{person.nonsense}}.", 5, "Nobody knows \"person.nonsense\"")]
    [InlineData("M77.de.md", "---\nsubject: Hallo\n---\n\nIhr Status: {{title.kind}}", 5, "Nobody knows \"title.kind\"")] // sensitive
    [InlineData("M77.de.md", "---\nsubject: Hallo {{application.profession}}\nlevel: neutral\n---\n\nText", 2, "says something of the case")]
    [InlineData("M77.de.md", "---\nsubject: Hallo\n---\n\n{{#if deadline.end}}bald", 1, "is never closed")]
    [InlineData("M77.de.md", "---\nsubject: Hallo\n---\n\nbald{{/if}}", 5, "closes nothing")]
    [InlineData("M77.de.md", "---\nsubject: Hallo\n---\n\n{{{case.id}}}", 5, "Three braces")]
    [InlineData("M77.de.md", "---\nsubjekt: Hallo\n---\n\nText", 2, "Nobody knows \"subjekt\"")]
    [InlineData("M77.de.md", "---\nsubject: Hallo\nlevel: loud\n---\n\nText", 3, "is no level")]
    [InlineData("M77.de.md", "Ohne Kopf", 1, "There is no head")]
    [InlineData("Reminder.md", "---\nsubject: Hallo\n---\n\nText", 1, "neither occasion nor language")]
    [InlineData("M77.fr.md", "---\nsubject: Bonjour\n---\n\nTexte", 1, "_frame.fr.md")]
    [InlineData("M77.de.md", "---\nsubject: [Hallo\n---\n\nText", 1, "This is not YAML")]
    [InlineData("_neutral.de.md", "---\nsubject: Hallo\n---\n\nBis {{deadline.end}}", 5, "says something of the case")]
    public void A_spoilt_text_is_told_with_its_place(string name, string text, int line, string message)
    {
        var reading = ShippedTexts.ReadWith(new MailFile(name, text));

        Assert.Null(reading.Value);
        var problem = Assert.Single(reading.Problems, problem => problem.Message.Contains(message, StringComparison.Ordinal) || problem.Remedy.Contains(message, StringComparison.Ordinal));
        Assert.Equal(name, problem.File);
        Assert.True(Math.Abs(problem.Line - line) <= (message.Contains("YAML", StringComparison.Ordinal) ? 2 : 0), $"line {problem.Line}");
    }

    [Fact]
    public void Two_texts_for_the_same_are_refused()
    {
        var reading = ShippedTexts.ReadWith(
            new MailFile("M77.de.md", "---\nsubject: a\nto: employer\n---\n\na"), new MailFile("M77.employer.de.md", "---\nsubject: b\n---\n\nb"));

        Assert.Contains(reading.Problems, problem => problem.Message.Contains("same occasion", StringComparison.Ordinal));
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var reading = ShippedTexts.ReadWith(new MailFile("M77.de.md", "---\nsubject: '{{one.two}}'\n---\n\n{{three}} {{#each four}}"));

        Assert.Equal(4, reading.Problems.Count);
    }
}
