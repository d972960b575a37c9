using System.Text.Json.Nodes;

namespace IqWorkflows.TestKit;

/// <summary>Draws boxes of the domain.</summary>
public static class CaseBoxes
{
    /// <param name="drawing">The drawing.</param>
    /// <param name="id">Id and title of the box.</param>
    /// <param name="form">Facts to ask for; a star behind a name makes it required, <c>new:kind</c> makes a new object.</param>
    /// <param name="outcomes">The buttons; empty: Done.</param>
    public static Drawing CaseTask(this Drawing drawing, string id, string form = "", string[]? outcomes = null, string due = "5 WD") => drawing.Box(
        id,
        "Iq.Task",
        ("title", Drawing.Literal("String", id)),
        ("titleEn", Drawing.Literal("String", id + " (en)")),
        ("due", Drawing.Literal("String", due)),
        ("form", Json("ObjectDictionary", FormOf(form))),
        ("outcomes", Json("String[]", new JsonArray([.. (outcomes ?? []).Select(outcome => (JsonNode)outcome)]))));

    /// <inheritdoc cref="CaseTask"/>
    public static Drawing AwaitEvent(this Drawing drawing, string id, string eventName, string form = "") => drawing.Box(
        id,
        "Iq.AwaitEvent",
        ("eventName", Drawing.Literal("String", eventName)),
        ("title", Drawing.Literal("String", eventName)),
        ("titleEn", Drawing.Literal("String", eventName + " (en)")),
        ("form", Json("ObjectDictionary", FormOf(form))));

    public static Drawing Milestone(this Drawing drawing, string id, string state) => drawing.Box(id, "Iq.Milestone", ("state", Drawing.Literal("String", state)));

    public static Drawing StartDeadline(this Drawing drawing, string id, string code, string about = "application") =>
        drawing.Box(id, "Iq.StartDeadline", ("code", Drawing.Literal("String", code)), ("object", Drawing.Literal("String", about)));

    public static Drawing AwaitDeadline(this Drawing drawing, string id, string code, string offset = "0 d", string about = "application") => drawing.Box(
        id, "Iq.AwaitDeadline", ("code", Drawing.Literal("String", code)), ("object", Drawing.Literal("String", about)), ("offset", Drawing.Literal("String", offset)));

    public static Drawing SuspendDeadline(this Drawing drawing, string id, string code, string cause, string by = "request") => drawing.Box(
        id, "Iq.SuspendDeadline", ("code", Drawing.Literal("String", code)), ("cause", Drawing.Literal("String", cause)), ("by", Drawing.Literal("String", by)));

    public static Drawing StopDeadline(this Drawing drawing, string id, string code) => drawing.Box(id, "Iq.StopDeadline", ("code", Drawing.Literal("String", code)));

    public static Drawing AwaitFacts(this Drawing drawing, string id, string condition) => drawing.Box(id, "Iq.AwaitFacts", ("condition", Drawing.Expression("Boolean", "JavaScript", condition)));

    public static Drawing SetFact(this Drawing drawing, string id, string fact, string value) =>
        drawing.Box(id, "Iq.SetFact", ("fact", Drawing.Literal("String", fact)), ("value", Drawing.Literal("Object", value)));

    public static Drawing Decide(this Drawing drawing, string id, string table, string column, params string[] outcomes) => drawing.Box(
        id,
        "Iq.DecisionTable",
        ("table", Drawing.Literal("String", table)),
        ("outcome", Drawing.Literal("String", column)),
        ("outcomes", Json("String[]", new JsonArray([.. outcomes.Select(outcome => (JsonNode)outcome)]))));

    public static Drawing Checklist(this Drawing drawing, string id) => drawing.Box(id, "Iq.Checklist");

    public static Drawing Escalate(this Drawing drawing, string id, string level, string text) => drawing.Box(
        id, "Iq.Escalate", ("level", Drawing.Literal("String", level)), ("text", Drawing.Literal("String", text)), ("textEn", Drawing.Literal("String", text + " (en)")));

    public static Drawing CloseCase(this Drawing drawing, string id, string reason) => drawing.Box(id, "Iq.CloseCase", ("reason", Drawing.Literal("String", reason)));

    /// <summary>A line with the value of a script.</summary>
    public static Drawing Say(this Drawing drawing, string id, string script) => drawing.Box(id, "Elsa.WriteLine", ("text", Drawing.Expression("String", "JavaScript", script)));

    private static JsonObject Json(string type, JsonNode value) => Drawing.Expression(type, "Object", value.ToJsonString());

    private static JsonObject FormOf(string form)
    {
        var parts = form.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new JsonObject
        {
            ["new"] = new JsonArray([.. parts.Where(part => part.StartsWith("new:", StringComparison.Ordinal)).Select(part => (JsonNode)part[4..])]),
            ["fields"] = new JsonArray([.. parts.Where(part => !part.StartsWith("new:", StringComparison.Ordinal)).Select(part => (JsonNode)new JsonObject { ["fact"] = part.TrimEnd('*'), ["required"] = part.EndsWith('*') })]),
        };
    }
}
