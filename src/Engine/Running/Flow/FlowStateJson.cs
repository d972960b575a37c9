using System.Text.Json;

namespace IqWorkflows.Engine.Running.Flow;

/// <summary>A flowchart's counters as one short text per row: a letter a counter, or an array once a counter outgrows a letter.</summary>
internal static class FlowStateJson
{
    private const string Letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

    public static void Write(Utf8JsonWriter json, FlowState flow)
    {
        json.WriteStartArray();
        json.WriteNumberValue(flow.Start);
        WriteRow(json, flow.BoxVisits);
        WriteRow(json, Combined(flow));
        WriteRow(json, flow.Tokens);
        WriteRow(json, flow.Blocked);
        json.WriteEndArray();
    }

    /// <param name="reader">At the start of the array; afterwards at its end.</param>
    /// <param name="boxes">How many boxes the flowchart has.</param>
    /// <param name="connections">How many connections it has.</param>
    public static FlowState Read(ref Utf8JsonReader reader, int boxes, int connections)
    {
        reader.Read();
        var flow = new FlowState(boxes, connections, reader.GetInt32());
        ReadRow(ref reader, flow.BoxVisits);
        var combined = new int[connections];
        ReadRow(ref reader, combined);
        for (var i = 0; i < connections; i++)
        {
            flow.Visits[i] = combined[i] >> 1;
            flow.Followed[i] = (combined[i] & 1) != 0;
        }
        ReadRow(ref reader, flow.Tokens);
        ReadRow(ref reader, flow.Blocked);
        reader.Read();
        return flow;
    }

    private static int[] Combined(FlowState flow)
    {
        var combined = new int[flow.Visits.Length];
        for (var i = 0; i < combined.Length; i++)
            combined[i] = (flow.Visits[i] << 1) | (flow.Followed[i] ? 1 : 0);
        return combined;
    }

    private static void WriteRow(Utf8JsonWriter json, int[] row)
    {
        var length = row.Length;
        while (length > 0 && row[length - 1] == 0)
            length--;
        var largest = 0;
        for (var i = 0; i < length; i++)
            largest = Math.Max(largest, row[i]);
        if (largest < Letters.Length)
        {
            var letters = length <= 256 ? stackalloc char[length] : new char[length];
            for (var i = 0; i < length; i++)
                letters[i] = Letters[row[i]];
            json.WriteStringValue(letters);
            return;
        }
        json.WriteStartArray();
        for (var i = 0; i < length; i++)
            json.WriteNumberValue(row[i]);
        json.WriteEndArray();
    }

    private static void ReadRow(ref Utf8JsonReader reader, int[] row)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            var letters = reader.GetString()!; // a string token has a text
            for (var i = 0; i < letters.Length; i++)
                row[i] = Letters.IndexOf(letters[i], StringComparison.Ordinal);
            return;
        }
        for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
            row[i] = reader.GetInt32();
    }
}
