using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using IqWorkflows.Engine.Expressions.JavaScript.Running;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Expressions.JavaScript.Builtins;

/// <summary><c>toJson</c>: workflow values as .NET writes them, with letters of all languages but &lt;, &gt;, &amp; and + escaped.</summary>
internal static class ElsaJson
{
    private static readonly JavaScriptEncoder s_encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    public static string Write(Run run, JsValue value)
    {
        var text = new StringBuilder();
        Write(run, text, Border.ToHost(run, value));
        return text.ToString();
    }

    private static void Write(Run run, StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case double number:
                Write(text, number);
                break;
            case string written:
                Quote(text, written);
                break;
            case DateTime instant:
                text.Append('"').Append(instant.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture)).Append('"');
                break;
            case byte[] bytes:
                text.Append('"').Append(Convert.ToBase64String(bytes)).Append('"');
                break;
            case ListValue list:
                text.Append('[');
                for (var i = 0; i < list.Count; i++)
                {
                    if (i > 0) text.Append(',');
                    Write(run, text, list[i]);
                }

                text.Append(']');
                break;
            case ObjectValue members:
                Write(run, text, members);
                break;
            default:
                Quote(text, value.ToString()!);
                break;
        }

        run.CheckTextLength(text.Length);
    }

    private static void Write(Run run, StringBuilder text, ObjectValue members)
    {
        text.Append('{');
        var isFirst = true;
        foreach (var (name, member) in members)
        {
            if (!isFirst) text.Append(',');
            isFirst = false;
            Quote(text, name);
            text.Append(':');
            Write(run, text, member);
        }

        text.Append('}');
    }

    private static void Write(StringBuilder text, double number)
    {
        if (double.IsFinite(number)) text.Append(number.ToString("R", CultureInfo.InvariantCulture));
        else text.Append('"').Append(number.ToString(CultureInfo.InvariantCulture)).Append('"');
    }

    private static void Quote(StringBuilder text, string value) => text.Append('"').Append(s_encoder.Encode(value)).Append('"');
}
