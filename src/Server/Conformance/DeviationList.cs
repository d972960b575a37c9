using System.Text;
using IqWorkflows.Engine.Programs;
using IqWorkflows.Server.Commands;

namespace IqWorkflows.Server.Conformance;

/// <summary>A case in which we decided to behave otherwise than recorded.</summary>
/// <param name="Case">Name of the case.</param>
/// <param name="Reason">Why, as a code that the document explains.</param>
/// <param name="Instead">What comes of it here, see <see cref="Summary"/>; empty when the list does not say.</param>
internal sealed record Deviation(string Case, string Reason, string Instead);

/// <summary>The list of deviations: the table with the columns Case, Mode, Reason and Here instead in a Markdown document.</summary>
internal sealed class DeviationList
{
    private readonly Dictionary<(string Case, FlowchartMode Mode), Deviation> _listed = [];

    public static DeviationList Empty { get; } = new();

    public int Count => _listed.Count;

    public IEnumerable<(string Case, FlowchartMode Mode)> Entries => _listed.Keys;

    /// <summary>Where the list lies when nobody says it: in the folder <c>docs</c> of the repository that the executable was built in.</summary>
    /// <returns>Null when it is not there.</returns>
    public static string? DefaultPath()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "docs", "elsa-compatibility.md");
            if (File.Exists(path))
                return path;
        }
        return null;
    }

    /// <exception cref="CommandRefusedException">The file is not there or a row of the table cannot be read.</exception>
    public static DeviationList Read(string path)
    {
        if (!File.Exists(path))
            throw new CommandRefusedException($"There is no file {path} with a list of deviations.");
        var list = new DeviationList();
        var isInside = false;
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var cells = Cells(line);
            if (cells.Count == 0)
                isInside = false;
            else if (cells is ["Case", "Mode", "Reason", ..])
                isInside = true;
            else if (isInside && !cells.TrueForAll(cell => cell.Trim('-', ':').Length == 0))
                list.Add(cells, $"{path}, line {number}");
        }
        return list;
    }

    public Deviation? Find(string name, FlowchartMode mode) => _listed.GetValueOrDefault((name, mode));

    /// <summary>A row of the table.</summary>
    public static string Row(string name, string mode, string reason, string instead) =>
        $"| `{name}` | {mode} | {reason} | {Escaped(instead)} |";

    /// <summary>The same without what a table cell cannot show: outer and repeated spaces.</summary>
    public static string Shown(string instead) => string.Join(' ', instead.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Escaped(string text)
    {
        var shown = Shown(text).Replace(@"\", @"\\", StringComparison.Ordinal).Replace("|", @"\|", StringComparison.Ordinal);
        return shown.Contains('`', StringComparison.Ordinal) ? shown : $"`{shown}`";
    }

    private void Add(List<string> cells, string at)
    {
        if (cells.Count < 3 || cells[0].Length == 0 || cells[2].Length == 0)
            throw new CommandRefusedException($"{at}: a deviation needs case, mode and reason.");
        var deviation = new Deviation(cells[0], cells[2], cells.Count > 3 ? cells[3] : "");
        foreach (var mode in Modes(cells[1], at))
        {
            if (!_listed.TryAdd((deviation.Case, mode), deviation))
                throw new CommandRefusedException($"{at}: {deviation.Case} is listed twice for the mode {cells[1]}.");
        }
    }

    private static FlowchartMode[] Modes(string text, string at) => text switch
    {
        "counter" => [FlowchartMode.Counter],
        "token" => [FlowchartMode.Token],
        "both" => [FlowchartMode.Counter, FlowchartMode.Token],
        _ => throw new CommandRefusedException($"{at}: the mode is counter, token or both, not '{text}'."),
    };

    /// <summary>The cells of a table row, without the code marks around them; empty when the line is none.</summary>
    private static List<string> Cells(string line)
    {
        line = line.Trim();
        if (line is not ['|', .., '|'])
            return [];
        var cells = new List<string>();
        var cell = new StringBuilder();
        for (var at = 1; at < line.Length; at++)
        {
            if (line[at] == '|')
            {
                cells.Add(Unmarked(cell.ToString().Trim()));
                cell.Clear();
            }
            else
            {
                if (line[at] == '\\' && line[at + 1] is '|' or '\\') // the last letter is a bar
                    at++;
                cell.Append(line[at]);
            }
        }
        return cells;
    }

    private static string Unmarked(string cell) => cell is ['`', .., '`'] && cell.Length > 2 ? cell[1..^1] : cell;
}
