namespace IqWorkflows.Engine.Expressions.JavaScript.Reading;

internal enum T : byte
{
    End, Name, Number, Text, Template, Pattern, BigInt, PrivateName,

    // Punctuators
    OpenBrace, CloseBrace, OpenParen, CloseParen, OpenBracket, CloseBracket, Dot, Ellipsis, Semicolon, Comma, Question, QuestionDot, Colon, Arrow,
    Less, Greater, LessEqual, GreaterEqual, Equal, NotEqual, StrictEqual, StrictNotEqual,
    Plus, Minus, Star, Slash, Percent, Power, Increment, Decrement, ShiftLeft, ShiftRight, ShiftRightUnsigned,
    And, Or, Xor, Not, Complement, LogicalAnd, LogicalOr, Coalesce,
    Assign, PlusAssign, MinusAssign, StarAssign, SlashAssign, PercentAssign, PowerAssign, ShiftLeftAssign, ShiftRightAssign, ShiftRightUnsignedAssign,
    AndAssign, OrAssign, XorAssign, LogicalAndAssign, LogicalOrAssign, CoalesceAssign,

    // Words that cannot be names
    Break, Case, Catch, Class, Const, Continue, Debugger, Default, Delete, Do, Else, Enum, Export, Extends, False, Finally, For, Function, If, Import, In,
    InstanceOf, New, Null, Return, Super, Switch, This, Throw, True, Try, TypeOf, Var, Void, While, With,
}

/// <summary>A token: its kind, place and, where it has one, its value.</summary>
internal struct Token
{
    public T Kind;
    public int Start;
    public int End;
    public bool AfterLineBreak;

    /// <summary>Whether a name was written with an escape: it is then never a keyword.</summary>
    public bool HasEscape;
    public double Number;

    /// <summary>Name, string value, cooked template piece (null when it has an invalid escape), or pattern.</summary>
    public string? Text;

    /// <summary>Raw template piece, or the flags of a pattern.</summary>
    public string? Raw;

    /// <summary>Whether a template piece is the last of its template.</summary>
    public bool IsTail;

    public readonly bool IsWord => Kind is T.Name or >= T.Break;
}

internal static class Words
{
    private static readonly Dictionary<string, T> s_kinds = Enum.GetValues<T>().Where(kind => kind >= T.Break)
        .ToDictionary(kind => kind.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    private static readonly Dictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> s_lookup = s_kinds.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Names the language gives a meaning to in some places, and those that scripts use most: one string object each.</summary>
    private static readonly HashSet<string> s_known = new(StringComparer.Ordinal)
    {
        "let", "of", "get", "set", "async", "await", "yield", "undefined", "variables", "arguments", "eval",
        "length", "name", "message", "prototype", "constructor", "toString", "valueOf", "map", "filter", "push", "join", "forEach", "includes",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_knownLookup = s_known.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool TryKnown(ReadOnlySpan<char> name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? known) =>
        s_knownLookup.TryGetValue(name, out known);

    public static T Kind(ReadOnlySpan<char> word) => word.Length is >= 2 and <= 10 && s_lookup.TryGetValue(word, out var kind) ? kind : T.Name;
}
