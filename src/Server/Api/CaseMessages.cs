using System.Text.Json;

namespace IqWorkflows.Server.Api;

/// <summary>The wish to open a case.</summary>
/// <param name="CentreId">The counselling centre.</param>
/// <param name="Facts">What is known, by fact name: person.name, person.language, case.contact_origin …</param>
/// <param name="CounsellorId">Who counsels.</param>
/// <param name="Milestone">The state with which it begins; ANFRAGE when it is left out.</param>
/// <param name="EvenIfKnown">Opens it although there is a case of the same name and date of birth.</param>
/// <param name="HappenedOn">The day from which the facts hold.</param>
/// <param name="LearnedOn">The day on which they were learned.</param>
/// <param name="Source">Who they were learned from.</param>
internal sealed record OpenCaseRequest(
    string CentreId, IReadOnlyDictionary<string, JsonElement> Facts, string? CounsellorId = null, string? Milestone = null, bool EvenIfKnown = false, string? HappenedOn = null, string? LearnedOn = null,
    string? Source = null);

/// <summary>The case was opened.</summary>
internal sealed record OpenedCase(string CaseId);

/// <summary>Something that happened and that the case awaits.</summary>
/// <param name="Name">As GET events lists it.</param>
/// <param name="Facts">The form, by fact name.</param>
/// <param name="HappenedOn">The day on which it happened; left out: the day it was learned.</param>
/// <param name="LearnedOn">The day on which it was learned; left out: today.</param>
/// <param name="Source">CLIENT, DOCUMENT, AUTHORITY, EMPLOYER, PROVIDER or COUNSELLOR.</param>
internal sealed record RecordEventRequest(string Name, IReadOnlyDictionary<string, JsonElement>? Facts = null, string? HappenedOn = null, string? LearnedOn = null, string? Source = null);

/// <summary>Facts that nobody asked for.</summary>
/// <param name="Kind">Kind of the object: contact, document, note …</param>
/// <param name="Facts">By fact name.</param>
/// <param name="IsNew">Whether a new object is made.</param>
/// <param name="Object">Another object than the current one: document:3.</param>
/// <param name="HappenedOn">The day from which they hold.</param>
/// <param name="LearnedOn">The day on which they were learned.</param>
/// <param name="Source">Who they were learned from.</param>
internal sealed record RecordFactsRequest(
    string Kind, IReadOnlyDictionary<string, JsonElement> Facts, bool IsNew = false, string? Object = null, string? HappenedOn = null, string? LearnedOn = null, string? Source = null);

/// <summary>A task is done.</summary>
/// <param name="Outcome">The button that was pressed; may be left out where there is one only.</param>
/// <param name="Facts">The form, by fact name.</param>
/// <param name="HappenedOn">The day on which it happened.</param>
/// <param name="LearnedOn">The day on which it was learned.</param>
/// <param name="Source">Who it was learned from.</param>
internal sealed record CompleteCaseTaskRequest(
    string? Outcome = null, IReadOnlyDictionary<string, JsonElement>? Facts = null, string? HappenedOn = null, string? LearnedOn = null, string? Source = null);

/// <summary>The wish to let a case rest.</summary>
/// <param name="Until">The wake-up day.</param>
internal sealed record PauseCaseRequest(DateOnly? Until = null);

/// <summary>The wish to close a case.</summary>
/// <param name="Reason">Code of the list of closing reasons.</param>
internal sealed record CloseCaseRequest(string Reason);

/// <summary>The wish to open a closed case again.</summary>
/// <param name="Milestone">A state; left out: the one it had.</param>
internal sealed record ReopenCaseRequest(string? Milestone = null);

/// <summary>The wish to give a case to somebody else; what is left out stays.</summary>
internal sealed record ReassignCaseRequest(string? CentreId = null, string? CounsellorId = null, string? DeputyId = null);

/// <summary>A counselling centre.</summary>
/// <param name="Land">Two letters.</param>
/// <param name="Ags">Official key of the municipality.</param>
internal sealed record SaveCentreRequest(string Name, string Land, string? Ags = null, string? Mail = null, string? Phone = null, string? Address = null);

/// <summary>Somebody who works with cases.</summary>
/// <param name="Language">Of their lists: de (also when it is left out) or en.</param>
/// <param name="AbsentFrom">First day of an absence.</param>
/// <param name="AbsentUntil">Its last day; left out: nobody knows yet.</param>
internal sealed record SaveStaffRequest(
    string Name, string Role, string CentreId, string? Mail = null, string? Phone = null, string? Deputy = null, string? Language = null, DateOnly? AbsentFrom = null, DateOnly? AbsentUntil = null);

/// <summary>The case has changed.</summary>
/// <param name="NewObjects">Objects that were made.</param>
internal sealed record ChangedCase(string CaseId, IReadOnlyList<string> NewObjects);

/// <summary>One reason.</summary>
internal sealed record ShownReason(string Code, string Text, IReadOnlyList<string> Args);

/// <summary>A case with everything that is known of it.</summary>
internal sealed record ShownCaseDetails(
    string CaseId, string State, string StateName, DateOnly? PausedUntil, IReadOnlyList<ShownObject> Objects, IReadOnlyList<ShownDeadline> Deadlines, IReadOnlyList<ShownTaskLine> Tasks,
    IReadOnlyList<string> AwaitedEvents, IReadOnlyList<ShownLogEntry> Log);

/// <summary>One object of a case with its facts.</summary>
internal sealed record ShownObject(string Object, string? Owner, IReadOnlyDictionary<string, JsonElement> Facts);

/// <summary>A deadline with how it came about.</summary>
internal sealed record ShownDeadline(
    string Id, string Code, string Name, string Object, string State, DateOnly? Start, DateOnly? RawEnd, DateOnly? End, DateOnly? WarnBy, DateOnly? Announced, DateOnly? PausedSince,
    IReadOnlyList<string> Derivation, IReadOnlyList<ShownReason> Flags);

/// <summary>An open task in a line.</summary>
internal sealed record ShownTaskLine(string Id, string Title, string Role, string? Level, string? Object, DateOnly? DueOn);

/// <summary>A line of the log.</summary>
internal sealed record ShownLogEntry(DateTimeOffset At, string Who, string Code, string? Object, IReadOnlyList<string> Args, DateOnly? HappenedOn, DateOnly? LearnedOn);

/// <summary>An open task with everything needed to complete it.</summary>
internal sealed record ShownCaseTask(
    string Id, string Title, string? Instructions, string Role, string? Level, string? Object, DateOnly? DueOn, string? Why, IReadOnlyList<ShownOutcome> Outcomes, ShownForm Form);

/// <summary>A way to end a task.</summary>
internal sealed record ShownOutcome(string Name, string Text, bool AsksForm);

/// <summary>An event that may be recorded now.</summary>
internal sealed record ShownAwaitedEvent(string Name, string Title, ShownForm Form);

/// <summary>A form.</summary>
/// <param name="New">Kinds of which it makes a new object.</param>
internal sealed record ShownForm(IReadOnlyList<string> New, IReadOnlyList<ShownField> Fields);

/// <summary>A field of a form.</summary>
internal sealed record ShownField(string Fact, string Label, string? Help, string Type, bool IsRequired, string? RequiredWhenFact, IReadOnlyList<string>? RequiredWhenIn, string? WhenFact, IReadOnlyList<string>? WhenIn, IReadOnlyList<ShownCode>? Codes);

/// <summary>A code of a list.</summary>
internal sealed record ShownCode(string Code, string Label);
