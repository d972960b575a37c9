using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace IqWorkflows.Server.Bench.Fuzz;

/// <summary>Makes bodies in which nothing is wrong, as far as that can be known from outside: they get where no body with a wrong value gets.</summary>
internal sealed class RightBody(FuzzHarvest harvest, Random random)
{
    private const string Boundary = "----iqfuzz-right";

    /// <summary>Codes that the description leaves to whoever reads it, and a centre that there is.</summary>
    private static readonly Dictionary<string, string> s_codes = new() { ["centreId"] = FuzzFurniture.CentreId, ["land"] = "NW", ["role"] = "COUNSELLOR", ["language"] = "de" };

    private static readonly string[] s_listed = ["/elsa/api/workflow-definitions#id", "/elsa/api/workflow-instances#id"];

    public FuzzBody Make(FuzzPlace place, FuzzForm? form, string token) =>
        form is not null ? Form(form, token)
        // A page that nobody was shown: what makes a form one of the server's own is enough to be heard.
        : token.Length > 0 ? new FuzzBody("application/x-www-form-urlencoded", Encoded([("__desk", HostileText.Of(token))]))
        : new FuzzBody("application/json", HostileText.Of((harvest.SchemaOf(place) is { } schema ? Fitting(schema, 0) : Everything())?.ToJsonString() ?? "null"));

    /// <summary>The query of a form that is sent with the address.</summary>
    public string Query(FuzzForm form) => "?" + Encoded(Typed(form, ""));

    private FuzzBody Form(FuzzForm form, string token)
    {
        var fields = Typed(form, token);
        if (form.Accept is null)
            return new FuzzBody("application/x-www-form-urlencoded", Encoded(fields));
        var text = new StringBuilder();
        foreach (var (name, value) in fields)
            text.Append(CultureInfo.InvariantCulture, $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
        var file = form.Fields.First(field => field.Type == "file"); // it takes one
        var (fileName, content) = FileFor(form.Accept);
        text.Append(CultureInfo.InvariantCulture, $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{file.Name}\"; filename=\"{fileName}\"\r\nContent-Type: application/octet-stream\r\n\r\n{HostileText.Of(content)}\r\n--{Boundary}--\r\n");
        return new FuzzBody($"multipart/form-data; boundary={Boundary}", text.ToString());
    }

    /// <summary>Of choices one, and of buttons one.</summary>
    private List<(string Name, string Value)> Typed(FuzzForm form, string token)
    {
        var fields = new List<(string, string)>();
        foreach (var group in form.Fields.Where(field => field.Name != "__desk" && field.Type != "file").GroupBy(field => field.Name))
        {
            var values = group.Select(field => field.Filled).Where(value => value.Length > 0).DefaultIfEmpty("").ToList();
            fields.Add((group.Key, values[random.Next(values.Count)]));
        }
        if (token.Length > 0)
            fields.Add(("__desk", HostileText.Of(token)));
        return fields;
    }

    private static string Encoded(IEnumerable<(string Name, string Value)> fields) => string.Join('&', fields.Select(field => $"{HostileText.Percent(field.Name)}={HostileText.Percent(field.Value)}"));

    private static (string Name, string Content) FileFor(string accept) =>
        accept.Contains("csv", StringComparison.Ordinal) ? ("liste.csv", "Name;Vorname;Geburtsdatum\nMustermann;Erika;01.02.1990\n")
        : accept.Contains("json", StringComparison.Ordinal) ? ("ablauf.json", FuzzDrawings.Spare(FuzzDrawings.SpareId))
        : ("befund.pdf", "%PDF-1.7\n%%EOF");

    private JsonNode? Fitting(JsonNode schema, int depth)
    {
        if (depth > 8)
            return null;
        if (schema["$ref"]?.GetValue<string>() is { } reference && harvest.Named(reference) is { } named)
            return Fitting(named, depth + 1);
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray { Count: > 0 } some && some.FirstOrDefault(one => one?["type"] is not JsonValue type || type.ToString() != "null") is { } real)
            return Fitting(real, depth + 1);
        if (schema["enum"] is JsonArray { Count: > 0 } codes)
            return codes.Where(code => code is not null).ElementAt(random.Next(codes.Count(code => code is not null)))!.DeepClone(); // none is null
        var types = schema["type"] is JsonArray several ? several.Select(each => each?.ToString()).ToList() : [schema["type"]?.ToString()];
        if (types.Contains("object") || schema["properties"] is not null)
            return Object(schema, depth);
        if (types is [null])
            return new JsonObject();
        if (types.Contains("array"))
            return schema["items"] is { } items ? new JsonArray(Fitting(items, depth + 1)) : new JsonArray();
        if (types.Contains("boolean"))
            return random.Next(2) == 0;
        if (types.Contains("integer") || types.Contains("number"))
            return 1;
        return schema["format"]?.ToString() == "date-time" ? "2026-03-02T10:00:00Z" : schema["format"] is null ? "Mustermann" : "2026-03-02";
    }

    private JsonObject Object(JsonNode schema, int depth)
    {
        var required = schema["required"] is JsonArray names ? names.Select(name => name?.ToString()).ToHashSet() : [];
        var made = new JsonObject();
        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
        {
            if (s_codes.TryGetValue(name, out var code))
                made[name] = code;
            else if (member is null || (!required.Contains(name) && random.Next(3) > 0))
                continue;
            else
                made[name] = name.EndsWith("id", StringComparison.OrdinalIgnoreCase) && harvest.KnownIds(name) is { Count: > 0 } ids ? ids[random.Next(ids.Count)] : Fitting(member, depth + 1);
        }
        if (schema["additionalProperties"] is JsonObject && harvest.FactFields is { Count: > 0 } facts)
        {
            var fact = facts[random.Next(facts.Count)];
            made[fact.Name] = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(fact.Filled));
        }
        return made;
    }

    /// <summary>A drawing with all that interfaces that read loosely look for.</summary>
    private JsonObject Everything()
    {
        var body = JsonNode.Parse(FuzzDrawings.Spare(FuzzDrawings.SpareId))!.AsObject(); // ours
        body["model"] = body.DeepClone();
        body["ids"] = new JsonArray([.. s_listed.Select(harvest.Learned).Where(ids => ids.Count > 0).Select(ids => (JsonNode)ids[random.Next(ids.Count)])]);
        body["definitionIds"] = new JsonArray(FuzzDrawings.SpareId);
        body["workflowDefinitionHandle"] = new JsonObject { ["definitionId"] = FuzzDrawings.SpareId };
        body["activityHandle"] = new JsonObject { ["activityId"] = "root" };
        if (harvest.KnownIds("workflowInstanceId") is { Count: > 0 } instances)
            body["workflowInstanceId"] = instances[random.Next(instances.Count)];
        return body;
    }
}
