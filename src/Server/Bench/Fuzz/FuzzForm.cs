using System.Net;
using System.Text.RegularExpressions;

namespace IqWorkflows.Server.Bench.Fuzz;

/// <summary>A form of a page, with what stood in it.</summary>
/// <param name="Page">The page.</param>
/// <param name="Action">Where it is sent.</param>
/// <param name="Method">By which verb.</param>
/// <param name="Fields">Names and values of its fields and buttons, as bytes.</param>
/// <param name="TakesFiles">Whether it takes files.</param>
internal sealed partial record FuzzForm(string Page, string Action, string Method, IReadOnlyList<(string Name, string Value)> Fields, bool TakesFiles)
{
    /// <summary>All forms of a page.</summary>
    public static IEnumerable<FuzzForm> In(string page, string html)
    {
        foreach (Match form in Form().Matches(html))
        {
            var (head, inside) = (form.Groups[1].Value, form.Groups[2].Value);
            var fields = new List<(string, string)>();
            foreach (Match field in Field().Matches(inside))
            {
                if (Attribute(field.Value, "name") is { } name)
                    fields.Add((HostileText.Of(name), HostileText.Of(Attribute(field.Value, "value") ?? "")));
            }
            foreach (Match choice in Select().Matches(inside))
            {
                if (Attribute(choice.Groups[1].Value, "name") is { } name)
                    fields.AddRange(Option().Matches(choice.Groups[2].Value).Take(8).Select(option => (HostileText.Of(name), HostileText.Of(WebUtility.HtmlDecode(option.Groups[1].Value)))));
            }
            yield return new FuzzForm(page, Attribute(head, "action") is { Length: > 0 } action ? action : page, (Attribute(head, "method") ?? "get").ToUpperInvariant(), fields, inside.Contains("type=\"file\"", StringComparison.Ordinal));
        }
    }

    /// <summary>Addresses on the same server that a page leads to.</summary>
    public static IEnumerable<string> LinksIn(string html) =>
        Link().Matches(html).Select(link => WebUtility.HtmlDecode(link.Groups[1].Value).Split('#')[0]).Where(link => link.StartsWith('/') && !link.StartsWith("//", StringComparison.Ordinal));

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
}
