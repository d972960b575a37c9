namespace IqWorkflows.Cases.Mail;

/// <summary>What a message shall be made of.</summary>
/// <param name="Occasion">Code of the occasion.</param>
/// <param name="Recipient">Kind of recipient.</param>
/// <param name="Level">How much it may say.</param>
/// <param name="Language">Language that the recipient prefers; null: German.</param>
/// <param name="Plainly">Whether Leichte Sprache is wanted.</param>
/// <param name="Values">By dotted name; typed.</param>
/// <param name="Lists">What stands below the text of a list to staff.</param>
public sealed record Composition(
    string Occasion, string Recipient, MailLevel Level, string? Language, bool Plainly, IReadOnlyDictionary<string, object?> Values, IReadOnlyList<MailList>? Lists = null);

/// <summary>A heading and its lines.</summary>
public sealed record MailList(string Heading, IReadOnlyList<string> Lines);

/// <summary>A composed message.</summary>
/// <param name="Level">May be lower than what was asked for.</param>
/// <param name="Missing">Names of values that the text needed and nobody knew; then it is the neutral one.</param>
public sealed record ComposedMail(string Subject, IReadOnlyList<MailPart> Parts, string Text, string Html, MailLevel Level, IReadOnlyList<string> Missing)
{
    public IEnumerable<string> Languages => Parts.Select(part => part.Language);
}

/// <summary>Puts values into texts. The same input gives the same message.</summary>
public sealed class Composer(MailTexts texts)
{
    /// <summary>Composes a message. A text that would have a hole becomes the neutral one: better to ask for a call than to send half a sentence.</summary>
    /// <returns>Null when the occasion has no text for this kind of recipient.</returns>
    public ComposedMail? Compose(Composition wanted)
    {
        if (texts.Find(wanted.Occasion, wanted.Recipient, MailLanguage.German) is not { } german)
            return null;
        if (wanted.Level == MailLevel.Neutral && german.Level == MailLevel.Content)
            return Neutral(wanted, german.IsUrgent, []);

        // The lines of a list are in one language, so its text is too.
        var languages = wanted.Lists is null ? MailTexts.LanguagesFor(language => Said(language) is not null, wanted.Language, wanted.Plainly)
            : [wanted.Language is { } own && Said(own) is not null ? own : MailLanguage.German];
        var parts = languages
            .Select(language => Written(Said(language)!, wanted.Values, wanted.Level)) // the languages are those it has
            .ToList();
        if (parts.Any(HasHole))
        {
            var known = wanted.Values.Where(value => german.Language.Shown(value.Value) is not null).Select(value => value.Key).ToHashSet(StringComparer.Ordinal);
            return Neutral(wanted, german.IsUrgent, [.. german.Needed.Where(name => name is not "this" and not "else" && !known.Contains(name))]);
        }
        if (wanted.Lists is { } lists)
            parts = [.. parts.Select(part => part with { Markdown = MailBlocks.WithLists(part.Markdown, lists) })];
        return Finished(parts, wanted.Level, []);

        MailText? Said(string language) =>
            texts.Find(wanted.Occasion, wanted.Recipient, language) is { } text && (wanted.Level == MailLevel.Content || text.Level == MailLevel.Neutral) ? text : null;
    }

    private ComposedMail Neutral(Composition wanted, bool isUrgent, IReadOnlyList<string> missing)
    {
        var parts = MailTexts.LanguagesFor(language => texts.Neutral(isUrgent, language) is not null, wanted.Language, wanted.Plainly)
            .Select(language => Written(texts.Neutral(isUrgent, language)!, wanted.Values, MailLevel.Neutral))
            .ToList();
        if (parts.Any(HasHole))
            throw new InvalidOperationException("The neutral text needs something that every centre must have.");
        return Finished(parts, MailLevel.Neutral, missing);
    }

    /// <summary>At the neutral level the text does not even get to see the other values.</summary>
    private static MailPart Written(MailText text, IReadOnlyDictionary<string, object?> values, MailLevel level) => text.Written(
        Nested(values.Where(value => level == MailLevel.Content || MailVariables.Neutral.Contains(value.Key)), text.Language));

    /// <summary><c>appointment.at</c> is found by way of <c>appointment</c>.</summary>
    private static Dictionary<string, object?> Nested(IEnumerable<KeyValuePair<string, object?>> values, MailLanguage language)
    {
        var root = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            if (language.Shown(value) is not { } shown)
                continue;
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0)
            {
                root[name] = shown;
                continue;
            }
            if (!root.TryGetValue(name[..dot], out var inner) || inner is not Dictionary<string, object?> members)
                root[name[..dot]] = members = new Dictionary<string, object?>(StringComparer.Ordinal);
            members[name[(dot + 1)..]] = shown;
        }
        return root;
    }

    private static bool HasHole(MailPart part) => (part.Subject + part.Markdown).Contains(MailTemplates.Hole, StringComparison.Ordinal);

    private ComposedMail Finished(IReadOnlyList<MailPart> parts, MailLevel level, IReadOnlyList<string> missing)
    {
        var subject = string.Join(" / ", parts.Select(part => part.Subject).Distinct());
        return new ComposedMail(subject, parts, MailAsText.Of(parts, texts), MailAsHtml.Of(subject, parts, texts), level, missing);
    }
}
