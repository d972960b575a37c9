using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace IqWorkflows.Cases.RuleFiles;

/// <summary>The text of a file of rules on its way to values. All problems are collected, so that one run shows everything there is to mend.</summary>
internal sealed class RuleText(string file)
{
    private readonly List<RuleProblem> _problems = [];

    public IReadOnlyList<RuleProblem> Problems => [.. _problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];

    /// <summary>The mapping at the top; null (and a problem) when the text is not YAML or something else stands there.</summary>
    public RuleMap? Root(string text)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException problem)
        {
            Report(problem.Start, "", $"This is not YAML: {problem.Message.TrimEnd('.')}.", "Mind indentation, colons and quotes at this place or just before it.");
            return null;
        }

        if (stream.Documents is [{ RootNode: YamlMappingNode root }])
            return new RuleMap(this, root, "");
        Report(Mark.Empty, "", "The file is not one mapping of names to values.", "Begin with the members that README.md in the same folder describes.");
        return null;
    }

    public void Report(Mark at, string path, string message, string remedy) =>
        _problems.Add(new RuleProblem(file, (int)Math.Max(1, at.Line), (int)Math.Max(1, at.Column), path, message, remedy));
}
