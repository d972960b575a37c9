using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace IqWorkflows.Designer.Tests.Contract;

/// <summary>
/// Everything Studio asked in a test of the browser, so that it can be asked again without one. The script <c>record</c> beside this file records anew.
/// The hub's messages are not recorded: they say only that something changed, and what Studio asks then is.
/// </summary>
internal sealed class Recording
{
    private const string Variable = "IQW_RECORD";
    private const string Api = "/elsa/api";

    private readonly List<(Asked Asked, Task<string> Answer)> _all = [];

    /// <returns>Null unless recordings are wanted.</returns>
    public static async Task<Recording?> OfAsync(IPage page)
    {
        if (Environment.GetEnvironmentVariable(Variable) != "1")
            return null;
        var recording = new Recording();
        await page.RouteAsync($"**{Api}/**", recording.PassAsync);
        return recording;
    }

    public void Add(string method, string path, JsonNode? body, Task<string> answer) => _all.Add((new Asked(method, path, body), answer));

    public async Task KeepAsync(string name)
    {
        var (kept, last) = (new List<(Asked Asked, JsonNode? Answer)>(), new Dictionary<string, string>(StringComparer.Ordinal));
        foreach (var (asked, answer) in _all)
        {
            // Studio asks the same over and over: what is answered as it was the time before tells nothing new.
            var (request, text) = ($"{asked.Method} {asked.Path} {asked.Body?.ToJsonString()}", await answer);
            if (last.GetValueOrDefault(request) == text)
                continue;
            last[request] = text;
            kept.Add((asked, ContractFiles.Parsed(text)));
        }
        await File.WriteAllTextAsync(ContractFiles.Requests(name), ContractFiles.Written(Named(kept)));
    }

    /// <summary>With names in place of what the server made up and Studio sent back.</summary>
    private static List<Asked> Named(List<(Asked Asked, JsonNode? Answer)> kept)
    {
        var requests = kept.Select(one => one.Asked.Path + one.Asked.Body?.ToJsonString()).ToList();
        var (names, gives) = (new Dictionary<string, string>(StringComparer.Ordinal), kept.Select(_ => new SortedDictionary<string, string>(StringComparer.Ordinal)).ToList());
        var told = new Dictionary<string, List<(int At, string Place)>>(StringComparer.Ordinal);
        for (var at = 0; at < kept.Count; at++)
        {
            foreach (var (value, place) in MadeUp.In(kept[at].Answer))
                (told.TryGetValue(value, out var places) ? places : told[value] = []).Add((at, place));
        }
        foreach (var (value, places) in told)
        {
            var used = requests.FindIndex(request => Says(request, value));
            if (places.Where(one => one.At < used).ToList() is not { Count: > 0 } before)
                continue;
            // A place in a list moves with what else is there; one outside of lists stays.
            var (at, place) = before.OrderBy(one => one.Place.Any(char.IsAsciiDigit)).ThenBy(one => one.At).First();
            names[value] = $"{{{{{place.Split('/')[^1]}-{names.Count + 1}}}}}";
            gives[at][names[value]] = place;
        }
        return [.. kept.Select((one, at) => new Asked(
            one.Asked.Method,
            MadeUp.Replace(one.Asked.Path, Name),
            ContractFiles.Parsed(one.Asked.Body is null ? null : MadeUp.Replace(one.Asked.Body.ToJsonString(), Name)),
            gives[at].Count > 0 ? gives[at] : null))];

        string Name(string value) => names.GetValueOrDefault(value, value);
    }

    private static bool Says(string request, string value)
    {
        var says = false;
        MadeUp.Replace(request, found =>
        {
            says |= found == value;
            return found;
        });
        return says;
    }

    /// <summary>Lets a request through. Its order is that in which Studio asked; its answer is read here, since Studio may leave it unread.</summary>
    private async Task PassAsync(IRoute route)
    {
        var (request, answer) = (route.Request, new TaskCompletionSource<string>());
        Add(request.Method, new Uri(request.Url).PathAndQuery[Api.Length..], ContractFiles.Parsed(request.PostData), answer.Task);
        try
        {
            var headers = new Dictionary<string, string>(request.Headers) { ["origin"] = new Uri(request.Url).GetLeftPart(UriPartial.Authority) };
            var response = await route.FetchAsync(new RouteFetchOptions { Headers = headers });
            answer.SetResult(await response.TextAsync());
            await route.FulfillAsync(new RouteFulfillOptions { Response = response });
        }
        catch (PlaywrightException)
        {
            // The page went on before the answer was there.
            answer.TrySetResult("");
        }
    }
}
