using IqWorkflows.Engine.Expressions.JavaScript.RegularExpressions;

namespace IqWorkflows.Engine.Expressions.JavaScript.Running;

/// <summary>A regular expression as an object of the script.</summary>
internal sealed class JsRegExp : JsObject
{
    public JsRegExp(Run run, RegexProgram program)
        : base(run, run.Realm.RegExpPrototype)
    {
        Program = program;
        PutOwn(run, new Property("lastIndex", 0, Traits.Writable));
    }

    public RegexProgram Program { get; }

    public override string Class => "RegExp";
}
