using System.Collections.Concurrent;
using System.Net;
using System.Text;
using IqWorkflows.Casework.Http;
using IqWorkflows.Casework.Instances;
using IqWorkflows.Engine.Running;

namespace IqWorkflows.Casework.Tests.Http;

public sealed class HttpCallTests : IDisposable
{
    private static readonly HttpCallOptions s_localAllowed = new() { AllowedHosts = ["localhost"], AllowPrivateAddresses = true };

    private readonly HttpListener _server = new();
    private readonly ConcurrentQueue<HttpListenerRequest> _requests = new();
    private readonly string _address;
    private Action<HttpListenerResponse> _respond = _ => { };

    public HttpCallTests()
    {
        using (var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            _address = $"http://localhost:{((IPEndPoint)free.LocalEndpoint).Port}/";
        }
        _server.Prefixes.Add(_address);
        _server.Start();
        _ = ServeAsync();
    }

    public void Dispose() => _server.Close();

    [Fact]
    public async Task A_request_is_sent_after_the_commit_and_its_answer_wakes_the_instance()
    {
        await using var scenario = await StartedAsync(_address + "orders");
        _respond = response => Write(response, "application/json", "{\"n\":5}");
        Assert.Empty(_requests);

        using var calls = new SendHttpCalls(scenario.Runtime, s_localAllowed);
        Assert.Equal(1, await calls.RunAsync(CancellationToken.None));

        Assert.Equal(["Done"], scenario.Lines);
        var request = Assert.Single(_requests);
        Assert.Equal("/orders", request.Url?.AbsolutePath);
        Assert.False(string.IsNullOrEmpty(request.Headers["Idempotency-Key"]));
        Assert.Equal(0, await scenario.NumberAsync("select count(*) from http_calls"));
    }

    [Fact]
    public async Task A_request_whose_sender_died_is_sent_again_with_the_same_key()
    {
        await using var scenario = await StartedAsync(_address);
        using var calls = new SendHttpCalls(scenario.Runtime, s_localAllowed);
        await scenario.Runtime.Writer.WriteAsync(turn => turn.Execute("update http_calls set claimed_until = @until, attempts = 1", scenario.Clock.GetUtcNow() + TimeSpan.FromMinutes(2)), CancellationToken.None);
        var key = await scenario.Runtime.Writer.WriteAsync(turn => turn.Text("select id from http_calls"), CancellationToken.None);

        Assert.Equal(0, await calls.RunAsync(CancellationToken.None));
        scenario.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await calls.RunAsync(CancellationToken.None));

        Assert.Equal(key, Assert.Single(_requests).Headers["Idempotency-Key"]);
    }

    [Theory]
    [InlineData("http://example.org/", "not on the operator's list")]
    [InlineData("http://localhost:1/", "may not reach this machine")]
    public async Task A_request_to_where_the_operator_does_not_allow_it_is_an_incident(string url, string message)
    {
        await using var scenario = await StartedAsync(url);
        using var calls = new SendHttpCalls(scenario.Runtime, new HttpCallOptions { AllowedHosts = ["localhost"] });

        await calls.RunAsync(CancellationToken.None);

        Assert.Contains(message, Assert.Single((await TheInstance(scenario)).View.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_to_a_host_that_is_not_allowed_is_refused()
    {
        await using var scenario = await StartedAsync(_address);
        _respond = response => response.Redirect("http://127.0.0.1:1/secret");
        using var calls = new SendHttpCalls(scenario.Runtime, s_localAllowed);

        await calls.RunAsync(CancellationToken.None);

        Assert.Contains("127.0.0.1", Assert.Single((await TheInstance(scenario)).View.Incidents).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_is_an_answer_too()
    {
        var closed = _address;
        _server.Stop();
        await using var scenario = await StartedAsync(closed);
        using var calls = new SendHttpCalls(scenario.Runtime, s_localAllowed);

        await calls.RunAsync(CancellationToken.None);

        Assert.Equal(["Failed"], scenario.Lines);
    }

    [Fact]
    public async Task A_request_of_an_instance_that_was_cancelled_is_not_sent()
    {
        await using var scenario = await StartedAsync(_address);
        await new CancelInstance(scenario.Runtime).RunAsync((await scenario.InstancesAsync())[0], CancellationToken.None);
        using var calls = new SendHttpCalls(scenario.Runtime, s_localAllowed);

        Assert.Equal(0, await calls.RunAsync(CancellationToken.None));

        Assert.Empty(_requests);
    }

    private static async Task<Scenario> StartedAsync(string url)
    {
        var scenario = await Scenario.OnFileAsync();
        await scenario.PublishAsync(new Drawing("w").Call("h", url).Line("d", "Done").Line("f", "Failed")
            .Connect("h", "d", "Done").Connect("h", "f", "Failed to connect").ToString());
        await scenario.StartAsync("w");
        return scenario;
    }

    private static async Task<ShownInstance> TheInstance(Scenario scenario) => await scenario.ShowAsync((await scenario.InstancesAsync())[0]);

    private static void Write(HttpListenerResponse response, string contentType, string text)
    {
        response.ContentType = contentType;
        response.OutputStream.Write(Encoding.UTF8.GetBytes(text));
    }

    private async Task ServeAsync()
    {
        while (_server.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _server.GetContextAsync();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                return; // closed
            }
            _requests.Enqueue(context.Request);
            _respond(context.Response);
            context.Response.Close();
        }
    }
}
