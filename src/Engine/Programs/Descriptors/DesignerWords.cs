namespace IqWorkflows.Engine.Programs.Descriptors;

/// <summary>What the designer says, where the host knows better than the classes of the activities.</summary>
/// <param name="Text">
/// A text by its key, or null for that of the class: <c>Iq.Task</c> names an activity, <c>Iq.Task.Description</c> describes it, <c>Iq.Task.Title</c> and
/// <c>Iq.Task.Title.Description</c> an input or output, <c>Iq.Task.Role.Option.LEAD</c> a choice, <c>Iq.Phase.Port.Body</c> a port, <c>Category.Facts</c> a category.
/// </param>
/// <param name="Choices">The choices of a dropdown by the name that the class gives their source.</param>
public sealed record DesignerWords(Func<string, string?> Text, Func<string, IReadOnlyList<DesignerChoice>> Choices)
{
    internal static DesignerWords OfTheClasses { get; } = new(_ => null, _ => []);
}

/// <summary>A choice of a dropdown.</summary>
public sealed record DesignerChoice(string Value, string Text);
