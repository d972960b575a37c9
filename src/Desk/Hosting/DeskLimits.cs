using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.DependencyInjection;

namespace IqWorkflows.Desk.Hosting;

/// <summary>How often somebody may do what costs much or could be guessed: by the address they come from, and by the account once they have signed in.</summary>
internal static class DeskLimits
{
    /// <summary>Signing in, codes, links: from one address. A whole centre may share one.</summary>
    public const int SignInsPerMinute = 60;

    /// <summary>Asking for a new password, from one address.</summary>
    public const int ResetsPerHour = 30;

    public const int UploadsPerMinute = 60;
    public const int ExportsPerMinute = 30;

    private static readonly string[] s_signIn = ["/anmelden", "/anmelden/code", "/einladung", "/passwort-neu", "/erster-start"];
    private static readonly string[] s_exported = [".csv", ".xlsx", ".pdf", ".zip", ".json", ".eml"];

    public static void AddDeskLimits(this IServiceCollection services)
    {
        services.AddSingleton<AccountLimits>();
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(Partition);
            limiter.OnRejected = RefuseAsync;
        });
    }

    /// <summary>The page that says so.</summary>
    public static IResult TooMany(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "60";
        return Gate.Message(Gate.Of(http), "Hosting.TooMany", StatusCodes.Status429TooManyRequests);
    }

    /// <summary>Where a request comes from. Behind a proxy on the same machine it is the address that the proxy saw; an IPv6 network counts as one.</summary>
    public static string AddressOf(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (IPAddress.IsLoopback(address) && http.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim() is { Length: > 0 } last && IPAddress.TryParse(last, out var seen))
            address = seen;
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    private static RateLimitPartition<string> Partition(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<OfDesk>() is null)
            return RateLimitPartition.GetNoLimiter("");
        var (path, isPost) = (http.Request.Path.Value ?? "", HttpMethods.IsPost(http.Request.Method));
        if (isPost && s_signIn.Contains(path, StringComparer.OrdinalIgnoreCase))
            return Window("sign-in " + AddressOf(http), SignInsPerMinute, TimeSpan.FromMinutes(1));
        if (isPost && path.Equals("/passwort-vergessen", StringComparison.OrdinalIgnoreCase))
            return Window("reset " + AddressOf(http), ResetsPerHour, TimeSpan.FromHours(1));
        if (isPost && http.Request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) == true)
            return Window("upload " + WhoOf(http), UploadsPerMinute, TimeSpan.FromMinutes(1));
        return !isPost && s_exported.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            ? Window("export " + WhoOf(http), ExportsPerMinute, TimeSpan.FromMinutes(1))
            : RateLimitPartition.GetNoLimiter("");
    }

    private static string WhoOf(HttpContext http) => http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? AddressOf(http);

    internal static RateLimitPartition<string> Window(string key, int permits, TimeSpan window) =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = window, QueueLimit = 0 });

    private static async ValueTask RefuseAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var http = context.HttpContext;
        await http.RequestServices.GetRequiredService<Gate>().BeginAsync(http);
        var refusal = TooMany(http);
        if (context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        await refusal.ExecuteAsync(http);
    }
}

/// <summary>How often one account may be tried from one address. Together with the lock after wrong passwords it leaves nothing to guess, and nobody can keep others out from elsewhere.</summary>
internal sealed class AccountLimits : IDisposable
{
    public const int SignInsPerFiveMinutes = 30;
    public const int ResetsPerHour = 3;

    private readonly PartitionedRateLimiter<string> _signIns = PartitionedRateLimiter.Create<string, string>(key => DeskLimits.Window(key, SignInsPerFiveMinutes, TimeSpan.FromMinutes(5)));
    private readonly PartitionedRateLimiter<string> _resets = PartitionedRateLimiter.Create<string, string>(key => DeskLimits.Window(key, ResetsPerHour, TimeSpan.FromHours(1)));

    public bool MaySignIn(HttpContext http, string name) => May(_signIns, http, name);

    public bool MayAskReset(HttpContext http, string typed) => May(_resets, http, typed);

    public void Dispose()
    {
        _signIns.Dispose();
        _resets.Dispose();
    }

    private static bool May(PartitionedRateLimiter<string> limiter, HttpContext http, string name)
    {
        using var lease = limiter.AttemptAcquire($"{DeskLimits.AddressOf(http)} {(name.Length > 254 ? "" : name.Trim().ToLowerInvariant())}");
        return lease.IsAcquired;
    }
}
