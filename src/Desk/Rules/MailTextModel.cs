using IqWorkflows.Casework;
using IqWorkflows.Casework.Rules;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Storage.Rules;

namespace IqWorkflows.Desk.Rules;

/// <summary>The texts of an occasion for one kind of recipient.</summary>
/// <param name="Code">Name of the texts, for example <c>M19b-A2</c>; frames begin with an underscore.</param>
/// <param name="Languages">Language and name of the text in it, German first.</param>
/// <param name="Changed">Languages whose text people have changed.</param>
public sealed record MailTextLine(string Code, string Name, string Recipient, IReadOnlyList<(MailLanguage Language, string File)> Languages, IReadOnlySet<string> Changed);

/// <summary>The page of all texts.</summary>
public sealed record MailTextsModel(IReadOnlyList<MailTextLine> Lines, IReadOnlyList<(string Name, string File, bool IsChanged)> Frames, string Query);

/// <summary>The page of one text.</summary>
/// <param name="Name">Name of its file without ending.</param>
/// <param name="Title">Name of the occasion.</param>
/// <param name="Recipient">For whom; null: a frame.</param>
/// <param name="Language">Its language.</param>
/// <param name="Others">The same text in other languages.</param>
/// <param name="Subject">As it stands or was typed; null: it has none.</param>
/// <param name="Seen">Id of the newest change.</param>
/// <param name="IsChanged">Whether people have changed it.</param>
/// <param name="IsOutdated">Whether something newer was delivered since.</param>
/// <param name="Preview">As it would be sent for the invented case; null: a frame, or it is not right yet.</param>
public sealed record MailTextModel(
    string Name, string Title, string? Recipient, MailLanguage Language, IReadOnlyList<(MailLanguage Language, string File)> Others, string? Subject, string Body, long Seen, bool IsChanged, bool IsOutdated,
    ComposedMail? Preview, string? Delivered, IReadOnlyList<RuleChangeLine> History, string? Done, IReadOnlyList<Problem> Problems);

/// <summary>Reads mail texts for their pages.</summary>
internal sealed class MailTextReading(IqRuntime runtime, RuleShelf shelf)
{
    private const string Folder = "mail";

    public static string FileOf(string name) => $"{Folder}/{name}.md";

    public async Task<MailTextsModel> ListAsync(Visit visit, string query, CancellationToken cancellationToken)
    {
        var (texts, occasions) = (runtime.Rules.Texts, runtime.Rules.Occasions);
        var changed = (await shelf.ChangesAsync(cancellationToken)).Where(row => row.Key.Length == 0).Select(row => row.File).ToHashSet(StringComparer.Ordinal);
        var order = texts.Languages.Select(language => language.Tag).OrderBy(tag => tag == MailLanguage.German ? "" : tag, StringComparer.Ordinal).ToList();
        var lines = texts.All.GroupBy(text => (text.Occasion, text.Recipient)).Select(group => new MailTextLine(
            group.Key.Occasion, occasions.Find(group.Key.Occasion.Split('-')[0])?.Name.In(visit.Words.Language) ?? group.Key.Occasion, RecipientOf(visit, group.Key.Recipient),
            [.. group.OrderBy(text => order.IndexOf(text.Language.Tag)).Select(text => (text.Language, text.Name))], group.Where(text => changed.Contains(FileOf(text.Name))).Select(text => text.Language.Tag).ToHashSet()));
        var wanted = query.Trim();
        return new MailTextsModel(
            [.. lines.Where(line => wanted.Length == 0 || line.Name.Contains(wanted, StringComparison.CurrentCultureIgnoreCase) || line.Recipient.Contains(wanted, StringComparison.CurrentCultureIgnoreCase)).OrderBy(line => line.Code, StringComparer.Ordinal)],
            wanted.Length > 0 ? [] : [.. shelf.DeliveredFiles(Folder).Where(file => file.StartsWith(Folder + "/_", StringComparison.Ordinal)).Select(file => (file[(Folder.Length + 1)..^3], file, changed.Contains(file)))], query);
    }

    /// <returns>Null when there is no such text.</returns>
    public async Task<MailTextModel?> OneAsync(Visit visit, string name, CancellationToken cancellationToken)
    {
        var file = FileOf(name);
        var history = await shelf.HistoryAsync(file, "", RuleWords.MostHistory, cancellationToken);
        var delivered = shelf.Delivered(file, "");
        var content = (history.Count > 0 ? history[0].Content : null) ?? delivered;
        var texts = runtime.Rules.Texts;
        if (content is null || MailSheet.Read(content) is not { } sheet || texts.Languages.FirstOrDefault(language => name.EndsWith("." + language.Tag, StringComparison.Ordinal)) is not { } tongue)
            return null;
        var text = texts.All.FirstOrDefault(one => one.Name == name);
        var newest = history.Count > 0 ? history[0] : null;
        return new MailTextModel(
            name, text is null ? visit["Rules.Frame." + name.Split('.')[0]] : runtime.Rules.Occasions.Find(text.Occasion.Split('-')[0])?.Name.In(visit.Words.Language) ?? text.Occasion, text?.Recipient, tongue,
            OthersOf(name, text), sheet.Subject, sheet.Body, newest?.Id ?? 0, newest?.Content is not null, IsOutdated(newest, delivered), PreviewOf(texts, text), delivered,
            await RuleWords.LinesAsync(runtime, history, cancellationToken), null, []);
    }

    /// <summary>A text as it would be sent for the invented case.</summary>
    public static ComposedMail? PreviewOf(MailTexts texts, MailText? text) => text is null ? null : MailSample.Preview(texts, text.Occasion, text.Recipient, text.Language.Tag, MailLevel.Content);

    public static bool IsOutdated(RuleOverrideRow? newest, string? delivered) => newest is { Content: not null } && delivered is not null && newest.BaseHash != RuleShelf.HashOf(delivered);

    public static string RecipientOf(Visit visit, string kind) => visit.Words.Has("Recipient." + kind) ? visit["Recipient." + kind] : visit.Words.Has("Rules.To." + kind) ? visit["Rules.To." + kind] : kind;

    private List<(MailLanguage Language, string File)> OthersOf(string name, MailText? text)
    {
        if (text is not null)
            return [.. runtime.Rules.Texts.All.Where(one => one.Occasion == text.Occasion && one.Recipient == text.Recipient).Select(one => (one.Language, one.Name))];
        var kind = name.Split('.')[0];
        return [.. runtime.Rules.Texts.Languages.Where(language => shelf.Delivered(FileOf($"{kind}.{language.Tag}"), "") is not null).Select(language => (language, $"{kind}.{language.Tag}"))];
    }
}
