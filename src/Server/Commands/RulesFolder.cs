using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.RuleFiles;

namespace IqWorkflows.Server.Commands;

/// <summary>The folder <c>workflows</c> with the rules: the one that came with the executable, or another that somebody names.</summary>
internal static class RulesFolder
{
    public static string Shipped { get; } = Path.Combine(AppContext.BaseDirectory, "workflows");

    public static DeadlineCatalog Deadlines(string? folder)
    {
        var holidays = Value(HolidayFile.Read(TextOf(folder, "holidays.yaml"), "holidays.yaml"));
        return Value(DeadlineFile.Read(TextOf(folder, "deadlines.yaml"), "deadlines.yaml", holidays));
    }

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
