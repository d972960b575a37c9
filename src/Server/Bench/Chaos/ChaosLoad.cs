using System.Globalization;
using System.Text.Json.Nodes;

namespace IqWorkflows.Server.Bench.Chaos;

/// <summary>Callers that start errands and see them through, each request with a key, each acknowledgement written down.</summary>
internal sealed class ChaosLoad(ChaosHistory history, ChaosCaller caller, int seed, bool opensCases)
{
    /// <summary>The counselling centre of all cases.</summary>
    public const string Centre = "dortmund";

    /// <summary>One caller: errand after errand as long as it is wanted. What it has begun, it ends.</summary>
    public async Task RunAsync(int lane, Func<bool> isWanted, CancellationToken cancellationToken)
    {
        var random = new Random(seed + lane);
        for (var number = 0; isWanted(); number++)
        {
            var errand = string.Create(CultureInfo.InvariantCulture, $"errand-{lane}-{number}");
            await RunErrandAsync(errand, random, cancellationToken);
            if (random.Next(3) == 0)
                await SendAsync(new ChaosRequest(Asked.Notice, $"{errand}-notice", ""), isOnce: false, cancellationToken);
            if (opensCases && random.Next(4) == 0)
                await SendAsync(new ChaosRequest(Asked.Case, $"{errand}-case", ""), isOnce: random.Next(6) == 0, cancellationToken);
        }
    }

    private async Task RunErrandAsync(string errand, Random random, CancellationToken cancellationToken)
    {
        var requests = Requests(errand, paperFirst: random.Next(3) == 0);
        // Some callers give up when they hear nothing; then nobody knows whether it was saved.
        var impatientAt = random.Next(6) == 0 ? random.Next(requests.Count) : -1;
        for (var i = 0; i < requests.Count; i++)
        {
            if (!await SendAsync(requests[i], isOnce: i == impatientAt, cancellationToken))
                return;
        }
    }

    /// <summary>A paper may come before anybody awaits it.</summary>
    private static List<ChaosRequest> Requests(string errand, bool paperFirst)
    {
        var papers = Enumerable.Range(1, ChaosDefinitions.Papers).Select(i => new ChaosRequest(Asked.Paper, $"{errand}-paper-{i}", errand)).ToList();
        var task = new ChaosRequest(Asked.Task, $"{errand}-task", errand);
        var start = new ChaosRequest(Asked.Start, errand, errand);
        return paperFirst ? [start, papers[0], task, .. papers[1..]] : [start, task, .. papers];
    }

    /// <returns>Whether it was acknowledged.</returns>
    private async Task<bool> SendAsync(ChaosRequest request, bool isOnce, CancellationToken cancellationToken)
    {
        var (path, body) = request.Asked switch
        {
            Asked.Start => ("/api/instances", new JsonObject { ["definitionId"] = ChaosDefinitions.Errand, ["correlationId"] = request.Token }),
            Asked.Task => ($"/api/tasks/{Uri.EscapeDataString(await TaskOfAsync(request.Errand, cancellationToken))}/complete", new JsonObject { ["result"] = request.Token }),
            Asked.Paper => ("/api/events", new JsonObject { ["name"] = ChaosDefinitions.PaperEvent, ["correlationId"] = request.Errand, ["payload"] = request.Token }),
            Asked.Case => ("/api/cases", new JsonObject
            {
                ["centreId"] = Centre,
                ["facts"] = new JsonObject
                {
                    ["person.name"] = request.Token,
                    ["person.email"] = ChaosHistory.AddressOf(request.Token),
                    ["case.contact_origin"] = "SELBST",
                },
            }),
            _ => ("/api/events", new JsonObject { ["name"] = ChaosDefinitions.NoticeEvent, ["payload"] = request.Token }),
        };
        history.Send(request);
        var answer = await caller.PostAsync(path, body, request.Token, isOnce, cancellationToken);
        if (answer is null)
            return false;
        // Sent before, and not answered: then it was that one which did it.
        var wasDoneBefore = request.Asked == Asked.Task && answer is { Code: "task-not-open", Attempts: > 1 };
        if (!answer.IsGood && !wasDoneBefore)
            throw ChaosCaller.Unexpected(path, answer);
        history.Acknowledge(request.Token, request.Asked switch
        {
            Asked.Start => answer.Body.GetProperty("instanceId").GetString()!, // the API says so
            Asked.Notice => answer.Body.GetProperty("started")[0].GetString()!, // alike
            Asked.Case => answer.Body.GetProperty("caseId").GetString()!, // alike
            _ => "",
        });
        return true;
    }

    private async Task<string> TaskOfAsync(string errand, CancellationToken cancellationToken)
    {
        var instanceId = history.AnswerTo(errand) ?? throw new InvalidOperationException($"{errand} was not started.");
        var tasks = await caller.GetAsync($"/api/tasks?instanceId={instanceId}", cancellationToken);
        return tasks.GetProperty("items")[0].GetProperty("id").GetString()!; // the API says so
    }
}
