using IqWorkflows.Casework;
using IqWorkflows.Casework.Ladders;
using IqWorkflows.Casework.Rules;
using IqWorkflows.Cases.RuleFiles;
using IqWorkflows.Desk.Frame;
using IqWorkflows.Desk.Hosting;
using IqWorkflows.Storage.Rules;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Desk.Rules;

/// <summary>The overview of rules: what was changed, and what of it no longer fits.</summary>
/// <param name="Resting">Changes that are left out, with what is wrong.</param>
public sealed record RulesModel(IReadOnlyList<RuleChangeLine> Recent, IReadOnlyList<(RuleOverride Change, RuleProblem Problem)> Resting, int Texts, int Authorities, int Checklists, int Professions, int Occasions);

/// <summary>Verwaltung of rules: authorities, lists of papers, professions, occasions.</summary>
internal static class RulesEndpoints
{
    public const string Path = "/verwaltung/regeln";

    private const string New = "neu";
    private const int MostRows = 100;
    private const int MostRecent = 50;

    public static void MapRules(this IEndpointRouteBuilder desk)
    {
        desk.MapGet(Path, OverviewAsync).For(RuleWords.MayChange);
        desk.MapMailTexts();
        foreach (var path in RuleKinds.Paths)
        {
            desk.MapGet("/verwaltung/" + path, (HttpContext http, RuleEntryReading reading, IqRuntime runtime, string? q = null) => ListAsync(http, reading, runtime, path, q)).For(RuleWords.MayChange);
            desk.MapGet($"/verwaltung/{path}/{{code}}", (HttpContext http, RuleEntryReading reading, IqRuntime runtime, string code) => ShowAsync(http, reading, runtime, path, code)).For(RuleWords.MayChange);
            desk.MapPost($"/verwaltung/{path}/{{code}}", (HttpContext http, RuleEntryReading reading, RuleShelf shelf, IqRuntime runtime, string code) => ChangeAsync(http, reading, shelf, runtime, path, code)).For(RuleWords.MayChange);
        }
    }

    /// <summary>Where an entry of a change is shown.</summary>
    internal static string LinkOf(RuleOverrideRow row) => row.Key.Length == 0
        ? $"{MailTextEndpoints.Path}/{Uri.EscapeDataString(System.IO.Path.GetFileNameWithoutExtension(row.File))}"
        : $"/verwaltung/{row.File switch { "authorities.yaml" => "behoerden", "checklists.yaml" => "unterlagenlisten", "professions.yaml" => "berufe", _ => "anlaesse" }}/{Uri.EscapeDataString(row.Key)}";

    private static async Task<IResult> OverviewAsync(HttpContext http, RuleShelf shelf, IqRuntime runtime)
    {
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(http.RequestAborted);
        var recent = await db.RuleOverrides.AsNoTracking().OrderByDescending(row => row.Id).Take(MostRecent).ToListAsync(http.RequestAborted);
        var rules = runtime.Rules;
        return DeskHosting.Page<RulesPage>(http, new RulesModel(
            await RuleWords.LinesAsync(runtime, recent, http.RequestAborted), shelf.Resting, rules.Texts.All.Count, rules.Authorities.Authorities.Count, rules.Checklists.Checklists.Count,
            rules.Professions.Professions.Count, rules.Occasions.Occasions.Count));
    }

    private static async Task<IResult> ListAsync(HttpContext http, RuleEntryReading reading, IqRuntime runtime, string path, string? q)
    {
        var visit = Gate.Of(http);
        return DeskHosting.Page<RuleListPage>(http, await reading.ListAsync(visit, RuleKinds.Find(path, visit, runtime.Rules)!, q is { Length: <= 100 } ? q : "", http.RequestAborted)); // mapped for each kind
    }

    private static async Task<IResult> ShowAsync(HttpContext http, RuleEntryReading reading, IqRuntime runtime, string path, string code)
    {
        var visit = Gate.Of(http);
        var kind = RuleKinds.Find(path, visit, runtime.Rules)!; // mapped for each kind
        var done = http.Request.Query["erledigt"].ToString() is { Length: > 0 and < 20 } said && visit.Words.Has("Rules.Done." + said) ? "Rules.Done." + said : null;
        return (code != New || kind.MayAdd) && await reading.OneAsync(visit, kind, code == New ? null : code, http.RequestAborted) is { } found
            ? DeskHosting.Page<RuleEntryPage>(http, found.Model with { Done = done })
            : NotFound(visit);
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, RuleEntryReading reading, RuleShelf shelf, IqRuntime runtime, string path, string code)
    {
        var (visit, form) = (Gate.Of(http), await http.Request.ReadFormAsync(http.RequestAborted));
        var kind = RuleKinds.Find(path, visit, runtime.Rules)!; // mapped for each kind
        var isNew = code == New;
        if ((isNew && !kind.MayAdd) || await reading.OneAsync(visit, kind, isNew ? null : code, http.RequestAborted) is not var (model, entry, delivered))
            return NotFound(visit);
        var (who, seen) = (visit.Viewer!.AccountId, long.TryParse(form["stand"], out var number) ? number : -1); // the gate lets nobody else in
        if (form["was"] == "zuruecksetzen")
            return Answered(http, kind, model, code, await SavedAsync(shelf, runtime, kind, code, null, seen, who, http.RequestAborted), model.IsOwn ? "Removed" : "Reset");

        var (changed, problems) = Taken(visit, kind, entry, form);
        if (isNew)
        {
            code = CodeOf(changed.Text("name") ?? "");
            if (problems.Count == 0 && (shelf.Delivered(kind.File, code) is not null || (await shelf.HistoryAsync(kind.File, code, 1, http.RequestAborted)).Any(row => row.Content is not null)))
                problems.Add(new Problem(visit["Rules.KnownName"], "name"));
            else
                seen = (await shelf.HistoryAsync(kind.File, code, 1, http.RequestAborted)) is [var last] ? last.Id : 0; // one of that name that was taken away again
        }
        changed.SetPlain("code", code);
        kind.Finish(changed, delivered);
        var typed = RuleEntryReading.Filled(visit, kind, isNew ? null : code, changed, model.History, model.Delivered, problems);
        if (problems.Count > 0)
            return DeskHosting.Page<RuleEntryPage>(http, typed, StatusCodes.Status422UnprocessableEntity);
        return Answered(http, kind, typed, code, await SavedAsync(shelf, runtime, kind, code, changed.ToString(), seen, who, http.RequestAborted), "Saved");
    }

    private static async Task<RuleAnswer> SavedAsync(RuleShelf shelf, IqRuntime runtime, RuleKind kind, string code, string? content, long seen, string who, CancellationToken cancellationToken)
    {
        var answer = await shelf.SaveAsync(kind.File, code, content, seen, who, cancellationToken);
        // Whoever closes the page meanwhile has changed the days all the same.
        if (answer is RuleAnswer.Done && kind.File == RuleKinds.OccasionFile)
            await new ReplanLadders(runtime).RunAsync(code, CancellationToken.None);
        return answer;
    }

    /// <summary>An entry with what was typed, and what is wrong with that.</summary>
    private static (RuleEntry Entry, List<Problem> Problems) Taken(Visit visit, RuleKind kind, RuleEntry entry, IFormCollection form)
    {
        var (changed, problems) = (entry.Copy(), new List<Problem>());
        foreach (var field in kind.Fields)
            Take(visit, field, "", changed, form, problems);
        foreach (var rows in kind.Rows)
        {
            var (there, kept) = (changed.Entries(rows.List), new List<RuleEntry>());
            for (var number = 0; number < Math.Min(there.Count + rows.Extra, MostRows); number++)
            {
                var prefix = $"{rows.List}.{number}.";
                var isNew = number >= there.Count;
                if (rows.Extra > 0 && (form[prefix + "weg"] == "yes" || (isNew && form[prefix + rows.Fields[0].Path].ToString().Length == 0)))
                    continue;
                var row = isNew ? RuleEntry.Empty() : there[number];
                foreach (var field in rows.Fields)
                    Take(visit, field, prefix, row, form, problems);
                kept.Add(row);
            }
            changed.Set(rows.List, kept);
        }
        return (changed, problems);
    }

    private static void Take(Visit visit, RuleField field, string prefix, RuleEntry entry, IFormCollection form, List<Problem> problems)
    {
        var id = prefix + field.Path;
        var typed = string.Join(',', form[id].OfType<string>()).ReplaceLineEndings("\n").Trim();
        if (field.Against(typed) is { } wrong)
            problems.Add(new Problem(visit.Words.Of(wrong, visit[field.Label], field.Longest), id));
        field.Put(entry, typed);
    }

    private static IResult Answered(HttpContext http, RuleKind kind, RuleEntryModel model, string code, RuleAnswer answer, string done)
    {
        var visit = Gate.Of(http);
        return answer switch
        {
            RuleAnswer.Done when done == "Removed" => Results.LocalRedirect($"/verwaltung/{kind.Path}"),
            RuleAnswer.Done => Results.LocalRedirect($"/verwaltung/{kind.Path}/{Uri.EscapeDataString(code)}?erledigt={done}"),
            RuleAnswer.Changed => DeskHosting.Page<RuleEntryPage>(http, model with { Problems = [new Problem(visit["Rules.ChangedMeanwhile"], null)] }, StatusCodes.Status409Conflict),
            RuleAnswer.Faulty faulty => DeskHosting.Page<RuleEntryPage>(http, model with { Problems = [.. RuleWords.Told(visit, faulty.Problems, null)] }, StatusCodes.Status422UnprocessableEntity),
            _ => throw new InvalidOperationException($"Nobody knows the answer {answer}."),
        };
    }

    /// <summary>A code made of a name: capital letters and underscores.</summary>
    private static string CodeOf(string name)
    {
        var plain = name.ToUpperInvariant().Replace("Ä", "AE", StringComparison.Ordinal).Replace("Ö", "OE", StringComparison.Ordinal).Replace("Ü", "UE", StringComparison.Ordinal).Replace("ß", "SS", StringComparison.Ordinal);
        var code = string.Join('_', string.Concat(plain.Select(letter => char.IsAsciiLetterUpper(letter) || char.IsAsciiDigit(letter) ? letter : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return "EIGEN_" + (code.Length > 40 ? code[..40].TrimEnd('_') : code);
    }

    private static RazorComponentResult<MessagePage> NotFound(Visit visit) => Gate.Message(visit, "NotFound", StatusCodes.Status404NotFound);
}
