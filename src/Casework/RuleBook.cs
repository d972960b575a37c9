using System.Security.Cryptography;
using System.Text;
using IqWorkflows.Activities;
using IqWorkflows.Casework.Rules;
using IqWorkflows.Cases.Authorities;
using IqWorkflows.Cases.Checklists;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Cases.Mail;
using IqWorkflows.Cases.Occasions;
using IqWorkflows.Cases.Professions;
using IqWorkflows.Cases.RuleFiles;
using IqWorkflows.Cases.States;
using IqWorkflows.Cases.Tables;

namespace IqWorkflows.Casework;

/// <summary>All rules of a folder of rule files, read once: what the law says, what the fields of a case are, what may follow what, who is asked when.</summary>
public sealed record RuleBook
{
    public required DeadlineCatalog Deadlines { get; init; }

    public required FactCatalog Facts { get; init; }

    public required ProfessionCatalog Professions { get; init; }

    public required AuthorityCatalog Authorities { get; init; }

    public required StateCatalog States { get; init; }

    public required ChecklistCatalog Checklists { get; init; }

    public required TableCatalog Tables { get; init; }

    public required MailTexts Texts { get; init; }

    public required OccasionCatalog Occasions { get; init; }

    public required StalledTable Stalled { get; init; }

    public required RetentionRules Retention { get; init; }

    /// <summary>Of all files of the folder: it goes into the log of every step that may have looked at them.</summary>
    public required string Hash { get; init; }

    /// <summary>The codes that definitions may name.</summary>
    public RuleNames Names => new()
    {
        Facts = Facts.Fields.ToDictionary(one => one.Name, one => one.Label),
        PersonalFacts = Facts.Fields.Where(one => !one.IsOpen).Select(one => one.Name).ToHashSet(),
        Kinds = Facts.Kinds.ToDictionary(kind => kind.Name, kind => kind.Label),
        Occasions = Occasions.Occasions.ToDictionary(occasion => occasion.Code, occasion => occasion.Name),
        Deadlines = Deadlines.Deadlines.ToDictionary(deadline => deadline.Code, deadline => deadline.Name),
        Causes = Deadlines.Causes.ToDictionary(),
        States = States.States.ToDictionary(state => state.Code, state => state.Name),
        Tables = Tables.Tables.ToDictionary(table => table.Name, table => table.Label),
        ClosingReasons = Facts.Codes.Find("closing_reason")?.Codes.ToDictionary(code => code.Code, code => code.Label),
    };

    /// <summary>Reads the folder <c>workflows</c>, or another that is built like it.</summary>
    public static RuleBookReading Load(string folder) => Load(folder, RuleOverlay.None);

    /// <summary>The same with what people changed laid over it.</summary>
    public static RuleBookReading Load(string folder, RuleOverlay overlay)
    {
        var reader = new Reader(folder, overlay);
        var holidays = reader.Read("holidays.yaml", HolidayFile.Read);
        var codes = reader.Read("codes.yaml", CodeFile.Read);
        var professions = reader.Read("professions.yaml", ProfessionFile.Read);
        var deadlines = holidays is null ? null : reader.Read("deadlines.yaml", (text, file) => DeadlineFile.Read(text, file, holidays));
        if (codes is null || professions is null || deadlines is null)
            return new RuleBookReading(null, reader.Problems);

        var facts = reader.Read("facts.yaml", (text, file) => FactFile.Read(text, file, codes, [.. deadlines.Facts.Keys]));
        var authorities = reader.Read("authorities.yaml", (text, file) => AuthorityFile.Read(text, file, professions, deadlines));
        if (facts is null || authorities is null)
            return new RuleBookReading(null, reader.Problems);

        facts = facts.With(ListOf("authority", authorities.Authorities.Select(authority => new CodeEntry(authority.Code, new LocalText(authority.Name, authority.Name), authority.ValidFrom, authority.ValidTo))))
            .With(ListOf("profession", professions.Professions.Select(profession => new CodeEntry(profession.Code, profession.Name))));
        var names = facts.Fields.Select(field => field.Name).Concat(RuleFacts.DerivedNames).ToHashSet(StringComparer.Ordinal);
        var states = reader.Read("states.yaml", (text, file) => StateFile.Read(text, file, names, deadlines.Deadlines.Select(deadline => deadline.Code).ToHashSet(StringComparer.Ordinal)));
        var checklists = reader.Read("checklists.yaml", (text, file) => ChecklistFile.Read(text, file, facts.Codes, names));
        var tables = reader.ReadAll("tables", (text, file) => TableFile.Read(text, file, names));
        var texts = reader.ReadTexts("mail", name => facts.Find(name) is { Privacy: not Cases.Facts.Privacy.Sensitive });
        var occasions = reader.Read("occasions.yaml", (text, file) => OccasionFile.Read(text, file, facts, code => deadlines.Find(code) is not null));
        var retention = reader.Read("retention.yaml", (text, file) => RetentionFile.Read(text, file, facts));
        if (states is null || occasions is null)
            return new RuleBookReading(null, reader.Problems);

        var stalled = reader.Read("stalled.yaml", (text, file) => StalledFile.Read(text, file, facts, code => deadlines.Find(code) is not null, state => states.Find(state) is not null, occasions));
        if (checklists is null || texts is null || retention is null || stalled is null || reader.Problems.Count > 0)
            return new RuleBookReading(null, reader.Problems);

        return new RuleBookReading(
            new RuleBook
            {
                Deadlines = deadlines,
                Facts = facts,
                Professions = professions,
                Authorities = authorities,
                States = states,
                Checklists = checklists,
                Tables = new TableCatalog(tables),
                Texts = texts,
                Occasions = occasions,
                Stalled = stalled,
                Retention = retention,
                Hash = HashOf(folder, overlay),
            },
            []);
    }

    private static CodeList ListOf(string name, IEnumerable<CodeEntry> entries) => new(name, [.. entries.DistinctBy(entry => entry.Code)]);

    private static string HashOf(string folder, RuleOverlay overlay)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => (Path: path, Name: Path.GetRelativePath(folder, path).Replace('\\', '/')));
        foreach (var (path, name) in files.OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(name + "\n"));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(path)));
        }
        overlay.AddTo(hash);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private sealed class Reader(string folder, RuleOverlay overlay)
    {
        public List<RuleProblem> Problems { get; } = [];

        /// <returns>Null when the file has problems or is not there.</returns>
        public T? Read<T>(string file, Func<string, string, RuleReading<T>> read)
            where T : class
        {
            var path = Path.Combine(folder, file);
            if (!File.Exists(path))
            {
                Problems.Add(new RuleProblem(file, 1, 1, "", "The file is not there.", "Put it into the folder of the rules, or name another folder."));
                return null;
            }
            var reading = read(overlay.Apply(file, File.ReadAllText(path)), file);
            Problems.AddRange(reading.Problems);
            return reading.Value;
        }

        /// <summary>All files of a folder below, in order of their names.</summary>
        public IReadOnlyList<T> ReadAll<T>(string below, Func<string, string, RuleReading<T>> read)
            where T : class
        {
            var path = Path.Combine(folder, below);
            if (!Directory.Exists(path))
                return [];
            return [.. Directory.EnumerateFiles(path, "*.yaml").Order(StringComparer.Ordinal).Select(file => Read($"{below}/{Path.GetFileName(file)}", read)).OfType<T>()];
        }

        /// <summary>The texts of mails in a folder below.</summary>
        /// <returns>Null when one has problems.</returns>
        public MailTexts? ReadTexts(string below, Func<string, bool> isFact)
        {
            var path = Path.Combine(folder, below);
            var delivered = Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.md").ToDictionary(file => $"{below}/{Path.GetFileName(file)}", File.ReadAllText) : [];
            var files = delivered.Keys.Concat(overlay.Added(below, delivered.Keys.ToHashSet())).Select(file => new MailFile(file[(below.Length + 1)..], overlay.Apply(file, delivered.GetValueOrDefault(file) ?? "")));
            var reading = MailTexts.Read(files, isFact);
            Problems.AddRange(reading.Problems.Select(problem => problem with { File = $"{below}/{problem.File}" }));
            return reading.Value;
        }
    }
}

/// <summary>What came of reading a folder of rules.</summary>
/// <param name="Book">Null when there are problems.</param>
/// <param name="Problems">All that were found, with file and line.</param>
public sealed record RuleBookReading(RuleBook? Book, IReadOnlyList<RuleProblem> Problems);
