using IqWorkflows.Engine.Expressions.JavaScript.Reading;
using IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Tree;

/// <summary>A regular expression in the source, compiled when the script is read.</summary>
internal sealed class PatternNode : Node
{
    private readonly RegexProgram _program;

    private PatternNode(RegexProgram program, int position)
        : base(position, 1) => _program = program;

    public static PatternNode Read(Scanner scanner, string pattern, string flags, int position)
    {
        try
        {
            return new PatternNode(RegexProgram.Compile(pattern, flags), position);
        }
        catch (ScriptException problem) when (problem.Limit is null)
        {
            throw scanner.Error(problem.Message, position + problem.Column);
        }
    }

    public override JsValue Evaluate(Frame frame) => new JsRegExp(frame.Run, _program);
}
