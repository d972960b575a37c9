using System.Text;
using IqWorkflows.Engine.Expressions.JavaScript.Numbers;
using IqWorkflows.Engine.Expressions.JavaScript.Running;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <summary>Writes JSON exactly as the language's <c>JSON.stringify</c> does.</summary>
internal sealed class JsonWriter(Run run, JsFunction? replacer, HashSet<string>? allowed, string gap)
{
    private readonly StringBuilder _text = new();
    private readonly List<JsObject> _around = [];

    /// <summary>The text; null for what has none, such as undefined.</summary>
    public string? Write(JsValue value)
    {
        var holder = JsObject.Plain(run);
        holder.Put(run, "", value);
        return WriteMember(holder, "", value) ? _text.ToString() : null;
    }

    private bool WriteMember(JsObject holder, string key, JsValue value)
    {
        run.Step();
        if (value.IsObject && value.Object!.Get(run, "toJSON").Function is { } own) value = own.Call(run, value, [key]);
        if (replacer is not null) value = replacer.Call(run, holder, [key, value]);
        if (value.Object is BoxedValue boxed) value = boxed.Value.IsNumber ? value.ToNumber(run) : boxed.Value.IsText ? value.ToText(run) : boxed.Value.IsBoolean ? boxed.Value : value;
        return WriteValue(value);
    }

    private bool WriteValue(JsValue value)
    {
        switch (value.Kind)
        {
            case Kind.Null:
                _text.Append("null");
                break;
            case Kind.Boolean:
                _text.Append(value.Boolean ? "true" : "false");
                break;
            case Kind.Number:
                _text.Append(double.IsFinite(value.Number) ? NumberText.Of(value.Number) : "null");
                break;
            case Kind.String:
                Quote(_text, value.Text);
                break;
            case Kind.Object when value.Object is not JsFunction:
                WriteObject(value.Object!);
                break;
            default:
                return false;
        }

        run.CheckTextLength(_text.Length);
        return true;
    }

    private void WriteObject(JsObject source)
    {
        if (_around.Contains(source)) throw run.TypeError("Converting circular structure to JSON");
        run.Enter(8);
        _around.Add(source);
        if (source is JsArray array) WriteArray(array);
        else WriteMembers(source);
        _around.RemoveAt(_around.Count - 1);
        run.Leave(8);
    }

    private void WriteArray(JsArray array)
    {
        _text.Append('[');
        for (var i = 0u; i < array.Length; i++)
        {
            if (i > 0) _text.Append(',');
            NewLine();
            if (!WriteMember(array, PropertyKey.Of(i), array.GetIndex(run, i))) _text.Append("null");
        }

        if (array.Length > 0) NewLine(-1);
        _text.Append(']');
    }

    private void WriteMembers(JsObject source)
    {
        _text.Append('{');
        var isFirst = true;
        foreach (var name in allowed is null ? source.EnumerableKeys(run) : (IEnumerable<string>)allowed)
        {
            var start = _text.Length;
            if (!isFirst) _text.Append(',');
            NewLine();
            Quote(_text, name);
            _text.Append(gap.Length == 0 ? ":" : ": ");
            if (WriteMember(source, name, source.Get(run, name))) isFirst = false;
            else _text.Length = start;
        }

        if (!isFirst) NewLine(-1);
        _text.Append('}');
    }

    private void NewLine(int deeper = 0)
    {
        if (gap.Length == 0) return;
        _text.Append('\n');
        for (var i = 0; i < _around.Count + deeper; i++) _text.Append(gap);
        run.CheckTextLength(_text.Length);
    }

    public static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        for (var i = 0; i < value.Length; i++)
        {
            var c = value[i];
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\b': text.Append("\\b"); break;
                case '\f': text.Append("\\f"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                default:
                    var isPair = char.IsHighSurrogate(c) && i + 1 < value.Length && char.IsLowSurrogate(value[i + 1]);
                    if (isPair) text.Append(c).Append(value[++i]);
                    else if (c < ' ' || char.IsSurrogate(c)) text.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
                    else text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }
}
