using System.Text.Json;
using IqWorkflows.Engine.Definitions;
using IqWorkflows.Engine.Expressions;
using IqWorkflows.Engine.Expressions.JavaScript;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Programs;

/// <summary>Reads the expressions of one activity.</summary>
internal sealed class ExpressionReader(Compiling compiling, Box box)
{
    private string ActivityId => box.Id;

    /// <summary>Reads an input: an object with <c>typeName</c> and <c>expression</c>, or a bare value, which counts as literal.</summary>
    public Expression Input(JsonElement json, WorkflowType type, string place)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
                return Expression.Missing;
            case JsonValueKind.Object:
                // As in Elsa the presence of typeName decides whether the object is an input at all.
                if (!json.Has("typeName"))
                {
                    compiling.Add(ProblemSeverity.Warning, "not-an-input", place, ActivityId, "The object has no member typeName and is therefore not read.", "Add \"typeName\": null.");
                    return Expression.Missing;
                }
                return json.Has("expression") ? Read(json.Member("expression"), type, $"{place}.expression") : Expression.Missing;
            default:
                return new ConstantExpression(ValueJson.Read(json, ObjectOrigin.Script));
        }
    }

    /// <summary>Reads <c>{ type, value }</c>.</summary>
    public Expression Read(JsonElement json, WorkflowType type, string place)
    {
        if (json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return Expression.Missing;
        var value = json.Member("value");
        switch (json.Text("type"))
        {
            case "Literal":
                return new ConstantExpression(ValueJson.Read(value, ObjectOrigin.Script));
            case "Object" or "Json":
                return ObjectExpression(value, type, place);
            case "Variable":
                return Reference(value, "id") is { } id ? new VariableExpression(id) : Expression.Missing;
            case "Input":
                return Reference(value, "name") is { } name ? new InputExpression(name) : Expression.Missing;
            case "JavaScript":
                return ScriptExpression(value, place);
            case ("CSharp" or "Python" or "Liquid") and var language:
                compiling.Add(ProblemSeverity.Error, "expression-language", place, ActivityId, $"Expressions in {language} are kept, but not run here.", "Write the expression in JavaScript.");
                return Expression.Missing;
            case var other:
                compiling.Add(ProblemSeverity.Error, "expression-language", place, ActivityId, $"The expression language '{other}' is unknown; the value is empty.", "Use Literal, Object, Variable, Input or JavaScript; upper and lower case differ.");
                return Expression.Missing;
        }
    }

    public Script? Script(string source, string place, out ScriptException? error)
    {
        error = null;
        try
        {
            var script = Expressions.JavaScript.Script.Compile(source);
            foreach (var fact in FactNames.In(source))
                compiling.NeedFact(box, fact);
            return script;
        }
        catch (ScriptException exception)
        {
            error = exception;
            compiling.Add(ProblemSeverity.Error, "script", place, ActivityId, $"{exception.Message} (line {exception.Line}, column {exception.Column})", "Correct the script.");
            return null;
        }
    }

    private Expression ScriptExpression(JsonElement value, string place)
    {
        var source = value.ValueKind == JsonValueKind.String ? value.GetString()! // a string has a text
            : value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? ""
            : value.GetRawText();
        return Script(source, place, out var error) is { } script ? new ScriptExpression(script) : new BrokenExpression(error!); // no script, hence an error
    }

    private ConstantExpression ObjectExpression(JsonElement value, WorkflowType type, string place)
    {
        if (value.ValueKind != JsonValueKind.String)
            return new ConstantExpression(value.ValueKind == JsonValueKind.Undefined ? null : ValueJson.Read(value, ObjectOrigin.Script));
        var text = value.GetString()!; // a string has a text
        if (string.IsNullOrWhiteSpace(text))
            return new ConstantExpression(null);
        // As in Elsa: where anything or a text may stand, the text of the JSON itself is the value.
        if (type.Kind is TypeKind.Object or TypeKind.String)
            return new ConstantExpression(text);
        if (ValueJson.TryParse(text, ObjectOrigin.Script, out var parsed))
            return new ConstantExpression(parsed);
        compiling.Add(ProblemSeverity.Error, "json", place, ActivityId, "The text is not JSON.", "Correct the JSON, or choose another expression language.");
        return new ConstantExpression(null);
    }

    private static string? Reference(JsonElement value, string member)
    {
        if (value.ValueKind == JsonValueKind.Object)
            return value.Text(member);
        if (value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            using var document = JsonDocument.Parse(value.GetString()!); // a string has a text
            return document.RootElement.Text(member);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
