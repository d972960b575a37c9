using System.Text.Json;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;

namespace IqWorkflows.Cases.Forms;

/// <summary>Reads the JSON of a form and checks it against the catalogue.</summary>
internal sealed class FormReader
{
    private readonly List<FormProblem> _problems = [];

    public static FormReading Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return new FormReading(null, [new FormProblem("", "The form is not JSON.", """Write {"fields": [{"fact": "request.kind"}]}.""")]);
        }
    }

    public static FormReading Read(JsonElement? json)
    {
        if (json is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } element)
            return new FormReading(Form.Empty, []);
        var reader = new FormReader();
        var form = reader.FormIn(element);
        return new FormReading(reader._problems.Count == 0 ? form : null, reader._problems);
    }

    public static IReadOnlyList<FormProblem> Problems(Form form, FactCatalog catalog)
    {
        var reader = new FormReader();
        for (var i = 0; i < form.New.Count; i++)
        {
            if (form.New[i] is ObjectRef.CaseKind or ObjectRef.PersonKind)
                reader.Report($"new[{i}]", $"A case has one {form.New[i]} only.", "Remove it from \"new\".");
            else if (catalog.FindKind(form.New[i]) is null)
                reader.Report($"new[{i}]", $"There is no kind of objects named \"{form.New[i]}\".", "Take one of facts.yaml, section kinds.");
            if (form.New.Take(i).Contains(form.New[i]))
                reader.Report($"new[{i}]", $"\"{form.New[i]}\" is listed twice.", "Remove one.");
        }
        for (var i = 0; i < form.Fields.Count; i++)
            reader.Check(form, i, catalog);
        for (var i = 0; i < form.Clears.Count; i++)
            reader.CheckCleared(form, i, catalog);
        for (var i = 0; i < form.Happened.Count; i++)
            reader.CheckHappened(form, i, catalog);
        return reader._problems;
    }

    private void CheckCleared(Form form, int i, FactCatalog catalog)
    {
        var (fact, path) = (form.Clears[i], $"clears[{i}]");
        if (catalog.Find(fact) is not { } field)
            Report(path, $"There is no fact named \"{fact}\".", "Take one of facts.yaml.");
        else if (form.New.Contains(field.Kind))
            Report(path, $"A new {field.Kind} knows no \"{fact}\" yet.", "Remove it from \"clears\".");
        if (form.Fields.Any(asked => asked.Fact == fact))
            Report(path, $"\"{fact}\" is asked for in the same form.", "Remove it from \"clears\" or from \"fields\".");
    }

    private void Check(Form form, int i, FactCatalog catalog)
    {
        var (field, path) = (form.Fields[i], $"fields[{i}]");
        if (catalog.Find(field.Fact) is null)
            Report($"{path}.fact", $"There is no fact named \"{field.Fact}\".", "Take one of facts.yaml, or add it there.");
        if (form.Fields.Take(i).Any(earlier => earlier.Fact == field.Fact))
            Report($"{path}.fact", $"\"{field.Fact}\" is asked for twice.", "Remove one of the fields.");
        Check(field.RequiredWhen, path, "requiredWhen", "required", catalog);
        Check(field.When, path, "when", "asked for", catalog);
    }

    private void Check(FactIn? when, string path, string member, string what, FactCatalog catalog)
    {
        if (when is null)
            return;
        if (catalog.Find(when.Fact) is not { } other)
            Report($"{path}.{member}.fact", $"There is no fact named \"{when.Fact}\".", "Take one of facts.yaml.");
        else if (other.CodeList is { } list && catalog.Codes.Find(list) is { } codes)
        {
            foreach (var unknown in when.In.Where(code => codes.Find(code) is null))
                Report($"{path}.{member}.in", $"\"{unknown}\" is no code of the list {list}.", "Take one of codes.yaml.");
        }
        if (when.In.Count == 0)
            Report($"{path}.{member}.in", $"There are no values, so it is never {what}.", $"List values, or remove {member}.");
    }

    private void CheckHappened(Form form, int i, FactCatalog catalog)
    {
        var (fact, path) = (form.Happened[i], $"happened[{i}]");
        if (form.Fields.All(asked => asked.Fact != fact))
            Report(path, $"The form does not ask for \"{fact}\".", "Name one of its fields.");
        else if (catalog.Find(fact) is { Type: not FactType.Date })
            Report(path, $"\"{fact}\" is no day.", "Name a field that is one.");
    }

    private Form FormIn(JsonElement json)
    {
        var members = Members(json, "", "new", "fields", "clears", "happened");
        var kinds = members.TryGetValue("new", out var listed) ? TextsIn(listed, "new") : [];
        var fields = members.TryGetValue("fields", out var asked) ? Items(asked, "fields").Select((item, i) => FieldIn(item, $"fields[{i}]")).ToList() : [];
        return new Form(kinds, fields)
        {
            Clears = members.TryGetValue("clears", out var cleared) ? TextsIn(cleared, "clears") : [],
            Happened = members.TryGetValue("happened", out var happened) ? TextsIn(happened, "happened") : [],
        };
    }

    private FormField FieldIn(JsonElement json, string path)
    {
        var members = Members(json, path, "fact", "required", "label", "help", "requiredWhen", "when");
        return new FormField(TextIn(members, "fact", path))
        {
            IsRequired = members.TryGetValue("required", out var required) && YesIn(required, $"{path}.required"),
            RequiredWhen = members.TryGetValue("requiredWhen", out var needed) ? WhenIn(needed, $"{path}.requiredWhen") : null,
            When = members.TryGetValue("when", out var asked) ? WhenIn(asked, $"{path}.when") : null,
            Label = members.TryGetValue("label", out var label) ? LocalIn(label, $"{path}.label") : null,
            Help = members.TryGetValue("help", out var help) ? LocalIn(help, $"{path}.help") : null,
        };
    }

    private FactIn WhenIn(JsonElement json, string path)
    {
        var members = Members(json, path, "fact", "in");
        if (!members.ContainsKey("in"))
            Report(path, "\"in\" is missing.", "List the values: \"in\": [\"INHALT\"].");
        return new FactIn(TextIn(members, "fact", path), members.TryGetValue("in", out var values) ? TextsIn(values, $"{path}.in") : []);
    }

    private LocalText LocalIn(JsonElement json, string path)
    {
        var members = Members(json, path, "de", "en");
        return new LocalText(TextIn(members, "de", path), TextIn(members, "en", path));
    }

    private string TextIn(Dictionary<string, JsonElement> members, string name, string path)
    {
        if (members.TryGetValue(name, out var found) && found.ValueKind == JsonValueKind.String && found.GetString() is { Length: > 0 } text)
            return text;
        Report(path, $"\"{name}\" is missing or no text.", $"Write \"{name}\": \"…\".");
        return "";
    }

    private bool YesIn(JsonElement json, string path)
    {
        if (json.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return json.GetBoolean();
        Report(path, "It is neither true nor false.", "Write true or false without quotes.");
        return false;
    }

    private List<string> TextsIn(JsonElement json, string path)
    {
        var texts = new List<string>();
        foreach (var item in Items(json, path))
        {
            if (item.ValueKind == JsonValueKind.String)
                texts.Add(item.GetString()!); // a string
            else
                Report(path, "The list holds something that is no text.", "Write texts in quotes.");
        }
        return texts;
    }

    private List<JsonElement> Items(JsonElement json, string path)
    {
        if (json.ValueKind == JsonValueKind.Array)
            return [.. json.EnumerateArray()];
        Report(path, "It is no list.", "Write it in square brackets.");
        return [];
    }

    private Dictionary<string, JsonElement> Members(JsonElement json, string path, params string[] known)
    {
        var members = new Dictionary<string, JsonElement>();
        if (json.ValueKind != JsonValueKind.Object)
        {
            Report(path, "It is no object.", $"Write {{…}} with {string.Join(", ", known)}.");
            return members;
        }
        foreach (var member in json.EnumerateObject())
        {
            if (!known.Contains(member.Name))
                Report(path, $"Nobody knows \"{member.Name}\" here.", $"Remove it, or take one of {string.Join(", ", known)}.");
            else if (member.Value.ValueKind != JsonValueKind.Null)
                members[member.Name] = member.Value;
        }
        return members;
    }

    private void Report(string path, string message, string remedy) => _problems.Add(new FormProblem(path, message, remedy));
}
