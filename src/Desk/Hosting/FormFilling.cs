using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using IqWorkflows.Desk.Frame;

namespace IqWorkflows.Desk.Hosting;

/// <summary>Puts what was typed back into a page of ours, whichever form it was: by the names of the fields, in the form that is sent to the same place.</summary>
internal sealed partial class FormFilling
{
    private static readonly string[] s_notFilled = ["password", "file", "submit", "button", "image", "reset"];

    private readonly Dictionary<string, Queue<string>> _typed;
    private readonly StringBuilder _page = new();

    private FormFilling(IReadOnlyDictionary<string, string[]> fields) => _typed = fields.ToDictionary(pair => pair.Key, pair => new Queue<string>(pair.Value));

    /// <param name="html">The page as it is.</param>
    /// <param name="kept">What was typed.</param>
    /// <param name="words">The language of the page.</param>
    public static string Fill(string html, KeptForm kept, Words words)
    {
        foreach (Match form in Form().Matches(html))
        {
            if (!IsSentTo(form.Value, kept))
                continue;
            var filling = new FormFilling(kept.Fields);
            filling.FillForm(form.Value);
            return WithNotice(string.Concat(html.AsSpan(0, form.Index), filling._page.ToString(), html.AsSpan(form.Index + form.Length)), words["Hosting.Kept"], words["Hosting.KeptText"], []);
        }
        return WithNotice(html, words["Hosting.KeptNoForm"], words["Hosting.KeptNoFormText"], kept.Fields.Where(pair => !pair.Key.StartsWith("__", StringComparison.Ordinal)).SelectMany(pair => pair.Value).Where(value => value.Trim().Length > 0));
    }

    private static bool IsSentTo(string form, KeptForm kept)
    {
        var tag = form[..(form.IndexOf('>', StringComparison.Ordinal) + 1)];
        if (!"post".Equals(Attribute(tag, "method"), StringComparison.OrdinalIgnoreCase))
            return false;
        return (Attribute(tag, "action") ?? kept.Page) == kept.Action || form.Contains($"formaction=\"{WebUtility.HtmlEncode(kept.Action)}\"", StringComparison.Ordinal);
    }

    private void FillForm(string form)
    {
        var position = 0;
        string? select = null;
        var textareaEnds = -1;
        foreach (Match tag in Control().Matches(form))
        {
            if (tag.Index < textareaEnds)
                continue;
            _page.Append(form, position, tag.Index - position);
            position = tag.Index + tag.Length;
            var name = Attribute(tag.Value, "name") ?? "";
            switch (tag.Groups[1].Value)
            {
                case "input":
                    _page.Append(Input(tag.Value, name));
                    break;
                case "select":
                    _page.Append(tag.Value);
                    select = name;
                    break;
                case "option":
                    _page.Append(Option(tag.Value, select));
                    break;
                case "textarea":
                    textareaEnds = form.IndexOf("</textarea>", position, StringComparison.Ordinal);
                    _page.Append(tag.Value);
                    if (textareaEnds < 0 || !_typed.TryGetValue(name, out var lines) || !lines.TryDequeue(out var text))
                        break;
                    _page.Append('\n').Append(WebUtility.HtmlEncode(text)); // browsers leave out the first line break
                    position = textareaEnds;
                    break;
            }
        }
        _page.Append(form, position, form.Length - position);
    }

    private string Input(string tag, string name)
    {
        var type = (Attribute(tag, "type") ?? "text").ToLowerInvariant();
        if (name.Length == 0 || name is Visit.TokenField or Visit.WhoField or Visit.PageField || s_notFilled.Contains(type))
            return tag;
        if (type is "checkbox" or "radio")
        {
            var isChosen = _typed.TryGetValue(name, out var chosen) && chosen.Contains(Attribute(tag, "value") ?? "on");
            return With(Checked().Replace(tag, ""), isChosen ? " checked" : "");
        }
        return _typed.TryGetValue(name, out var values) && values.TryDequeue(out var value) ? With(Value().Replace(tag, ""), $" value=\"{WebUtility.HtmlEncode(value)}\"") : tag;
    }

    private string Option(string tag, string? select)
    {
        if (select is null || !_typed.TryGetValue(select, out var chosen))
            return tag;
        return With(Selected().Replace(tag, ""), chosen.Contains(Attribute(tag, "value") ?? "") ? " selected" : "");
    }

    private static string With(string tag, string attribute)
    {
        var end = tag.EndsWith("/>", StringComparison.Ordinal) ? tag.Length - 2 : tag.Length - 1;
        return tag[..end].TrimEnd() + attribute + (end == tag.Length - 2 ? " />" : ">");
    }

    private static string WithNotice(string html, string title, string text, IEnumerable<string> typed)
    {
        var main = Main().Match(html);
        if (!main.Success)
            return html;
        var notice = new StringBuilder("<div class=\"kern-alert kern-alert--info d-kept\" role=\"status\"><div class=\"kern-alert__header\"><span class=\"kern-icon kern-icon--info\" aria-hidden=\"true\"></span><h2 class=\"kern-title\">")
            .Append(WebUtility.HtmlEncode(title)).Append("</h2></div><div class=\"kern-alert__body\"><p>").Append(WebUtility.HtmlEncode(text)).Append("</p>");
        foreach (var value in typed)
            notice.Append("<p class=\"d-pre\">").Append(WebUtility.HtmlEncode(value)).Append("</p>");
        return html.Insert(main.Index + main.Length, notice.Append("</div></div>").ToString());
    }

    private static string? Attribute(string tag, string name)
    {
        var found = Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"");
        return found.Success ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;
    }

    [GeneratedRegex("<form\\b.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<(input|select|option|textarea)\\b(?:[^>\"]|\"[^\"]*\")*>")]
    private static partial Regex Control();

    [GeneratedRegex("<main\\b[^>]*>")]
    private static partial Regex Main();

    [GeneratedRegex("\\svalue=\"[^\"]*\"")]
    private static partial Regex Value();

    [GeneratedRegex("\\schecked(?:=\"[^\"]*\")?(?=[\\s/>])")]
    private static partial Regex Checked();

    [GeneratedRegex("\\sselected(?:=\"[^\"]*\")?(?=[\\s/>])")]
    private static partial Regex Selected();
}
