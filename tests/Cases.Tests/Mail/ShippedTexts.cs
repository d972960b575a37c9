using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Cases.Occasions;
using IqWorkflows.Cases.RuleFiles;
using IqWorkflows.Cases.Tests.Rules;

namespace IqWorkflows.Cases.Tests.Mail;

/// <summary>The texts as they are shipped, checked against the facts as they are shipped.</summary>
internal static class ShippedTexts
{
    /// <summary>The occasions as they are shipped.</summary>
    public static OccasionCatalog Occasions => Good(OccasionFile.Read(Shipped.TextOf("occasions.yaml"), "occasions.yaml", ShippedRules.Facts, code => Shipped.Catalog.Find(code) is not null));

    public static IReadOnlyList<MailFile> Files { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "workflows", "mail"), "*.md").Select(file => new MailFile(Path.GetFileName(file), File.ReadAllText(file)))];

    public static MailTexts Texts { get; } = Good(Read(Files));

    public static RuleReading<MailTexts> Read(IEnumerable<MailFile> files) => MailTexts.Read(files, name => ShippedRules.Facts.Find(name) is { Privacy: not Privacy.Sensitive });

    /// <summary>The files that every language needs, and these.</summary>
    public static RuleReading<MailTexts> ReadWith(params IEnumerable<MailFile> files) =>
        Read(Files.Where(file => file.Name.StartsWith('_')).Where(file => !files.Any(other => other.Name == file.Name)).Concat(files));

    private static T Good<T>(RuleReading<T> reading) where T : class => reading.Value ?? throw new InvalidOperationException(string.Join('\n', reading.Problems));
}
