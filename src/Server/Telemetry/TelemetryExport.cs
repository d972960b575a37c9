using IqWorkflows.Server.Hosting;
using IqWorkflows.Storage.Steps;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace IqWorkflows.Server.Telemetry;

/// <summary>Sends figures and traces to a collector by OpenTelemetry's protocol, where the operator has named one. What it sends names no person and no case: of addresses only the patterns.</summary>
internal static class TelemetryExport
{
    /// <summary>Where a collector is, by OpenTelemetry's own name for it.</summary>
    public const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string ProtocolVariable = "OTEL_EXPORTER_OTLP_PROTOCOL";

    public static void AddTelemetry(this IServiceCollection services, ServerOptions options)
    {
        if (options.Collector is not { } collector)
            return;
        services.AddSingleton<BacklogWatch>();
        services.AddSingleton<IHostedService>(all => IqServer.Listener(all, "watch", all.GetRequiredService<BacklogWatch>().WatchAsync));
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("iqworkflows", serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString()))
            .WithMetrics(metrics => metrics
                .AddMeter(StepTelemetry.Name, "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql")
                .AddOtlpExporter(exporter => SendTo(exporter, collector, "v1/metrics")))
            .WithTracing(traces => traces
                .AddSource(StepTelemetry.Name, "Microsoft.AspNetCore")
                .AddOtlpExporter(exporter => SendTo(exporter, collector, "v1/traces")));
    }

    private static void SendTo(OtlpExporterOptions exporter, Uri collector, string path)
    {
        // Protobuf over HTTP passes every proxy; who wants gRPC says so by OpenTelemetry's variable, and then the address is the collector's own.
        if (Environment.GetEnvironmentVariable(ProtocolVariable) is "grpc")
        {
            (exporter.Protocol, exporter.Endpoint) = (OtlpExportProtocol.Grpc, collector);
            return;
        }
        (exporter.Protocol, exporter.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri(collector.AbsoluteUri.TrimEnd('/') + "/" + path));
    }
}
