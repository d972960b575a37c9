using System.Text.RegularExpressions;
using IqWorkflows.Engine.Values;
using IqWorkflows.Server.Headless;

namespace IqWorkflows.Server.Conformance;

/// <summary>Takes generated ids out of what was observed, since no two engines give the same: expected results have <c>(id)</c> instead.</summary>
internal static class Anonymous
{
    public static Observation Of(Observation observed)
    {
        var ids = observed.Others.Select(instance => instance.Id).Append(observed.Main?.Id).OfType<string>();
        // Ids of children, tasks and bookmarks begin with the instance's and go on with numbers.
        var generated = new Regex($@"\b(?:{string.Join('|', ids.OrderByDescending(id => id.Length).Select(Regex.Escape).Append("(?!)"))})(?::\d+)*", RegexOptions.CultureInvariant);
        return observed with
        {
            Lines = [.. observed.Lines.Select(line => generated.Replace(line, "(id)"))],
            Main = observed.Main is { } main ? Of(main, generated) : null,
            Others = [.. observed.Others.Select(other => Of(other, generated) with { ParentId = other.ParentId == observed.Main?.Id ? "main" : other.ParentId })],
        };
    }

    private static ObservedInstance Of(ObservedInstance instance, Regex generated) => instance with
    {
        Outputs = (ObjectValue)Of(instance.Outputs, generated)!, // an object stays one
        CorrelationId = instance.CorrelationId is { } id ? generated.Replace(id, "(id)") : null,
        Name = instance.Name is { } name ? generated.Replace(name, "(id)") : null,
    };

    private static object? Of(object? value, Regex generated)
    {
        switch (value)
        {
            case string text:
                return generated.Replace(text, "(id)");
            case ListValue list:
                return new ListValue(list.Select(item => Of(item, generated)));
            case ObjectValue members:
                var anonymous = new ObjectValue();
                foreach (var (name, member) in members)
                    anonymous[name] = Of(member, generated);
                return anonymous;
            default:
                return value;
        }
    }
}
