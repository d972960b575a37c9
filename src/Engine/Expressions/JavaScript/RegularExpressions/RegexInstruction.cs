namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>What the matcher does at one place of a compiled pattern.</summary>
internal enum RegexOperation : byte
{
    /// <summary>The whole pattern has matched.</summary>
    Accept,

    /// <summary>Never matches.</summary>
    Fail,

    /// <summary>One character equal to A.</summary>
    Character,

    /// <summary>One character that is in (B = 0) or not in (B = 1) class A.</summary>
    Class,

    /// <summary>Character and Class, reading towards the start.</summary>
    CharacterBefore,
    ClassBefore,

    /// <summary>Repeats a single character: run A.</summary>
    Run,

    /// <summary>Goes on, and to A when that fails.</summary>
    Split,

    /// <summary>Goes to A.</summary>
    Jump,

    /// <summary>Notes the position in register A.</summary>
    Save,

    /// <summary>Sets the count of loop A to zero.</summary>
    LoopStart,

    /// <summary>Begins a round of loop A or leaves it.</summary>
    LoopRound,

    /// <summary>Ends a round of loop A.</summary>
    LoopEnd,

    /// <summary>Text of group A again; B = 1 reads towards the start.</summary>
    BackReference,

    /// <summary>Begins look A; a negative one (B = 1) goes on at C when its body fails.</summary>
    LookStart,

    /// <summary>The body of look A has matched; B = 1 is negative.</summary>
    LookEnd,

    AtStart,
    AtLineStart,
    AtEnd,
    AtLineEnd,
    AtWordBoundary,
    NotAtWordBoundary,
}

internal readonly record struct RegexInstruction(RegexOperation Operation, int A = 0, int B = 0, int C = 0);

/// <summary>
/// A repeated part of any kind. Exit is the instruction after the last round; Count the register of the number of rounds
/// (with no upper bound it stops one above Min); Start the register of the position at which the round began.
/// </summary>
internal sealed record RegexLoop(int Min, int Max, bool IsGreedy, int Exit, int Count, int Start, bool CanBeEmpty, GroupSpan Groups);

/// <summary>A repeated single character, by far the most common loop.</summary>
internal sealed record RegexRun(int Min, int Max, bool IsGreedy, CharSet Set, bool IsInverted);
