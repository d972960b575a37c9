using System.Globalization;
using IqWorkflows.Casework.Play;
using IqWorkflows.Cases.Forms;
using Microsoft.AspNetCore.Http;

namespace IqWorkflows.Designer.Pages;

/// <summary>A trial as the form of its page carries it: everything that happened so far, a line each, so that the server keeps nothing of it.</summary>
/// <param name="Begins">When the case is opened.</param>
/// <param name="Sample">Facts of the invented person, a line each: <c>person.name=Muster</c>.</param>
/// <param name="Steps">What happened, a line each: <c>wait 14</c>, <c>event NAME fact=value;…</c>, <c>task ID OUTCOME fact=value;…</c>.</param>
internal sealed record TryForm(DateTimeOffset Begins, string Sample, IReadOnlyList<string> Steps)
{
    public const string Facts = "person.name=Muster\nperson.given_name=Mina\nperson.email=mina.muster@beispiel.de\nperson.phone=0221 4711\nperson.land=NW\ncase.entry_channel=ONLINE_PORTAL\ncase.contact_origin=SELBST\ncase.wish=Anerkennung";

    private const int MostSteps = 60;
    private const int MostDays = 2000;
    private const int LongestText = 8000;

    // Nobody tries a procedure beyond these; ids are made of moments after 1970, and steps must not leave the calendar.
    private static readonly DateTimeOffset s_earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static TryForm Read(IFormCollection form, DateTimeOffset now)
    {
        var begins = long.TryParse(form["begins"], CultureInfo.InvariantCulture, out var ticks) && ticks > s_earliest.UtcTicks && ticks < s_latest.UtcTicks ? new DateTimeOffset(ticks, TimeSpan.Zero) : now;
        var steps = Short(form["steps"]).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
        var given = string.Join(';', Short(form["given"]).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        if (form["do"].ToString() is { Length: > 0 } wanted)
        {
            if (wanted == "wait" && int.TryParse(form["days"], out var days) && days > 0)
                steps.Add(string.Create(CultureInfo.InvariantCulture, $"wait {days}"));
            else if (wanted != "wait")
                steps.Add($"{Short(wanted).ReplaceLineEndings(" ")} {given}".TrimEnd());
        }
        return new TryForm(begins, form.ContainsKey("sample") ? Short(form["sample"]) : Facts, [.. steps.Take(MostSteps)]);
    }

    public Submission Given => Submitted(Sample.Split('\n'));

    /// <summary>What the lines say; a line that says nothing known is left out.</summary>
    public IReadOnlyList<TryStep> Read()
    {
        var (read, left) = (new List<TryStep>(), MostDays);
        foreach (var line in Steps)
        {
            switch (line.Split(' ', 4))
            {
                case ["wait", var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days):
                    read.Add(new TryStep.Wait(Math.Min(days, left)));
                    left -= Math.Min(days, left);
                    break;
                case ["event", var name, .. var rest]:
                    read.Add(new TryStep.Happens(name, Submitted(string.Join(' ', rest).Split(';'))));
                    break;
                case ["task", var id, var outcome, .. var rest]:
                    read.Add(new TryStep.Does(id, outcome, Submitted(string.Join(' ', rest).Split(';'))));
                    break;
            }
        }
        return read;
    }

    private static Submission Submitted(IEnumerable<string> lines) => new(lines.Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2)
        .GroupBy(pair => pair[0].Trim()).ToDictionary(group => group.Key, group => group.Last()[1].Trim(), StringComparer.Ordinal));

    private static string Short(string? text) => text is null ? "" : text.Length > LongestText ? text[..LongestText] : text.ReplaceLineEndings("\n");
}
