namespace IqWorkflows.Cases.RuleFiles;

/// <summary>Codes that name an entry of a file.</summary>
internal static class Codes
{
    /// <summary>A code in capital letters, digits and underscores.</summary>
    public static string In(RuleMap map, string name)
    {
        var code = map.Text(name);
        if (code.Any(c => !(char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '_')))
            map.Report(name, $"\"{code}\" is no code.", "Write capital letters, digits and underscores.");
        return code;
    }

    public static void ReportTwice(RuleMap map, string name, IEnumerable<string> codes)
    {
        foreach (var twice in codes.GroupBy(code => code, StringComparer.Ordinal).Where(same => same.Key.Length > 0 && same.Count() > 1))
            map.Report(name, $"{twice.Key} is listed {twice.Count()} times.", "Give each code one entry.");
    }

    public static void CheckSpan(RuleMap map, DateOnly from, DateOnly? to)
    {
        if (to < from)
            map.Report("valid_to", "It ends before it begins.", "Put valid_to on or after valid_from.");
    }
}
