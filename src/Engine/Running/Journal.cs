using System.Text.Json;
using IqWorkflows.Engine.Activities;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Engine.Values;

namespace IqWorkflows.Engine.Running;

/// <summary>Reads what <see cref="Run.Journal"/> holds.</summary>
public static class Journal
{
    internal const ulong Format = 1;
    internal const int HasOutcomes = 16;
    internal const int HasValues = 32;
    internal const int HasMessage = 64;
    private const int EventMask = 15;

    /// <param name="program">The program of the instance.</param>
    /// <param name="journal">The journal of one step.</param>
    /// <exception cref="InvalidDataException">The bytes are not a journal of this program.</exception>
    public static IReadOnlyList<JournalEntry> Read(WorkflowProgram program, ReadOnlySpan<byte> journal)
    {
        var bytes = journal;
        var format = Varints.Read(ref bytes);
        if (format != Format)
            throw new InvalidDataException($"This release cannot read journals of format {format}.");
        var at = new DateTimeOffset((long)Varints.Read(ref bytes), TimeSpan.Zero);
        var entries = new List<JournalEntry>();
        while (!bytes.IsEmpty)
            entries.Add(ReadEntry(program, at, ref bytes));
        return entries;
    }

    private static JournalEntry ReadEntry(WorkflowProgram program, DateTimeOffset at, ref ReadOnlySpan<byte> bytes)
    {
        var head = (int)Varints.Read(ref bytes);
        var happened = (JournalEvent)(head & EventMask);
        var execution = (int)Varints.Read(ref bytes);
        var box = (int)Varints.Read(ref bytes);
        if (box >= program.Boxes.Count || !Enum.IsDefined(happened))
            throw new InvalidDataException($"The journal speaks of activity {box}, which the program does not have.");
        var parent = happened == JournalEvent.Started ? (int)Varints.Read(ref bytes) : 0;
        IReadOnlyList<string> outcomes = happened == JournalEvent.Completed ? Outcomes.Default : [];
        if ((head & HasOutcomes) != 0)
        {
            var named = new string[(int)Varints.Read(ref bytes)];
            for (var i = 0; i < named.Length; i++)
                named[i] = Varints.ReadText(ref bytes);
            outcomes = named;
        }
        ObjectValue? values = null;
        if ((head & HasValues) != 0)
        {
            var reader = new Utf8JsonReader(Varints.ReadBytes(ref bytes), TypedJson.ReaderOptions);
            reader.Read();
            values = [];
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!; // a property has a name
                reader.Read();
                values[name] = TypedJson.Read(ref reader);
            }
        }
        var message = (head & HasMessage) != 0 ? Varints.ReadText(ref bytes) : null;
        return new JournalEntry(happened, execution, parent, program.Boxes[box], at, outcomes, values, message);
    }
}
