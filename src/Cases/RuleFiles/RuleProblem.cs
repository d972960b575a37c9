namespace IqWorkflows.Cases.RuleFiles;

/// <summary>Something wrong with a file of rules, told so that whoever edits it can mend it.</summary>
/// <param name="File">Name of the file as its reader was told.</param>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Path">Where in the file, for example <c>deadlines[3].rows[0].length</c>; empty for the whole file.</param>
/// <param name="Message">What was found.</param>
/// <param name="Remedy">What to do.</param>
public sealed record RuleProblem(string File, int Line, int Column, string Path, string Message, string Remedy)
{
    public override string ToString() => $"{File}:{Line}:{Column}: {(Path.Length > 0 ? Path + ": " : "")}{Message} {Remedy}";
}
