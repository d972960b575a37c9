using System.Net;
using System.Text.RegularExpressions;

namespace IqWorkflows.Server.Bench.Fuzz;

/// <summary>A field of a form.</summary>
/// <param name="Name">Its name, as bytes.</param>
/// <param name="Value">What stood in it, as bytes.</param>
/// <param name="Type">Kind of it, in the words of HTML.</param>
internal sealed record FuzzField(string Name, string Value, string Type)
{
    /// <summary>What somebody who means well might send.</summary>
    public string Filled => Value.Length > 0 ? Value : Type switch
    {
        "date" => "2026-03-02",
        "time" => "10:00",
        "datetime-local" => "2026-03-02T10:00",
        "number" => "1",
        "email" => "a@beispiel.invalid",
        "password" => "typed by nobody at all",
        "checkbox" or "radio" => "on",
        "hidden" or "search" or "select" or "submit" => "",
        _ => "Mustermann",
    };
}

/// <summary>A form of a page, with what stood in it.</summary>
/// <param name="Caller">Who saw it.</param>
/// <param name="Action">Where it is sent.</param>
/// <param name="Method">By which verb.</param>
/// <param name="Fields">Its fields and buttons.</param>
/// <param name="Accept">Kinds of files that it takes, empty for all; null: it takes none.</param>
internal sealed partial record FuzzForm(string Caller, string Action, string Method, IReadOnlyList<FuzzField> Fields, string? Accept)
{
    /// <summary>All forms of a page.</summary>
    public static IEnumerable<FuzzForm> In(string caller, string page, string html)
    {
        foreach (Match form in Form().Matches(html))
        {
            var (head, inside) = (form.Groups[1].Value, form.Groups[2].Value);
            var fields = new List<FuzzField>();
            string? accept = null;
            foreach (Match field in Field().Matches(inside))
            {
                var type = Attribute(field.Value, "type") ?? (field.Value.StartsWith("<button", StringComparison.Ordinal) ? "submit" : "text");
                if (type == "file")
                    accept = Attribute(field.Value, "accept") ?? "";
                if (Attribute(field.Value, "name") is { } name)
                    fields.Add(new FuzzField(HostileText.Of(name), HostileText.Of(Attribute(field.Value, "value") ?? ""), type));
            }
            foreach (Match choice in Select().Matches(inside))
            {
                if (Attribute(choice.Groups[1].Value, "name") is { } name)
                    fields.AddRange(Option().Matches(choice.Groups[2].Value).Take(8).Select(option => new FuzzField(HostileText.Of(name), HostileText.Of(WebUtility.HtmlDecode(option.Groups[1].Value)), "select")));
            }
            yield return new FuzzForm(caller, Attribute(head, "action") is { Length: > 0 } action ? action : page, (Attribute(head, "method") ?? "get").ToUpperInvariant(), fields, accept);
        }
    }

    /// <summary>Addresses on the same server that a page leads to.</summary>
    public static IEnumerable<string> LinksIn(string html)
    {
        var start = Start().Match(html) is { Success: true } from ? WebUtility.HtmlDecode(from.Groups[1].Value) : null;
        return Link().Matches(html).Select(link => WebUtility.HtmlDecode(link.Groups[1].Value).Split('#')[0])
            .Select(link => start is not null && link.Length > 0 && !link.StartsWith('/') && !link.Contains(':', StringComparison.Ordinal) ? start + link : link)
            .Where(link => link.StartsWith('/') && !link.StartsWith("//", StringComparison.Ordinal));
    }

    private static string? Attribute(string tag, string name)
    {
        var found = Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"");
        return found.Success ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;
    }

    [GeneratedRegex("<form\\b([^>]*)>(.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<(?:input|textarea|button)\\b[^>]*>")]
    private static partial Regex Field();

    [GeneratedRegex("<select\\b([^>]*)>(.*?)</select>", RegexOptions.Singleline)]
    private static partial Regex Select();

    [GeneratedRegex("<option\\b[^>]*\\svalue=\"([^\"]*)\"")]
    private static partial Regex Option();

    [GeneratedRegex("\\s(?:href|src|action)=\"([^\"]+)\"")]
    private static partial Regex Link();

    [GeneratedRegex("<base\\b[^>]*\\shref=\"([^\"]+)\"")]
    private static partial Regex Start();
}
