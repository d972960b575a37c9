using System.Net;
using System.Net.Sockets;

namespace IqWorkflows.Casework.Http;

/// <summary>Sends requests to allowed hosts at public addresses only. Both are checked for every redirect, and the address is the one that is connected to, whatever the name meant a moment ago.</summary>
internal sealed class GuardedClient : IDisposable
{
    private const int MostRedirects = 10;

    private readonly HttpCallOptions _options;
    private readonly HttpClient _client;

    public GuardedClient(HttpCallOptions options)
    {
        _options = options;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false, // a proxy would resolve the name itself
            ConnectCallback = ConnectAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = options.MostBytes,
        };
    }

    /// <param name="request">Makes the request anew for each address, since one cannot be sent twice. It gets the method, or GET once the other side says so.</param>
    /// <param name="address">Where to.</param>
    /// <param name="method">First method.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<HttpResponseMessage> SendAsync(Func<Uri, HttpMethod, bool, HttpRequestMessage> request, Uri address, HttpMethod method, CancellationToken cancellationToken)
    {
        var isSameHost = true;
        for (var redirects = 0; ; redirects++)
        {
            if (!_options.Allows(address))
                throw new RefusedAddressException($"The host {address.IdnHost} is not on the operator's list of hosts that workflows may reach.");
            using var message = request(address, method, isSameHost);
            var answer = await _client.SendAsync(message, cancellationToken);
            if (Next(answer, address) is not { } next)
                return answer;
            answer.Dispose();
            if (redirects == MostRedirects)
                throw new HttpRequestException($"More than {MostRedirects} redirects.");
            if (answer.StatusCode == HttpStatusCode.SeeOther || (answer.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found && method == HttpMethod.Post))
                method = HttpMethod.Get;
            isSameHost &= next.Authority == address.Authority && next.Scheme == address.Scheme;
            address = next;
        }
    }

    public void Dispose() => _client.Dispose();

    private static Uri? Next(HttpResponseMessage answer, Uri address) =>
        answer.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect
        && answer.Headers.Location is { } location
            ? new Uri(address, location)
            : null;

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
        var allowed = _options.AllowPrivateAddresses ? addresses : Array.FindAll(addresses, PublicAddress.Is);
        if (allowed.Length == 0)
            throw new RefusedAddressException($"The host {host} has no address on the open Internet; workflows may not reach this machine or its networks.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
