using System.Globalization;
using System.Text.Json;

namespace IqWorkflows.Engine.Definitions;

/// <summary>The members of one JSON object by name in any case, read with patience: null is the same as missing, what has the wrong type is told.</summary>
internal sealed class Members
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Problem> _problems;

    public Members(JsonElement json, string place, List<Problem> problems, bool tellsDuplicates = false)
    {
        Place = place;
        _problems = problems;
        foreach (var member in json.EnumerateObject())
        {
            if (!_members.TryAdd(member.Name, member.Value))
            {
                _members[member.Name] = member.Value;
                if (tellsDuplicates)
                    problems.Add(Problem.Warning(ProblemCode.DuplicateMember, PlaceOf(member.Name), $"The member '{Shortened(member.Name)}' is there twice; the last one counts.", "Remove the other one."));
            }
        }
    }

    public string Place { get; }

    public string PlaceOf(string name) => $"{Place}.{Shortened(name)}";

    /// <returns>False when it is missing or null.</returns>
    public bool TryGet(string name, out JsonElement value) => _members.TryGetValue(name, out value) && value.ValueKind != JsonValueKind.Null;

    public string? Text(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.String)
            return value.GetString();
        _problems.Add(WrongType(PlaceOf(name), value, "a text"));
        return null;
    }

    public bool? Flag(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.GetBoolean();
        if (value.ValueKind == JsonValueKind.String && bool.TryParse(value.GetString(), out var flag))
            return flag;
        _problems.Add(WrongType(PlaceOf(name), value, "true or false"));
        return null;
    }

    public int? Number(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number))
            return number;
        if (value.ValueKind == JsonValueKind.String && int.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
            return number;
        _problems.Add(WrongType(PlaceOf(name), value, "a whole number"));
        return null;
    }

    public DateTimeOffset? Moment(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var moment))
            return moment;
        _problems.Add(WrongType(PlaceOf(name), value, "a moment like 2026-01-31T12:00:00+00:00"));
        return null;
    }

    /// <summary>An object of its own.</summary>
    public Members? Object(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        if (value.ValueKind == JsonValueKind.Object)
            return new Members(value, PlaceOf(name), _problems);
        _problems.Add(WrongType(PlaceOf(name), value, "an object"));
        return null;
    }

    /// <summary>The elements of a list; a single object counts as a list of one, and lists may be wrapped in <c>$values</c>.</summary>
    public IEnumerable<(JsonElement Item, string Place)> Items(string name)
    {
        if (!TryGet(name, out var value))
            yield break;
        var place = PlaceOf(name);
        if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("$values", out var values))
            (value, place) = (values, place + ".$values");

        if (value.ValueKind == JsonValueKind.Object)
        {
            yield return (value, place);
            yield break;
        }
        if (value.ValueKind != JsonValueKind.Array)
        {
            _problems.Add(WrongType(PlaceOf(name), value, "a list"));
            yield break;
        }
        var at = 0;
        foreach (var item in value.EnumerateArray())
            yield return (item, string.Create(CultureInfo.InvariantCulture, $"{place}[{at++}]"));
    }

    public static Problem WrongType(string place, JsonElement found, string wanted, string? activityId = null) =>
        Problem.Error(ProblemCode.WrongType, place, $"Here stands {Described(found)}, where {wanted} belongs.", $"Write {wanted}, or remove it.", activityId);

    private static string Described(JsonElement found) => found.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => $"the text '{Shortened(found.GetString() ?? "")}'",
        JsonValueKind.Null => "null",
        _ => $"the value {Shortened(found.GetRawText())}",
    };

    internal static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
