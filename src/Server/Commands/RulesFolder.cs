using IqWorkflows.Casework;
using IqWorkflows.Casework.Play;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.RuleFiles;

namespace IqWorkflows.Server.Commands;

/// <summary>The folder <c>workflows</c> with rules, procedures and texts: the one that came with the executable, or another that somebody names.</summary>
internal static class RulesFolder
{
    public static string Shipped { get; } = Path.Combine(AppContext.BaseDirectory, "workflows");

    /// <summary>The catalogue of deadlines alone, which needs no other rules.</summary>
    public static DeadlineCatalog Deadlines(string? folder)
    {
        var holidays = Value(HolidayFile.Read(TextOf(folder, "holidays.yaml"), "holidays.yaml"));
        return Value(DeadlineFile.Read(TextOf(folder, "deadlines.yaml"), "deadlines.yaml", holidays));
    }

    /// <summary>All rules and procedures.</summary>
    public static PlayScene Scene(string? folder)
    {
        folder ??= Shipped;
        if (!Directory.Exists(folder))
            throw new CommandRefusedException($"There is no folder {folder}; --rules names the folder with rules and procedures.");
        var reading = RuleBook.Load(folder);
        var rules = reading.Book ?? throw new CommandRefusedException(Printable.Of(reading.Problems[0].ToString()));
        return new PlayScene(rules, Procedures(Path.Combine(folder, "procedures")));
    }

    private static List<(string Name, byte[] Json)> Procedures(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(path => (Path.GetFileName(path), File.ReadAllBytes(path)))]
        : [];

    private static string TextOf(string? folder, string file)
    {
        var path = Path.Combine(folder ?? Shipped, file);
        return File.Exists(path)
            ? File.ReadAllText(path)
            : throw new CommandRefusedException($"There is no {file} in {folder ?? Shipped}; --rules names the folder with the rule files.");
    }

    private static T Value<T>(RuleReading<T> reading) where T : class =>
        reading.Value ?? throw new CommandRefusedException(Printable.Of(reading.Problems[0].ToString()));
}
