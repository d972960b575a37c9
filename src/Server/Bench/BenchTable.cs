using System.Globalization;

namespace IqWorkflows.Server.Bench;

/// <summary>One line of the result.</summary>
/// <param name="Figure">What was measured.</param>
/// <param name="Measured">The figure.</param>
/// <param name="Floor">The least it could be, measured in the same run; empty where there is none.</param>
/// <param name="Ratio">How the two compare.</param>
/// <param name="Reach">What we want to reach; empty where nothing was set.</param>
/// <param name="Note">What else belongs to it.</param>
internal sealed record BenchRow(string Figure, string Measured, string Floor = "", string Ratio = "", string Reach = "", string Note = "");

/// <summary>The result of a run.</summary>
internal sealed class BenchTable
{
    private static readonly BenchRow s_head = new("figure", "measured", "floor", "ratio", "reach", "");
    private readonly List<BenchRow> _rows = [];

    public void Add(BenchRow row) => _rows.Add(row);

    public void Print(TextWriter output)
    {
        BenchRow[] rows = [s_head, .. _rows];
        var (figure, measured, floor, ratio, reach) = (
            rows.Max(row => row.Figure.Length), rows.Max(row => row.Measured.Length), rows.Max(row => row.Floor.Length), rows.Max(row => row.Ratio.Length), rows.Max(row => row.Reach.Length));
        foreach (var row in rows)
        {
            var line = $"{row.Figure.PadRight(figure)}  {row.Measured.PadLeft(measured)}  {row.Floor.PadLeft(floor)}  {row.Ratio.PadLeft(ratio)}  {row.Reach.PadRight(reach)}  {row.Note}";
            output.WriteLine(line.TrimEnd());
        }
    }

    public static string Microseconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.00} µs");

    public static string Milliseconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.00} ms");

    public static string PerSecond(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:#,0}/s");

    public static string Bytes(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:#,0} B");

    public static string Percent(double value) => string.Create(CultureInfo.InvariantCulture, $"{value * 100:0} %");

    public static string Times(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.00} x");
}
