namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>A regular expression of ECMAScript, ready to match. It never changes and may be shared.</summary>
internal sealed class RegexProgram
{
    private readonly RegexCode _code;

    private RegexProgram(string pattern, RegexFlags flags, GroupNames groups, RegexCode code)
    {
        Pattern = pattern;
        Flags = flags;
        GroupCount = groups.Count;
        Names = groups.Names;
        _code = code;
    }

    public string Pattern { get; }

    public RegexFlags Flags { get; }

    /// <summary>Number of groups, the whole match (group 0) included.</summary>
    public int GroupCount { get; }

    /// <summary>Named groups in the order of the pattern.</summary>
    public IReadOnlyList<(string Name, int Group)> Names { get; }

    /// <exception cref="ScriptException">Pattern or flags break a rule; line and column count within the pattern.</exception>
    public static RegexProgram Compile(string pattern, string flags) => Compile(pattern, RegexFlagLetters.Parse(flags));

    public static RegexProgram Compile(string pattern, RegexFlags flags)
    {
        var parser = new RegexParser(pattern, flags);
        var tree = parser.Parse();
        return new RegexProgram(pattern, flags, parser.Groups, RegexCompiler.Compile(tree, flags, parser.Groups));
    }

    /// <summary>Finds the first match at or, unless the pattern is sticky, after a position, and takes the steps from the budget.</summary>
    /// <returns>Null when there is no match.</returns>
    /// <exception cref="ScriptException">The budget is used up.</exception>
    public RegexMatch? Match(string input, int start, ref long budget) => Match(input, start, (Flags & RegexFlags.Sticky) != 0, ref budget);

    /// <summary>Matches at the position only when sticky, whatever the flags say.</summary>
    public RegexMatch? Match(string input, int start, bool isSticky, ref long budget)
    {
        var matcher = new RegexMatcher(_code, Flags, input, GroupCount, budget);
        try
        {
            return matcher.Search(start, isSticky);
        }
        finally
        {
            budget = matcher.Budget;
        }
    }
}
