using Microsoft.AspNetCore.Http;

namespace IqWorkflows.Desk.Hosting;

/// <summary>What was sent is done; go and look there.</summary>
internal sealed class SeeOther(string location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = location;
        return Task.CompletedTask;
    }
}
