using System.Collections.Frozen;

namespace IqWorkflows.Engine.Values;

/// <summary>Understands how type names are spelt: Elsa's aliases, and the .NET names that older files contain.</summary>
internal static class TypeNames
{
    // A name nested deeper than this is a joke or an attack.
    private const int MaxDepth = 8;

    private static readonly FrozenDictionary<string, WorkflowType> s_simple = Simple();

    private static readonly FrozenDictionary<string, string> s_lists = new Dictionary<string, string>
    {
        ["List"] = "List",
        ["IList"] = "List",
        ["IEnumerable"] = "List",
        ["IReadOnlyList"] = "List",
        ["IReadOnlyCollection"] = "List",
        ["Collection"] = "Collection",
        ["ICollection"] = "Collection",
        ["HashSet"] = "HashSet",
        ["ISet"] = "HashSet",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static WorkflowType? Parse(ReadOnlySpan<char> name, int depth)
    {
        if (depth > MaxDepth || name.IsEmpty)
            return null;

        // An alias may itself end in brackets ("FormFile[]"); it is then the same as the array of what stands before.
        if (name.EndsWith("[]"))
            return Parse(name[..^2].TrimEnd(), depth + 1) is { } element ? WorkflowType.ArrayOf(element) : null;
        if (name[^1] == '?')
            return Nullable(Parse(name[..^1].TrimEnd(), depth + 1));
        if (name[^1] == '>')
            return Composed(name, depth);
        if (s_simple.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var simple))
            return simple;
        return name.IndexOfAny(".,`") >= 0 ? Clr(name, depth) : null;
    }

    private static WorkflowType? Composed(ReadOnlySpan<char> name, int depth)
    {
        var open = name.IndexOf('<');
        return open < 1 ? null : List(name[..open].Trim(), Parse(name[(open + 1)..^1].Trim(), depth + 1));
    }

    private static WorkflowType? List(ReadOnlySpan<char> form, WorkflowType? element)
    {
        if (element is null || !s_lists.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(form, out var written))
            return null;
        return new WorkflowType(TypeKind.List, written, element: element);
    }

    private static WorkflowType? Nullable(WorkflowType? type) => type switch
    {
        null => null,
        { HasDefault: true } => new WorkflowType(type.Kind, type.ToString().TrimEnd('?'), isNullable: true),
        _ => type,
    };

    /// <summary>A .NET name: <c>Namespace.Name, Assembly</c>, with arguments in double brackets.</summary>
    private static WorkflowType? Clr(ReadOnlySpan<char> name, int depth)
    {
        name = WithoutAssembly(name);
        if (name.EndsWith("[]"))
            return Parse(name, depth + 1);

        var tick = name.IndexOf('`');
        if (tick < 0)
            return s_simple.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(Short(name), out var simple) ? simple : null;

        var open = name.IndexOf('[');
        if (open < 0 || name[^1] != ']')
            return null;
        var form = Short(name[..tick]);
        var arguments = name[(open + 1)..^1];
        var first = Argument(arguments, out var rest);

        if (form.EndsWith("Dictionary", StringComparison.Ordinal))
        {
            var isText = Parse(Argument(rest, out _), depth + 1) is { Kind: TypeKind.String };
            return s_simple[(isText ? "String" : "Object") + (form[0] == 'I' ? "Dictionary" : "Map")];
        }
        var element = Parse(first, depth + 1);
        return form is "Nullable" ? Nullable(element) : List(form, element);
    }

    private static ReadOnlySpan<char> Short(ReadOnlySpan<char> name) => name[(name.LastIndexOfAny('.', '+') + 1)..];

    private static ReadOnlySpan<char> WithoutAssembly(ReadOnlySpan<char> name)
    {
        var open = 0;
        for (var at = 0; at < name.Length; at++)
        {
            if (name[at] == '[')
                open++;
            else if (name[at] == ']')
                open--;
            else if (name[at] == ',' && open == 0)
                return name[..at].TrimEnd();
        }
        return name;
    }

    /// <summary>The first of <c>[A, assembly],[B, assembly]</c> or of <c>A,B</c>.</summary>
    private static ReadOnlySpan<char> Argument(ReadOnlySpan<char> list, out ReadOnlySpan<char> rest)
    {
        list = list.Trim();
        rest = default;
        if (list.IsEmpty)
            return list;

        if (list[0] != '[')
        {
            var comma = list.IndexOf(',');
            if (comma < 0)
                return list;
            rest = list[(comma + 1)..];
            return list[..comma].Trim();
        }

        var open = 0;
        for (var at = 0; at < list.Length; at++)
        {
            open += list[at] switch { '[' => 1, ']' => -1, _ => 0 };
            if (open > 0)
                continue;
            rest = list[(at + 1)..].TrimStart().TrimStart(',');
            return list[1..at].Trim();
        }
        return default;
    }

    private static FrozenDictionary<string, WorkflowType> Simple()
    {
        var types = new Dictionary<string, WorkflowType>(StringComparer.OrdinalIgnoreCase);
        foreach (var kind in Enum.GetValues<TypeKind>())
        {
            if (kind is <= TypeKind.TimeSpan or TypeKind.Uri or TypeKind.HttpStatusCode)
                types[kind.ToString()] = new WorkflowType(kind, kind.ToString());
        }

        Add(TypeKind.Bytes, "ByteArray", "Stream");
        Add(TypeKind.Json, "JSON", "JsonElement", "ObjectDictionary", "ObjectMap");
        Add(TypeKind.JsonNode, "JsonNode", "JsonObject", "JsonArray");
        Add(TypeKind.TextDictionary, "StringDictionary", "StringMap");
        Add(TypeKind.Opaque, "HttpRequest", "HttpResponse", "HttpResponseMessage", "HttpHeaders", "RouteData", "FormFile", "HttpFile", "Downloadable");
        types["Long"] = types["Int64"];
        types["ExpandoObject"] = types["JSON"];
        types["IFormFile"] = types["FormFile"];
        return types.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

        void Add(TypeKind kind, params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
                types[name] = new WorkflowType(kind, name);
        }
    }
}
