using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IqWorkflows.Server.Bench.Fuzz;

/// <summary>Makes bodies.</summary>
internal sealed class BodyMaker(FuzzHarvest harvest, Random random)
{
    private const string Boundary = "----iqfuzz";

    private static readonly string[] s_types =
    [
        "application/json", "application/json; charset=utf-16", "application/json; charset=nothing", "text/plain", "application/xml", "multipart/form-data; boundary=x", "multipart/form-data", "application/x-www-form-urlencoded; charset=utf-7", "a", "application/octet-stream", "",
    ];

    private static readonly string[] s_fileNames = ["befund.pdf", "bild.png", "tabelle.xlsx", "liste.csv", "a.exe", "../../x.pdf", "x.pdf\0.png", "", "ablauf.json", "a.zip", "\xE2\x80\xAE" + "fdp.exe"];

    /// <summary>Members that bodies for Studio's interface and the rest have, besides those that are described.</summary>
    private static readonly string[] s_members =
    [
        "id", "ids", "definitionId", "definitionIds", "definitionVersionIds", "name", "description", "model", "publish", "root", "activities", "version", "versionOptions", "skip", "take", "page", "pageSize", "filter", "activityNodeIds", "activityIds", "orderBy", "input", "correlationId",
        "consumingWorkflowIds", "workflowDefinitionHandle", "activityHandle", "variables", "isPublished", "statuses", "searchTerm", "timestampFilters", "workflowInstanceIds", "propertyName", "context",
    ];

    public FuzzBody Make(FuzzPlace place, FuzzForm? form, string token)
    {
        if (random.Next(12) == 0)
            return Nonsense();
        if (form is not null)
            return Form(form, token);
        if (harvest.SchemaOf(place) is { } schema)
            return new FuzzBody(random.Next(25) == 0 ? s_types[random.Next(s_types.Length)] : "application/json", Fitting(schema, 0));
        return random.Next(4) switch
        {
            0 => Form(new FuzzForm("", "", "POST", [new("name", "", "text"), new("reason", "", "text"), new("back", "/", "hidden"), new("id", "", "hidden")], random.Next(4) == 0 ? "" : null), token),
            1 when harvest.Bodies.Count > 0 => new FuzzBody("application/json", Changed(harvest.Bodies[random.Next(harvest.Bodies.Count)])),
            _ => new FuzzBody("application/json", Loose(0)),
        };
    }

    private FuzzBody Nonsense() => random.Next(8) switch
    {
        0 => new FuzzBody("application/json", HostileText.Repeat("[", random.Next(1, 60_000))),
        1 => new FuzzBody("application/json", HostileText.Repeat("{\"a\":", random.Next(1, 20_000))),
        2 => new FuzzBody(s_types[random.Next(s_types.Length)], HostileText.Noise(random, random.Next(0, 4_000))),
        3 => new FuzzBody("application/json", $"\"{HostileText.Json(HostileText.Any(random))}\""),
        4 => new FuzzBody("application/x-www-form-urlencoded", HostileText.Repeat("a=b&", random.Next(1, 3_000))),
        5 => new FuzzBody(s_types[random.Next(s_types.Length)], Loose(0)),
        6 => new FuzzBody($"multipart/form-data; boundary={Boundary}", $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{HostileText.Noise(random, 30)}\"\r\n\r\n"),
        _ => new FuzzBody(null, ""),
    };

    private FuzzBody Form(FuzzForm form, string token)
    {
        var fields = new List<(string Name, string Value)>();
        foreach (var group in form.Fields.GroupBy(field => field.Name))
        {
            var values = group.Select(field => field.Value).ToList(); // of choices one, of the rest what stood there
            fields.Add((group.Key, values[random.Next(values.Count)]));
        }
        for (var changes = random.Next(4); changes > 0 && fields.Count > 0; changes--)
        {
            var at = random.Next(fields.Count);
            switch (random.Next(8))
            {
                case 0: fields.RemoveAt(at); break;
                case 1: fields.Add((fields[at].Name, HostileText.Any(random))); break;
                case 2: fields.Add((HostileText.Any(random), fields[at].Value)); break;
                case 3: fields[at] = (fields[at].Name + HostileText.Any(random), fields[at].Value); break;
                default: fields[at] = (fields[at].Name, HostileText.Any(random)); break;
            }
        }
        if (random.Next(12) > 0)
            fields = [.. fields.Where(field => field.Name != "__desk"), ("__desk", HostileText.Of(token))];
        return (form.Accept is not null) != (random.Next(10) == 0) ? Multipart(fields, form.Accept is not null) : new FuzzBody("application/x-www-form-urlencoded", string.Join('&', fields.Select(field => $"{HostileText.Percent(field.Name)}={HostileText.Percent(field.Value)}")));
    }

    private FuzzBody Multipart(List<(string Name, string Value)> fields, bool hasFiles)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in fields)
        {
            if (!hasFiles || name is not ("datei" or "file"))
                text.Append(CultureInfo.InvariantCulture, $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{Quoted(name)}\"\r\n\r\n{value}\r\n");
        }
        var fileField = fields.Select(field => field.Name).FirstOrDefault(name => name is "datei" or "file") ?? "datei";
        for (var files = hasFiles ? random.Next(1, 4) : random.Next(2); files > 0; files--)
            text.Append(CultureInfo.InvariantCulture, $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{fileField}\"; filename=\"{Quoted(s_fileNames[random.Next(s_fileNames.Length)])}\"\r\nContent-Type: {(random.Next(2) == 0 ? "application/pdf" : "text/html")}\r\n\r\n{FileContent()}\r\n");
        if (random.Next(15) > 0)
            text.Append(CultureInfo.InvariantCulture, $"--{Boundary}--\r\n");
        return new FuzzBody($"multipart/form-data; boundary={Boundary}", text.ToString());
    }

    private static string Quoted(string value) => value.Replace("\"", "%22", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private string FileContent() => random.Next(9) switch
    {
        0 => "",
        1 => "%PDF-1.7\n" + HostileText.Noise(random, 200),
        2 => "\x89PNG\r\n\x1A\n" + HostileText.Noise(random, 200),
        3 => Zipped("xl/worksheets/sheet1.xml", $"<worksheet><sheetData><row r=\"{HostileText.Any(random)}\"><c r=\"A1\" t=\"s\"><v>99999</v></c><c r=\"ZZZZZZ9\"><v>1e309</v></c></row></sheetData></worksheet>"),
        4 => Zipped(HostileText.Any(random), HostileText.Repeat("<a>", 30_000)),
        5 => $"Name;Vorname;Geburtsdatum\n{HostileText.Any(random)};\"{HostileText.Any(random)};{HostileText.Any(random)}\n{HostileText.Repeat(";", 500)}",
        6 => Changed(harvest.Bodies.Count == 0 ? "{}" : harvest.Bodies[random.Next(harvest.Bodies.Count)]),
        7 => "PK\x03\x04" + HostileText.Noise(random, 300),
        _ => $"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>{HostileText.Script}</script></svg>",
    };

    private static string Zipped(string name, string content)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(name.Length is 0 or > 1_000 ? "x" : name).Open();
            entry.Write(Encoding.Latin1.GetBytes(content));
        }
        return Encoding.Latin1.GetString(bytes.ToArray());
    }

    /// <summary>JSON as the description wants it, mostly.</summary>
    private string Fitting(JsonNode schema, int depth)
    {
        if (depth > 8 || random.Next(14) == 0)
            return Wrong();
        if (schema["$ref"]?.GetValue<string>() is { } reference && harvest.Named(reference) is { } named)
            return Fitting(named, depth + 1);
        if ((schema["oneOf"] ?? schema["anyOf"]) is JsonArray { Count: > 0 } some && some[random.Next(some.Count)] is { } one)
            return Fitting(one, depth + 1);
        if (schema["enum"] is JsonArray { Count: > 0 } codes)
            return codes[random.Next(codes.Count)]?.ToJsonString() ?? "null";
        var type = schema["type"] switch
        {
            JsonArray types => types.Select(each => each?.GetValue<string>()).FirstOrDefault(each => each != "null"),
            JsonValue single => single.GetValue<string>(),
            _ => schema["properties"] is null ? null : "object",
        };
        return type switch
        {
            "object" => Object(schema, depth),
            "array" => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => schema["items"] is { } items ? Fitting(items, depth + 1) : Wrong()))}]",
            "integer" or "number" => random.Next(3) > 0 ? random.Next(100).ToString(CultureInfo.InvariantCulture) : Wrong(),
            "boolean" => random.Next(2) == 0 ? "true" : "false",
            "string" when schema["format"] is { } => random.Next(2) == 0 ? "\"2026-03-02\"" : $"\"{HostileText.Json(HostileText.Any(random))}\"",
            "string" => $"\"{HostileText.Json(Word())}\"",
            _ => Loose(depth),
        };
    }

    private string Object(JsonNode schema, int depth)
    {
        var members = new List<string>();
        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
        {
            if (member is not null && random.Next(8) > 0)
                members.Add($"\"{name}\":{(name.EndsWith("id", StringComparison.OrdinalIgnoreCase) && random.Next(3) > 0 && Known(name) is { } id ? $"\"{HostileText.Json(id)}\"" : Fitting(member, depth + 1))}");
        }
        if (schema["additionalProperties"] is JsonObject more)
        {
            for (var count = random.Next(5); count > 0; count--)
                members.Add($"\"{HostileText.Json(random.Next(5) > 0 && harvest.Facts.Count > 0 ? harvest.Facts[random.Next(harvest.Facts.Count)] : HostileText.Any(random))}\":{Fitting(more, depth + 1)}");
        }
        if (members.Count > 0 && random.Next(15) == 0)
            members.Add(members[0]); // twice
        if (random.Next(25) == 0)
            members.Add($"\"{HostileText.Json(HostileText.Any(random))}\":1");
        return $"{{{string.Join(',', members)}}}";
    }

    private string? Known(string name) => harvest.KnownIds(name) is { Count: > 0 } ids ? HostileText.Of(ids[random.Next(ids.Count)]) : null;

    /// <summary>Some value that is a little likely to be taken.</summary>
    private string Word() => random.Next(6) switch
    {
        0 => "2026-03-02",
        1 => "Mustermann",
        2 when harvest.Forms.Count > 0 && harvest.Forms[random.Next(harvest.Forms.Count)] is { Fields.Count: > 0 } form => form.Fields[random.Next(form.Fields.Count)].Value,
        3 => "true",
        _ => HostileText.Any(random),
    };

    private string Wrong() => random.Next(9) switch
    {
        0 => "null",
        1 => "true",
        2 => "[]",
        3 => "{}",
        4 => "1e400",
        5 => random.NextInt64().ToString(CultureInfo.InvariantCulture),
        6 => "-0.0000000000000000001",
        7 => "[[{\"a\":[null]}]]",
        _ => $"\"{HostileText.Json(HostileText.Any(random))}\"",
    };

    /// <summary>An object of members that something may look for.</summary>
    private string Loose(int depth)
    {
        var members = new List<string>();
        for (var count = random.Next(1, 7); count > 0; count--)
        {
            var name = s_members[random.Next(s_members.Length)];
            var value = random.Next(7) switch
            {
                0 when depth < 4 => Loose(depth + 1),
                1 => Known(name) is { } id ? $"\"{HostileText.Json(id)}\"" : Wrong(),
                2 => Known("definitionId") is { } some ? $"[\"{HostileText.Json(some)}\"]" : "[]",
                3 => "[{\"activityId\":null,\"version\":\"x\"}]",
                4 => random.Next(-2, 200).ToString(CultureInfo.InvariantCulture),
                _ => Wrong(),
            };
            members.Add($"\"{name}\":{value}");
        }
        return $"{{{string.Join(',', members)}}}";
    }

    /// <summary>JSON of the server's own with some of it changed.</summary>
    private string Changed(string json)
    {
        try
        {
            var node = JsonNode.Parse(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(json)), null, new JsonDocumentOptions { MaxDepth = 512 });
            for (var changes = random.Next(1, 4); changes > 0; changes--)
                Change(node);
            return HostileText.Of(node?.ToJsonString(new JsonSerializerOptions { MaxDepth = 512 }) ?? "null");
        }
        catch (JsonException)
        {
            return json;
        }
    }

    private void Change(JsonNode? node)
    {
        for (var depth = random.Next(1, 9); depth > 0; depth--)
        {
            var inside = node switch
            {
                JsonObject { Count: > 0 } some => some.ElementAt(random.Next(some.Count)).Value,
                JsonArray { Count: > 0 } list => list[random.Next(list.Count)],
                _ => null,
            };
            if (inside is not (JsonObject or JsonArray))
                break;
            node = inside;
        }
        var value = random.Next(6) switch
        {
            0 => null,
            1 => new JsonArray(),
            2 => new JsonObject { ["a"] = 1 },
            3 => JsonValue.Create(random.NextInt64()),
            _ => JsonValue.Create(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(HostileText.Any(random)))) as JsonNode,
        };
        switch (node)
        {
            case JsonObject { Count: > 0 } some:
                var name = some.ElementAt(random.Next(some.Count)).Key;
                if (random.Next(4) == 0)
                    some.Remove(name);
                else
                    some[name] = value;
                break;
            case JsonArray { Count: > 0 } list:
                list[random.Next(list.Count)] = value;
                break;
        }
    }
}
