using System.Text.Json.Nodes;
using IqWorkflows.Engine.Programs;

namespace IqWorkflows.Engine.Tests.Running.Moving;

/// <summary>A flowchart that chance has drawn: events, lines, decisions and joins, with arrows that lead forward.</summary>
internal sealed class RandomFlow
{
    private readonly List<(string Id, string Kind)> _boxes = [];
    private readonly List<(string From, string Port, string To)> _arrows = [];

    /// <summary>What it was changed into last.</summary>
    public RandomFlow? Last { get; private set; }

    public static RandomFlow Draw(Dice dice)
    {
        var flow = new RandomFlow();
        var count = 4 + dice.Roll(4);
        for (var i = 0; i < count; i++)
        {
            var ways = i == 0 ? 0 : Math.Min(i, 1 + (dice.Roll(3) == 0 ? 1 : 0));
            flow._boxes.Add(($"b{i}", KindOf(dice, isFirst: i == 0, ways)));
            for (var way = 0; way < ways; way++)
            {
                var from = flow._boxes[way == 0 ? Math.Max(0, i - 1 - dice.Roll(2)) : dice.Roll(i)];
                if (!flow._arrows.Exists(arrow => arrow.From == from.Id && arrow.To == $"b{i}"))
                    flow._arrows.Add((from.Id, PortOf(from.Kind, dice), $"b{i}"));
            }
        }
        return flow;
    }

    /// <summary>The same with one or two changes such as a designer makes.</summary>
    public RandomFlow Changed(Dice dice)
    {
        var other = new RandomFlow();
        other._boxes.AddRange(_boxes);
        other._arrows.AddRange(_arrows);
        for (var change = 0; change <= dice.Roll(2); change++)
            other.Change(dice, change);
        return Last = other;
    }

    public WorkflowProgram Program()
    {
        var arrows = string.Join(' ', _arrows.Select(arrow => $"{arrow.From}.{arrow.Port}>{arrow.To}"));
        return Drawing.Program(Drawing.Flowchart("flow", arrows, [.. _boxes.Select(Box)]));
    }

    public override string ToString() => string.Join(' ', _boxes.Select(box => $"{box.Id}:{box.Kind}")) + " | " + string.Join(' ', _arrows.Select(arrow => $"{arrow.From}.{arrow.Port}>{arrow.To}"));

    private void Change(Dice dice, int number)
    {
        switch (dice.Roll(4))
        {
            // A box drawn into an arrow.
            case 0 or 1 when _arrows.Count > 0:
                var at = dice.Roll(_arrows.Count);
                var arrow = _arrows[at];
                _boxes.Add(($"n{number}", dice.Roll(2) == 0 ? "event" : "line"));
                _arrows[at] = arrow with { To = $"n{number}" };
                _arrows.Add(($"n{number}", "Done", arrow.To));
                break;
            // A box taken out, and the arrows led past it.
            case 2 when _boxes.Count > 3:
                var gone = _boxes[1 + dice.Roll(_boxes.Count - 1)];
                var (into, outOf) = (_arrows.Where(one => one.To == gone.Id).ToList(), _arrows.Where(one => one.From == gone.Id).ToList());
                _boxes.Remove(gone);
                _arrows.RemoveAll(one => one.From == gone.Id || one.To == gone.Id);
                foreach (var source in into)
                    _arrows.AddRange(outOf.Where(target => !_arrows.Exists(one => one.From == source.From && one.To == target.To)).Select(target => source with { To = target.To }).ToList());
                break;
            // A branch that ends by itself.
            default:
                var from = _boxes[dice.Roll(_boxes.Count)];
                _boxes.Add(($"n{number}", "event"));
                _arrows.Add((from.Id, PortOf(from.Kind, dice), $"n{number}"));
                break;
        }
    }

    private static string KindOf(Dice dice, bool isFirst, int ways) => dice.Roll(8) switch
    {
        _ when isFirst => "line",
        0 or 1 when ways > 1 => "WaitAll",
        2 when ways > 1 => "WaitAny",
        3 => "yes",
        4 => "line",
        _ => "event",
    };

    private static string PortOf(string kind, Dice dice) => kind == "yes" ? (dice.Roll(2) == 0 ? "True" : "False") : "Done";

    private static JsonObject Box((string Id, string Kind) box) => box.Kind switch
    {
        "event" => Drawing.Event(box.Id, box.Id),
        "yes" => Drawing.Decision(box.Id, "true"),
        "line" => Drawing.Line(box.Id),
        _ => Drawing.Join(box.Id, box.Kind),
    };
}
