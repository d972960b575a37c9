using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace IqWorkflows.Cases.RuleFiles;

/// <summary>The text of a file of rules on its way to values. All problems are collected, so that one run shows everything there is to mend.</summary>
internal sealed class RuleText(string file)
{
    private const int MostDepth = 30;

    private readonly List<RuleProblem> _problems = [];

    public IReadOnlyList<RuleProblem> Problems => [.. _problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];

    /// <summary>The mapping at the top; null (and a problem) when the text is not YAML or something else stands there.</summary>
    public RuleMap? Root(string text)
    {
        if (!IsYaml(text))
            return null;

        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException problem) // a name twice, an alias without anchor
        {
            ReportYaml(problem);
            return null;
        }

        if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            return new RuleMap(this, root, "");
        Report(Mark.Empty, "", "The file is not one mapping of names to values.", "Begin with its members, one a line, each as name: value.");
        return null;
    }

    /// <summary>Reads the text event by event first: the library's tree builder recurses, so its depth must be known before, and some errors carry no place.</summary>
    private bool IsYaml(string text)
    {
        var parser = new Parser(new StringReader(text));
        var (depth, last) = (0, Mark.Empty);
        var members = new Stack<int>([0]); // of the mappings and lists that are open
        try
        {
            while (parser.MoveNext())
            {
                last = parser.Current!.End;
                depth += parser.Current.NestingIncrease;
                if (parser.Current is MappingEnd && members.Peek() % 2 == 1) // the library's tree builder fails on it without a place
                {
                    Report(last, "", "A name at the end of this mapping has no value, or a colon stands where none belongs.", "Complete it, or put the text in quotes.");
                    return false;
                }
                Count(parser.Current, members);
                if (depth > MostDepth)
                {
                    Report(last, "", $"Mappings and lists are nested more than {MostDepth} deep.", "No rule needs that; look for a bracket too many.");
                    return false;
                }
            }
            return true;
        }
        catch (YamlException problem)
        {
            ReportYaml(problem);
        }
        catch (InvalidOperationException) // what the library throws when a plain text runs to the end within braces
        {
            Report(last, "", "This is not YAML: a brace or bracket that is opened after this place is never closed.", "Close it, or put the text in quotes.");
        }
        return false;
    }

    private static void Count(ParsingEvent at, Stack<int> members)
    {
        if (at is MappingEnd or SequenceEnd)
            members.Pop();
        else if (at is NodeEvent or AnchorAlias) // an alias is a value, though the library does not call it a node
            members.Push(members.Pop() + 1);
        if (at is MappingStart or SequenceStart)
            members.Push(0);
    }

    private void ReportYaml(YamlException problem) =>
        Report(problem.Start, "", $"This is not YAML: {problem.Message.TrimEnd('.')}.", "Mind indentation, colons and quotes at this place or just before it.");

    public void Report(Mark at, string path, string message, string remedy) =>
        _problems.Add(new RuleProblem(file, (int)Math.Max(1, at.Line), (int)Math.Max(1, at.Column), path, message, remedy));
}
