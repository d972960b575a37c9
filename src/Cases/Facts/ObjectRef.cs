using System.Globalization;

namespace IqWorkflows.Cases.Facts;

/// <summary>One object of a case: the second application is <c>application:2</c>. Numbers begin at 1 for each kind; the case and its person are number 1.</summary>
public readonly record struct ObjectRef(string Kind, int Number)
{
    public const string CaseKind = "case";
    public const string PersonKind = "person";

    public static ObjectRef Case { get; } = new(CaseKind, 1);

    public static ObjectRef Person { get; } = new(PersonKind, 1);

    /// <returns>Null when the text is no reference; whether the kind exists and the case has the object is another question.</returns>
    public static ObjectRef? Parse(string? text)
    {
        var colon = text?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        return colon > 0 // so there is a text
            && text!.AsSpan(0, colon).IndexOfAnyExceptInRange('a', 'z') < 0
            && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0
            ? new ObjectRef(text![..colon], number)
            : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}:{Number}");
}
