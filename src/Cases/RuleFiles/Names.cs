namespace IqWorkflows.Cases.RuleFiles;

/// <summary>How names in rule files are spelt.</summary>
internal static class Names
{
    // Names of facts become names of columns, which SQL written by hand must not have to quote on any database.
    private static readonly HashSet<string> s_wordsOfSql =
    [
        "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "between", "by", "case", "cast", "check", "collate", "column", "commit", "constraint", "create",
        "cross", "current", "default", "delete", "desc", "distinct", "do", "drop", "else", "end", "except", "exists", "fetch", "for", "foreign", "from", "full", "grant", "group",
        "having", "if", "in", "index", "initially", "inner", "insert", "intersect", "into", "is", "isnull", "join", "key", "left", "like", "limit", "natural", "not", "notnull",
        "null", "of", "offset", "on", "only", "or", "order", "outer", "over", "primary", "references", "returning", "right", "select", "set", "some", "table", "then", "to",
        "transaction", "trigger", "union", "unique", "update", "user", "using", "values", "view", "when", "where", "window", "with",
    ];

    /// <summary>Small letters and single underscores, beginning and ending with a letter; at most 40.</summary>
    public static bool IsSnakeCase(string name) =>
        name.Length is > 0 and <= 40 && name[0] != '_' && name[^1] != '_' && !name.Contains("__", StringComparison.Ordinal) && name.All(c => c is '_' or >= 'a' and <= 'z');

    public static bool IsWordOfSql(string name) => s_wordsOfSql.Contains(name);
}
