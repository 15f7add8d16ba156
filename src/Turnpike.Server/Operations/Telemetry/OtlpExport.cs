using System.Reflection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Turnpike.Server.Operations.Telemetry;

/// <summary>Sends traces and metrics by OTLP over HTTP to where the settings say; without that, nothing is collected.</summary>
internal sealed class OtlpExport(ServerSettings settings, NodeName node) : IHostedService, IDisposable
{
    private static readonly TimeSpan s_metricsEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private TracerProvider? _traces;
    private MeterProvider? _metrics;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Operations.OtlpEndpoint is { } endpoint)
        {
            var resource = ResourceBuilder.CreateEmpty().AddService("turnpike", serviceVersion: typeof(OtlpExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion, serviceInstanceId: node.Text);
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources.Name).AddSource("Microsoft.AspNetCore")
                .AddOtlpExporter(o => Point(o, endpoint, "v1/traces")).Build();
            _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Sources.Name).AddMeter("System.Runtime")
                .AddOtlpExporter((o, reader) =>
                {
                    Point(o, endpoint, "v1/metrics");
                    reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = (int)s_metricsEvery.TotalMilliseconds;
                }).Build();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _traces?.ForceFlush((int)s_patience.TotalMilliseconds);
        _metrics?.ForceFlush((int)s_patience.TotalMilliseconds);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private static void Point(OtlpExporterOptions options, string endpoint, string path)
    {
        options.Protocol = OtlpExportProtocol.HttpProtobuf;
        options.Endpoint = new Uri($"{endpoint.TrimEnd('/')}/{path}");
    }
}
