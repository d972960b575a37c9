using System.Text.Json;
using System.Text.Json.Nodes;

namespace IqWorkflows.Server.Bench.Fuzz;

/// <summary>What a look through the whole server gave: which addresses there are, what their names stand for, what forms and bodies look like, and who gets where.</summary>
/// <remarks>It is gathered once, before anything hostile is sent, so that a request depends on the seed and its number only, and not on what was answered to those before it.</remarks>
internal sealed class FuzzHarvest(IReadOnlyList<FuzzPlace> places)
{
    private const int MostOfOne = 5;
    private const int MostBodies = 60;
    private const int LongestBody = 60_000;

    private static readonly string[] s_methods = ["GET", "POST", "PUT", "DELETE"];

    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _opened = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<FuzzForm>> _forms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _addresses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Caller, string Path)>> _shown = new(StringComparer.Ordinal);
    private readonly List<string> _told = [];
    private readonly Dictionary<string, JsonNode> _schemas = new(StringComparer.Ordinal);

    public IReadOnlyList<FuzzPlace> Places => places;

    /// <summary>The description of the API.</summary>
    public JsonNode? Description { get; private set; }

    public List<FuzzForm> Forms { get; } = [];

    /// <summary>Addresses that are none of the endpoints': files.</summary>
    public List<string> Files { get; } = [];

    /// <summary>JSON that the server itself writes.</summary>
    public List<string> Bodies { get; } = [];

    /// <summary>Names of facts, out of the forms.</summary>
    public List<string> Facts { get; } = [];

    /// <summary>Fields of facts, out of the forms.</summary>
    public List<FuzzField> FactFields { get; } = [];

    /// <summary>Looks through everything as each of these callers.</summary>
    public async Task GatherAsync(IReadOnlyList<FuzzCaller> callers, RawLine line, string host, CancellationToken cancellationToken)
    {
        Description = JsonNode.Parse((await callers[0].OpenAsync(line, host, "/openapi/v1.json", cancellationToken)).Text);
        foreach (var (path, operations) in Description?["paths"]?.AsObject() ?? [])
        {
            foreach (var (verb, operation) in operations?.AsObject() ?? [])
            {
                if (operation?["requestBody"]?["content"]?["application/json"]?["schema"] is { } schema)
                    _schemas[$"{verb.ToUpperInvariant()} /{path.Trim('/')}"] = schema;
            }
        }
        foreach (var caller in callers.Skip(1))
            await GatherAsync(caller, line, host, cancellationToken);
        await GatherAsync(callers[0], line, host, cancellationToken); // last: the ids in pages are new to whoever has the key
        FactFields.AddRange(Forms.SelectMany(form => form.Fields).Where(field => field.Name.Contains('.', StringComparison.Ordinal) && field.Filled.Length > 0).Distinct().OrderBy(field => field.Name, StringComparer.Ordinal));
        Facts.AddRange(FactFields.Select(field => field.Name).Distinct());
    }

    /// <summary>The schema of the body, if the description has one.</summary>
    public JsonNode? SchemaOf(FuzzPlace place) => _schemas.GetValueOrDefault(place.ToString());

    /// <summary>The part of the description that another part names.</summary>
    public JsonNode? Named(string reference) => Description?["components"]?["schemas"]?[reference[(reference.LastIndexOf('/') + 1)..]];

    /// <summary>Values that a name of an address has been seen to have.</summary>
    public IReadOnlyList<string> ValuesOf(FuzzPlace place, string name) =>
        _values.GetValueOrDefault($"{place.Template} {name}") ?? _values.GetValueOrDefault($"{Before(place.Template, name)}#{name}") ?? _values.GetValueOrDefault($"{Before(place.Template, name)}#id") ?? _values.GetValueOrDefault($"{Before(place.Template, name)}/{{{name}}} {name}") ?? _values.GetValueOrDefault(name) ?? [];

    /// <summary>What was learned under a key: the address of a list and the name of a member.</summary>
    public IReadOnlyList<string> Learned(string key) => _values.GetValueOrDefault(key) ?? [];

    /// <summary>Whole addresses of this endpoint: their values belong together.</summary>
    public IReadOnlyList<string> AddressesOf(FuzzPlace place) => _addresses.GetValueOrDefault(place.Template) ?? [];

    /// <summary>Where this endpoint showed something, and to whom.</summary>
    public IReadOnlyList<(string Caller, string Path)> ShownAt(FuzzPlace place) => _shown.GetValueOrDefault(place.Template) ?? [];

    /// <summary>Ids that members of this name were seen to have.</summary>
    public IReadOnlyList<string> KnownIds(string member) => member == "workflowInstanceId" ? _values.GetValueOrDefault("/elsa/api/workflow-instances#id") ?? [] : _values.GetValueOrDefault(member) ?? _values.GetValueOrDefault(char.ToLowerInvariant(member[0]) + member[1..]) ?? [];

    /// <summary>Something that is written nowhere.</summary>
    public void Tell(string address)
    {
        _told.Add(address);
        LearnAddress(address);
    }

    /// <summary>A form on a page that is shown only on the way to somewhere.</summary>
    public void Tell(FuzzForm form) => Learn(form);

    /// <summary>Whether this caller got beyond the door there, or there is no knowing.</summary>
    public bool GetsIn(FuzzPlace place, string caller)
    {
        // What is only sent to is open to whoever may look at the page above it.
        for (var template = place.Template; template.Length > 1; template = template[..Math.Max(1, template.LastIndexOf('/'))])
        {
            if (_opened.TryGetValue(template, out var those))
                return those.Contains(caller);
        }
        return true;
    }

    /// <summary>The forms that are sent there.</summary>
    public IReadOnlyList<FuzzForm> FormsOf(FuzzPlace place) => _forms.GetValueOrDefault(place.ToString()) ?? [];

    private async Task GatherAsync(FuzzCaller caller, RawLine line, string host, CancellationToken cancellationToken)
    {
        var waiting = new Queue<string>(places.Where(place => place.Method == "GET" && !place.Template.Contains('{', StringComparison.Ordinal)).Select(place => place.Template).Concat(_told));
        foreach (var place in places.Where(place => place.Method == "GET" && place.Template.StartsWith("/api/", StringComparison.Ordinal) && place.Pattern.Parameters.Count == 1))
        {
            foreach (var value in ValuesOf(place, place.Pattern.Parameters[0].Name).Take(MostOfOne))
                waiting.Enqueue(place.Template.Replace($"{{{place.Pattern.Parameters[0].Name}}}", Uri.EscapeDataString(value), StringComparison.Ordinal));
        }
        var seen = new HashSet<string>(waiting, StringComparer.Ordinal);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        while (waiting.TryDequeue(out var path))
        {
            var place = Find("GET", path);
            if (place is null)
            {
                if (!Files.Contains(path))
                    Files.Add(path);
                continue;
            }
            counts[place.Template] = counts.GetValueOrDefault(place.Template) + 1;
            if (counts[place.Template] > MostOfOne)
                continue;
            var answer = await caller.OpenAsync(line, host, path, cancellationToken);
            foreach (var next in Learn(caller, place, path, answer).Where(seen.Add))
                waiting.Enqueue(next);
        }
    }

    /// <returns>Addresses to look at as well.</returns>
    private List<string> Learn(FuzzCaller caller, FuzzPlace place, string path, FuzzAnswer answer)
    {
        if (answer.Status is not 200 and not 302)
            return [];
        if (answer.Status == 302)
            return answer.Header("Location") is { } there && there.StartsWith('/') && !there.StartsWith("/anmelden", StringComparison.Ordinal) ? [there] : [];
        if (!_opened.TryGetValue(place.Template, out var those))
            _opened.Add(place.Template, those = []);
        those.Add(caller.Name);
        if (!_shown.TryGetValue(place.Template, out var shown))
            _shown.Add(place.Template, shown = []);
        if (shown.Count < 3 * MostOfOne)
            shown.Add((caller.Name, path));
        var text = answer.Text;
        if (answer.MediaType == "application/json")
        {
            if (text.Length < LongestBody && Bodies.Count < MostBodies && !Bodies.Contains(HostileText.Of(text)))
                Bodies.Add(HostileText.Of(text));
            return LearnIds(place, path, text);
        }
        if (answer.MediaType != "text/html")
            return [];
        foreach (var form in FuzzForm.In(caller.Name, path, text))
            Learn(form);
        var links = FuzzForm.LinksIn(text).Distinct().ToList();
        foreach (var link in links)
            LearnAddress(link);
        return links;
    }

    private void Learn(FuzzForm form)
    {
        LearnAddress(form.Action);
        if (Find(form.Method, form.Action) is not { } place)
            return;
        if (!_forms.TryGetValue(place.ToString(), out var there))
            _forms.Add(place.ToString(), there = []);
        if (there.Count < 3 * MostOfOne && !there.Exists(known => known.Action == form.Action && known.Fields.Count == form.Fields.Count))
        {
            there.Add(form);
            Forms.Add(form);
        }
    }

    private void LearnAddress(string address)
    {
        foreach (var place in s_methods.Select(method => Find(method, address)).OfType<FuzzPlace>())
        {
            var values = place.Match(PathOf(address)) ?? []; // it was found by it
            foreach (var (name, value) in values)
                Remember($"{place.Template} {name}", name, value?.ToString());
            if (values.Count > 0)
            {
                if (!_addresses.TryGetValue(place.Template, out var known))
                    _addresses.Add(place.Template, known = []);
                if (known.Count < 12 && !known.Contains(address))
                    known.Add(address);
            }
            foreach (var pair in address.Contains('?', StringComparison.Ordinal) ? address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&') : [])
                Remember($"{place.Template}?", null, pair);
        }
    }

    /// <summary>Names and values that the query of this address was seen to have.</summary>
    public IReadOnlyList<string> QueriesOf(FuzzPlace place) => _values.GetValueOrDefault($"{place.Template}?") ?? [];

    private List<string> LearnIds(FuzzPlace place, string path, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 512 });
            LearnIds(place, document.RootElement, 0);
        }
        catch (JsonException)
        {
            return []; // something else, whatever it says it is
        }
        // The lists of an API lead to what is in them.
        return
        [
            .. from next in places
               where next.Method == "GET" && next.Pattern.Parameters.Count == 1 && next.Template.StartsWith(PathOf(path).TrimEnd('/') + "/{", StringComparison.Ordinal)
               from id in ValuesOf(next, next.Pattern.Parameters[0].Name).Take(MostOfOne)
               select next.Template.Replace($"{{{next.Pattern.Parameters[0].Name}}}", Uri.EscapeDataString(id), StringComparison.Ordinal),
        ];
    }

    private void LearnIds(FuzzPlace place, JsonElement element, int depth)
    {
        if (depth > 5)
            return;
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray().Take(20))
                LearnIds(place, item, depth + 1);
        }
        if (element.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in element.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.String && member.Name.EndsWith("id", StringComparison.OrdinalIgnoreCase))
                Remember($"{place.Template}#{member.Name}", member.Name.Length > 2 ? member.Name : null, member.Value.GetString());
            else
                LearnIds(place, member.Value, depth + 1);
        }
    }

    private void Remember(string place, string? name, string? value)
    {
        if (string.IsNullOrEmpty(value) || value.Length > 300)
            return;
        foreach (var key in name is null ? new[] { place } : [place, name])
        {
            if (!_values.TryGetValue(key, out var known))
                _values.Add(key, known = []);
            if (known.Count < 12 && !known.Contains(value))
                known.Add(value);
        }
    }

    /// <summary>Where the server would lead such a request: of all that match, the one that says most.</summary>
    private FuzzPlace? Find(string method, string address) => places.Where(place => place.Method == method && place.Match(PathOf(address)) is not null).MinBy(place => place.Pattern.InboundPrecedence);

    private static string PathOf(string address) => address.Split('?')[0];

    private static string Before(string template, string name) => template.IndexOf($"/{{{name}", StringComparison.Ordinal) is > 0 and var end ? template[..end] : template;
}
