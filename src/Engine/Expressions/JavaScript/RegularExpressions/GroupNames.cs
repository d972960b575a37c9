namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>The groups of a pattern, found before it is parsed: \2 and \k mean different things depending on what stands further on.</summary>
internal sealed class GroupNames
{
    // A pattern with more groups than this is an attack on memory, not a pattern.
    public const int MaxGroups = 1000;

    private readonly List<(string Name, int Group)> _names = [];

    /// <summary>Number of groups, the whole match (group 0) included.</summary>
    public int Count { get; private set; } = 1;

    public bool HasNames { get; private set; }

    /// <summary>Names in the order of the pattern.</summary>
    public IReadOnlyList<(string Name, int Group)> Names => _names;

    public static GroupNames Scan(string pattern)
    {
        var groups = new GroupNames();
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    inClass = true;
                    break;
                case ']':
                    inClass = false;
                    break;
                case '(' when !inClass:
                    groups.Count += groups.Captures(pattern, i + 1) ? 1 : 0;
                    break;
                default:
                    break;
            }
        }

        return groups;
    }

    public void Define(string name, int group, PatternCursor cursor)
    {
        if (Find(name) is not null)
        {
            cursor.Fail($"two groups have the name '{name}'.");
        }

        _names.Add((name, group));
    }

    public int? Find(string name)
    {
        foreach (var (known, group) in _names)
        {
            if (known == name)
            {
                return group;
            }
        }

        return null;
    }

    private bool Captures(string pattern, int afterParenthesis)
    {
        char At(int index) => index < pattern.Length ? pattern[index] : '\0';
        if (At(afterParenthesis) != '?')
        {
            return true;
        }

        var isNamed = At(afterParenthesis + 1) == '<' && At(afterParenthesis + 2) is not ('=' or '!');
        HasNames |= isNamed;
        return isNamed;
    }
}
