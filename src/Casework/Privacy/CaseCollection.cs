using System.Globalization;
using System.Text.Json.Nodes;
using IqWorkflows.Casework.CaseLife;
using IqWorkflows.Casework.Facts;
using IqWorkflows.Casework.Ladders;
using IqWorkflows.Cases.Deadlines;
using IqWorkflows.Cases.Facts;
using IqWorkflows.Storage.CaseEvents;
using IqWorkflows.Storage.Cases;
using IqWorkflows.Storage.Deadlines;
using IqWorkflows.Storage.Steps;

namespace IqWorkflows.Casework.Privacy;

/// <summary>Puts together what is kept of a case, as JSON that a person can read.</summary>
internal sealed class CaseCollection(RuleBook rules, LadderBook ladders, Language language)
{
    public JsonObject Of(Turn turn, CaseView view, DateTimeOffset now) => new()
    {
        ["case"] = view.CaseId,
        ["collectedAt"] = Moment(now),
        ["otherCasesOfThePerson"] = List(OtherCases(turn, view).Select(other => JsonValue.Create(other))),
        ["objects"] = Objects(turn, view),
        ["deadlines"] = List(DeadlineTable.Of(turn, view.CaseId).Select(Deadline)),
        ["tasks"] = Tasks(turn, view.CaseId),
        ["messages"] = Messages(turn, view.CaseId),
        ["log"] = List(CaseEventTable.Of(turn, view.CaseId).Select(entry => new JsonObject
        {
            ["at"] = Moment(entry.At),
            ["happenedOn"] = Day(entry.HappenedOn),
            ["what"] = entry.Code,
            ["about"] = entry.Object,
            ["details"] = JsonNode.Parse(entry.Args),
        })),
        ["accesses"] = List(turn.Read(
            "select at, action, is_allowed from case_accesses where case_id = @case_id order by id",
            row => new JsonObject { ["at"] = Ticks(row.GetInt64(0)), ["what"] = row.GetString(1), ["allowed"] = row.GetBoolean(2) },
            view.CaseId)),
        ["retention"] = List(rules.Retention.Of(ladders.SituationOf(turn, view, now)).Select(end => new JsonObject
        {
            ["what"] = end.Rule.Name.In(language),
            ["eraseFrom"] = Day(end.EraseFrom),
            ["source"] = end.Rule.Source,
        })),
    };

    private static IEnumerable<string> OtherCases(Turn turn, CaseView view) =>
        view.Value("person.name") is string name && view.Value("person.born_on") is DateOnly born
            ? KnownPeople.Of(turn, name, view.Value("person.given_name") as string, born).Where(other => other != view.CaseId)
            : [];

    /// <summary>Every object with every fact, and with what was known of it before.</summary>
    private JsonArray Objects(Turn turn, CaseView view)
    {
        var recorded = CaseTable.Facts(turn, view.CaseId).ToLookup(fact => (fact.Kind, fact.Number, fact.Field));
        return List(view.Objects.Select(known => new JsonObject
        {
            ["object"] = known.Ref.ToString(),
            ["what"] = rules.Facts.FindKind(known.Ref.Kind)?.Label.In(language),
            ["belongsTo"] = known.Owner?.ToString(),
            ["facts"] = List(rules.Facts.Of(known.Ref.Kind).Where(field => recorded.Contains((field.Kind, known.Number, field.Field))).Select(field =>
                Fact(field, [.. recorded[(field.Kind, known.Number, field.Field)]]))),
        }));
    }

    private JsonObject Fact(FactField field, IReadOnlyList<CaseFactRow> recorded)
    {
        var fact = new JsonObject { ["fact"] = field.Name, ["what"] = field.Label.In(language) };
        if (recorded.FirstOrDefault(row => !row.IsSuperseded) is { } current)
        {
            foreach (var (name, value) in Recorded(field, current).ToList())
                fact[name] = value?.DeepClone();
        }
        if (recorded.Any(row => row.IsSuperseded))
            fact["earlier"] = List(recorded.Where(row => row.IsSuperseded).Select(row => Recorded(field, row)));
        return fact;
    }

    private JsonObject Recorded(FactField field, CaseFactRow row)
    {
        var told = new JsonObject { ["value"] = row.Value };
        if (row.Value is { } value && field.CodeList is { } list)
            told["meaning"] = string.Join(", ", FactText.Codes(value).Select(code => rules.Facts.Codes.Label(list, code, language)));
        told["happenedOn"] = Day(row.HappenedOn);
        told["learnedOn"] = Day(row.LearnedOn);
        told["from"] = row.Source;
        told["recordedAt"] = Moment(row.RecordedAt);
        return told;
    }

    private JsonObject Deadline(CaseDeadlineRow row) => new()
    {
        ["what"] = rules.Deadlines.Find(row.Code)?.Name.In(language) ?? row.Code,
        ["about"] = row.Object,
        ["state"] = row.State.ToString(),
        ["start"] = Day(row.StartOn),
        ["end"] = Day(row.EndOn),
    };

    private JsonArray Tasks(Turn turn, string caseId) => List(turn.Read(
        "select title, title_en, due_on, state, outcome, created_at, ended_at from case_tasks where case_id = @case_id order by created_at, id",
        row => new JsonObject
        {
            ["what"] = row.GetString(language == Language.German ? 0 : 1),
            ["dueOn"] = row.IsDBNull(2) ? null : Day(row.GetFieldValue<DateOnly>(2)),
            ["state"] = row.GetString(3),
            ["outcome"] = row.IsDBNull(4) ? null : row.GetString(4),
            ["createdAt"] = Ticks(row.GetInt64(5)),
            ["endedAt"] = row.IsDBNull(6) ? null : Ticks(row.GetInt64(6)),
        },
        caseId));

    private JsonArray Messages(Turn turn, string caseId) => List(turn.Read(
        "select occasion, recipient, languages, state, is_letter, name, address, postal_address, subject, text, created_at, sent_at from messages where case_id = @case_id order by created_at, id",
        row =>
        {
            string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
            return new JsonObject
            {
                ["occasion"] = rules.Occasions.Find(row.GetString(0))?.Name.In(language) ?? row.GetString(0),
                ["recipient"] = row.GetString(1),
                ["languages"] = row.GetString(2),
                ["state"] = row.GetString(3),
                ["onPaper"] = row.GetBoolean(4),
                ["name"] = Text(5),
                ["address"] = Text(6) ?? Text(7),
                ["subject"] = Text(8),
                ["text"] = Text(9),
                ["createdAt"] = Ticks(row.GetInt64(10)),
                ["sentAt"] = row.IsDBNull(11) ? null : Ticks(row.GetInt64(11)),
            };
        },
        caseId));

    private static JsonArray List(IEnumerable<JsonNode?> nodes) => [.. nodes];

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Ticks(long ticks) => Moment(new DateTimeOffset(ticks, TimeSpan.Zero));

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
