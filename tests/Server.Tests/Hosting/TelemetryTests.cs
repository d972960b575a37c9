using System.Collections.Concurrent;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using IqWorkflows.Casework.Mail;
using IqWorkflows.Casework.Timers;
using IqWorkflows.Engine.Tests;
using IqWorkflows.Server.Jobs;
using IqWorkflows.Storage.Steps;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace IqWorkflows.Server.Tests.Hosting;

/// <summary>Figures and traces, as a collector gets them.</summary>
public sealed partial class TelemetryTests
{
    [Fact]
    public async Task A_collector_gets_figures_and_traces_and_no_names()
    {
        await using var collector = await Collector.StartAsync();
        await using var server = await RunningServer.StartAsync(options => options with { Collector = collector.Address });
        await server.PublishAsync(new Drawing("w").Delay("d", TimeSpan.FromHours(1)).Line("z", "z"));
        var id = await server.StartInstanceAsync("w", "Mustermann");
        await server.AdvanceAsync(TimeSpan.FromHours(2));
        await server.GetAsync("/api/instances?correlationId=Mustermann");
        await server.GetAsync($"/api/instances/{id}");

        server.Services.GetRequiredService<MeterProvider>().ForceFlush();
        server.Services.GetRequiredService<TracerProvider>().ForceFlush();

        var (figures, traces) = (collector.Got("/v1/metrics"), collector.Got("/v1/traces"));
        foreach (var name in (string[])["iqw.steps", "iqw.turn.duration", "iqw.turn.wait", "iqw.group.size", "iqw.commit.duration", "iqw.timer.lag", "iqw.timers.oldest", "iqw.inbox.oldest", "iqw.outbox.oldest", "iqw.rungs.oldest", "http.server.request.duration"])
            Assert.Contains(name, figures, StringComparison.Ordinal);
        Assert.Contains("iqw.turn", traces, StringComparison.Ordinal);
        Assert.Contains("POST /api/instances", traces, StringComparison.Ordinal);
        Assert.DoesNotContain(id, figures + traces, StringComparison.Ordinal);
        Assert.DoesNotContain("Mustermann", figures + traces, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_collector_nobody_watches()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Null(server.Services.GetService<MeterProvider>());
        Assert.Null(server.Services.GetService<TracerProvider>());
    }

    [Fact]
    public async Task A_collector_that_is_not_there_keeps_nobody_waiting()
    {
        await using var server = await RunningServer.StartAsync(options => options with { Collector = new Uri("http://127.0.0.1:9") });
        await server.PublishAsync(new Drawing("w").Line("z", "z"));

        var id = await server.StartInstanceAsync("w");

        Assert.Equal("Finished", await server.EndOfAsync(id));
    }

    [Theory]
    [InlineData("collector")]
    [InlineData("ftp://127.0.0.1")]
    public async Task An_address_that_is_none_is_refused(string address)
    {
        using var folder = new TempFolder();

        var ran = await Iqw.RunAsync("serve", "--urls", "http://127.0.0.1:0", "--data", folder.Path, "--telemetry", address);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains("http://127.0.0.1:4318", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_dashboard_and_the_manual_show_is_what_the_server_tells()
    {
        await using var collector = await Collector.StartAsync();
        var names = new ConcurrentDictionary<string, string?>();
        using var listener = new System.Diagnostics.Metrics.MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name == StepTelemetry.Name)
                    names[instrument.Name] = instrument.Unit;
            },
        };
        listener.Start();
        await using var server = await RunningServer.StartAsync(options => options with { Collector = collector.Address });
        foreach (var teller in (Type[])[typeof(StepTelemetry), typeof(JobTelemetry), typeof(FireDueTimers), typeof(DeliverOutbox)])
            RuntimeHelpers.RunClassConstructor(teller.TypeHandle);
        var folder = Path.Combine(RepositoryFolder.Root, "docs");

        var shown = PrometheusName().Matches(await File.ReadAllTextAsync(Path.Combine(folder, "operations", "dashboard.json"))).Select(match => match.Value).ToHashSet();
        var told = DottedName().Matches(await File.ReadAllTextAsync(Path.Combine(folder, "operations.md"))).Select(match => match.Groups["name"].Value).ToHashSet();

        Assert.NotEmpty(shown);
        Assert.All(shown, name => Assert.Contains(name, names.SelectMany(known => InPrometheus(known.Key, known.Value))));
        Assert.Equal(names.Keys.Order(), told.Order());
    }

    private static IEnumerable<string> InPrometheus(string name, string? unit)
    {
        var plain = name.Replace('.', '_') + (unit == "s" ? "_seconds" : "");
        return [plain, plain + "_total", plain + "_bucket", plain + "_sum", plain + "_count"];
    }

    [GeneratedRegex(@"\biqw_[a-z_]+")]
    private static partial Regex PrometheusName();

    [GeneratedRegex(@"`(?<name>iqw\.[a-z.]+)`")]
    private static partial Regex DottedName();

    /// <summary>Takes whatever is sent and keeps it.</summary>
    private sealed class Collector : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Path, byte[] Body)> _got = new();
        private readonly WebApplication _app;

        private Collector()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            _app = builder.Build();
            _app.Run(async context =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                _got.Enqueue((context.Request.Path, body.ToArray()));
                context.Response.StatusCode = (int)HttpStatusCode.OK;
            });
        }

        public Uri Address => new(_app.Urls.First());

        public static async Task<Collector> StartAsync()
        {
            var collector = new Collector();
            await collector._app.StartAsync();
            return collector;
        }

        /// <summary>All bodies sent to an address. Texts stand in them as they are.</summary>
        public string Got(string path) => string.Concat(_got.Where(one => one.Path == path).Select(one => Encoding.UTF8.GetString(one.Body)));

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
