using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using IqWorkflows.Engine.Expressions.JavaScript.Reading;
using IqWorkflows.Engine.Expressions.JavaScript.Running;
using IqWorkflows.Engine.Expressions.JavaScript.Tree;

namespace IqWorkflows.Engine.Expressions.JavaScript;

/// <summary>
/// A JavaScript expression or body, read once and run as often as needed, by several threads at a time.
/// Its result is what it returns, or else the value of its last statement.
/// </summary>
public sealed partial class Script
{
    private readonly string _source;
    private readonly FunctionCode _code;

    private Script(string source, Parser.Result parsed)
    {
        _source = source;
        _code = parsed.Code;
        MentionedVariables = !source.Contains("variables.", StringComparison.Ordinal) ? [] : [.. Mention().Matches(source).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal)];
        FreeNames = new HashSet<string>(parsed.Free.Select(name => name.Name), StringComparer.Ordinal);
    }

    /// <summary>The names the text mentions as <c>variables.Name</c>, in comments and strings, too, as Elsa finds them.</summary>
    public IReadOnlyList<string> MentionedVariables { get; }

    /// <summary>The names the script uses without declaring them: globals of the language, functions of the host, or mistakes.</summary>
    public IReadOnlySet<string> FreeNames { get; }

    /// <exception cref="ScriptException">The source breaks a rule of the language or uses a part of it that does not exist here.</exception>
    public static Script Compile(string source) => new(source, Parser.Parse(source));

    /// <summary>Runs the script and then gives changed members of <c>variables</c> back to the host.</summary>
    /// <returns>A workflow value, see <see cref="Values.ObjectValue"/>.</returns>
    /// <exception cref="ScriptException">The script threw something and did not catch it, or exceeded a limit.</exception>
    public object? Run(ScriptHost host, ScriptLimits limits)
    {
        var run = new Run(host, limits, this);
        try
        {
            var result = Border.ToHost(run, Execute(run));
            run.TouchedVariables?.WriteBack(run);
            return result;
        }
        catch (JsThrow thrown)
        {
            var (line, column) = Place(thrown.Position);
            throw new ScriptException(thrown.Origin?.Message ?? Describe(run, thrown.Value), line, column);
        }
        catch (InsufficientExecutionStackException)
        {
            throw run.Exceeded("depth", "The script calls functions within functions too deeply. Does a function call itself without end?");
        }
    }

    internal (int Line, int Column) Place(int position) => LinePlace.Of(_source, position);

    internal string Text(int start, int end) => _source[start..end];

    private JsValue Execute(Run run)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var frame = new Frame(run, _code.LocalCount);
        Blocks.Enter(frame, _code.Scope!);
        if (_code.UsesThis) frame.This = run.Realm.Global;
        foreach (var function in _code.Functions) function.Declare(frame);
        Blocks.Run(frame, _code.Body);
        return frame.Result;
    }

    private static string Describe(Run run, JsValue thrown)
    {
        try
        {
            if (thrown.Symbol is { } symbol) return symbol.ToString();
            var text = thrown.ToText(run);
            return text == "[object Object]" && thrown.Object!.Get(run, "message") is { IsText: true } message ? message.Text : text;
        }
        catch (JsThrow)
        {
            return "The script threw an object without a text";
        }
    }

    [GeneratedRegex(@"variables\.([\p{L}_$][\p{L}\p{N}_$]*)")]
    private static partial Regex Mention();
}
