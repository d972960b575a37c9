using System.Text.Json;
using IqWorkflows.Cases.Deadlines;

namespace IqWorkflows.Cases.Forms;

/// <summary>A form as a definition describes it: which facts it asks for, and of which kinds it makes a new object.</summary>
/// <param name="New">Kinds of which the form makes a new object; fields of every other kind are about the current one.</param>
/// <param name="Fields">In the order in which people see them.</param>
public sealed record Form(IReadOnlyList<string> New, IReadOnlyList<FormField> Fields)
{
    /// <summary>Facts that are not known any more once the form was filled in: what was said about an earlier request does not answer the next one. The history keeps them.</summary>
    public IReadOnlyList<string> Clears { get; init; } = [];

    /// <summary>Facts (days) of the form that say when it happened, so that nobody is asked twice: the first that is given counts. Empty: none says it, and it is asked for.</summary>
    public IReadOnlyList<string> Happened { get; init; } = [];

    /// <summary>A form that asks for nothing.</summary>
    public static Form Empty { get; } = new([], []);

    /// <summary>Reads the JSON of a form. Wrong members are told, all of them; whether its facts exist is for <see cref="Problems"/> to say.</summary>
    public static FormReading Read(string json) => FormReader.Read(json);

    /// <summary>The same for JSON that was parsed before; null or an empty object is a form that asks for nothing.</summary>
    public static FormReading Read(JsonElement? json) => FormReader.Read(json);

    /// <summary>A form with all fields of a kind, for what is recorded at any time without a procedure asking for it.</summary>
    /// <param name="catalog">Names the fields.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="isNew">Whether it makes a new object.</param>
    public static Form Of(Facts.FactCatalog catalog, string kind, bool isNew) =>
        new(isNew ? [kind] : [], [.. catalog.Of(kind).Select(field => new FormField(field.Name) { IsRequired = isNew && field is { IsMandatory: true, Stage: null }, RequiredWhen = field.RequiredWhen })]);

    /// <summary>What is wrong with the form against the catalogue: unknown facts, kinds and codes. A definition with such a form is not published.</summary>
    public IReadOnlyList<FormProblem> Problems(Facts.FactCatalog catalog) => FormReader.Problems(this, catalog);
}

/// <summary>One field of a form.</summary>
/// <param name="Fact">Name of the fact.</param>
public sealed record FormField(string Fact)
{
    /// <summary>Whether the form is refused without it.</summary>
    public bool IsRequired { get; init; }

    /// <summary>When else it is refused without it; null: never.</summary>
    public FactIn? RequiredWhen { get; init; }

    /// <summary>When it is asked for at all; null: always. What is typed into it otherwise is not taken.</summary>
    public FactIn? When { get; init; }

    /// <summary>Instead of the label of the catalogue; null: that one.</summary>
    public LocalText? Label { get; init; }

    /// <summary>Instead of the help of the catalogue; null: that one, if any.</summary>
    public LocalText? Help { get; init; }
}

/// <summary>Holds when another fact, typed into the same form or known before, has one of these values.</summary>
public sealed record FactIn(string Fact, IReadOnlyList<string> In);

/// <summary>Something wrong with a form.</summary>
/// <param name="Path">Where, for example <c>fields[2].fact</c>.</param>
/// <param name="Message">What was found.</param>
/// <param name="Remedy">What to do.</param>
public sealed record FormProblem(string Path, string Message, string Remedy)
{
    public override string ToString() => $"{(Path.Length > 0 ? Path + ": " : "")}{Message} {Remedy}";
}

/// <summary>What came of reading a form.</summary>
/// <param name="Form">Null when there are problems.</param>
public sealed record FormReading(Form? Form, IReadOnlyList<FormProblem> Problems);
