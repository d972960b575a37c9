using IqWorkflows.Casework;
using IqWorkflows.Server.Hosting;
using Microsoft.EntityFrameworkCore;

namespace IqWorkflows.Server.Api;

/// <summary>Whether the server lives, and whether it can do its work. Open to all, since they say nothing else.</summary>
internal static class HealthEndpoints
{
    private static readonly Health s_good = new("Healthy");

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Ok(s_good)).WithTags("Health").WithSummary("Whether the process answers.").Produces<Health>();
        app.MapGet("/health", ReadyAsync).WithTags("Health").WithSummary("Whether the database can be read and written, and the server is not about to stop.").Produces<Health>().ProducesProblem(503);
        app.MapGet("/health/ready", ReadyAsync).WithTags("Health").WithSummary("Whether the database can be read and written, and the server is not about to stop.").Produces<Health>().ProducesProblem(503);
    }

    private static async Task<IResult> ReadyAsync(IqRuntime runtime, Draining draining, CancellationToken cancellationToken)
    {
        if (draining.HasBegun)
            return Results.Problem(statusCode: 503, title: "The server is about to stop.", detail: "It finishes what it has. Send what is new to another node.", extensions: [new("code", "stopping")]);
        await using var db = await runtime.Database.Contexts.CreateDbContextAsync(cancellationToken);
        await db.Instances.AnyAsync(row => row.Id == "", cancellationToken);
        // An empty turn commits: where that works, a step can be saved. Where not, its exception becomes the answer 503.
        await runtime.Writer.WriteAsync(_ => true, cancellationToken);
        return Results.Ok(s_good);
    }
}
