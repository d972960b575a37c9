using IqWorkflows.Cases.RuleFiles;

namespace IqWorkflows.Cases.Mail;

/// <summary>A file of <c>workflows/mail</c>.</summary>
/// <param name="Name">Without folder: <c>M09.de.md</c>.</param>
/// <param name="Text">What stands in it.</param>
public sealed record MailFile(string Name, string Text);

/// <summary>All texts of mails and letters, in all languages.</summary>
public sealed class MailTexts
{
    private readonly Dictionary<(string Occasion, string Recipient, string Language), MailText> _texts;
    private readonly Dictionary<(string Kind, string Language), MailText> _neutral;

    internal MailTexts(IReadOnlyList<MailLanguage> languages, IReadOnlyList<MailText> texts, IReadOnlyList<MailText> neutral, string hash)
    {
        (Languages, All, Hash) = (languages, texts, hash);
        _texts = texts.ToDictionary(text => (text.Occasion, text.Recipient, text.Language.Tag));
        _neutral = neutral.ToDictionary(text => (text.Occasion, text.Language.Tag));
    }

    public IReadOnlyList<MailLanguage> Languages { get; }

    public IReadOnlyList<MailText> All { get; }

    /// <summary>Of all files: which version of the texts a message was made of.</summary>
    public string Hash { get; }

    /// <summary>Reads all files.</summary>
    /// <param name="files">Those whose names end in <c>.md</c>, README.md excepted.</param>
    /// <param name="isFact">Whether texts may name this fact: it exists and is not sensitive.</param>
    public static RuleReading<MailTexts> Read(IEnumerable<MailFile> files, Func<string, bool> isFact) => new MailTextReading(isFact).Read(files);

    /// <returns>Null when there is no such text in this language.</returns>
    public MailText? Find(string occasion, string recipient, string language) => _texts.GetValueOrDefault((occasion, recipient, language));

    /// <summary>The text that says only that there is news.</summary>
    /// <returns>Null when the language has none.</returns>
    public MailText? Neutral(bool isUrgent, string language) => _neutral.GetValueOrDefault((isUrgent ? MailTextReading.Urgent : MailTextReading.NeutralName, language));

    public MailLanguage Language(string tag) => Languages.First(language => language.Tag == tag);

    /// <summary>
    /// The languages in which an occasion is told, the one to read first in front. German is always among them: it is what authorities, helpers and courts read. Who wants a
    /// language that is missing gets English with it.
    /// </summary>
    /// <param name="has">Whether there is a text in a language.</param>
    /// <param name="wanted">Code of the language that the recipient prefers.</param>
    /// <param name="plainly">Whether Leichte Sprache is wanted.</param>
    internal static IReadOnlyList<string> LanguagesFor(Func<string, bool> has, string? wanted, bool plainly)
    {
        var german = plainly && has(MailLanguage.EasyGerman) ? MailLanguage.EasyGerman : MailLanguage.German;
        if (wanted is null or "" or MailLanguage.German or MailLanguage.EasyGerman)
            return [wanted == MailLanguage.EasyGerman && has(MailLanguage.EasyGerman) ? MailLanguage.EasyGerman : german];
        if (has(wanted))
            return [wanted, german];
        return has(MailLanguage.English) ? [german, MailLanguage.English] : [german];
    }
}
