namespace IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

/// <summary>
/// A compiled pattern. Registers is how many numbers a match keeps: two per group, then two per loop.
/// First holds the folded characters with which every match begins, or is null when that is not known.
/// </summary>
internal sealed record RegexCode(
    RegexInstruction[] Instructions,
    CharSet[] Classes,
    RegexLoop[] Loops,
    RegexRun[] Runs,
    int Registers,
    int Looks,
    CharSet? First);
