using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Turnpike.Governance.Access;
using Turnpike.Server.Operations.Telemetry;
using Turnpike.Server.Tests.Webhooks;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Operations;

public sealed partial class TelemetryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_are_what_Prometheus_reads()
    {
        await using var node = await TestNode.StartAsync();
        using var client = await node.ClientAsync(Role.Operator);
        await client.GetAsync("/api/v1/operations/jobs", Cancel);
        await client.GetAsync("/api/v1/no-such-\"thing\"", Cancel);
        await client.SendAsync(new HttpRequestMessage(new HttpMethod("BREW"), "/healthz"), Cancel);

        using var response = await client.GetAsync("/metrics", Cancel);

        Assert.Equal(PrometheusText.MediaType, response.Content.Headers.ContentType!.ToString());
        var text = await response.Content.ReadAsStringAsync(Cancel);
        var samples = Parse(text);
        Assert.True(samples.GetValueOrDefault("turnpike_http_request_duration_seconds_count{method=\"GET\",route=\"/api/v1/operations/jobs\",status=\"200\"}") >= 1, text);
        Assert.Contains(samples, s => s.Key.Contains("method=\"OTHER\"", StringComparison.Ordinal));
        Assert.DoesNotContain("no-such", text, StringComparison.Ordinal);
        Assert.True(samples["turnpike_ledger_entries"] >= 2);
        Assert.True(samples["turnpike_ledger_append_duration_seconds_count{outcome=\"appended\"}"] >= 1);
        foreach (var name in new[] { "turnpike_projection_lag", "turnpike_webhook_pending", "turnpike_live_listeners", "process_start_time_seconds", "dotnet_process_memory_working_set_bytes" })
        {
            Assert.Contains(samples, s => s.Key.StartsWith(name, StringComparison.Ordinal));
        }

        Assert.Contains(samples, s => s.Key.StartsWith("dotnet_gc_collections_total{", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Promtool_finds_nothing_to_say()
    {
        if (!OnPath("promtool"))
        {
            Assert.Skip("promtool is not installed.");
        }

        await using var node = await TestNode.StartAsync();
        using var client = await node.ClientAsync(Role.Operator);
        var text = await client.GetStringAsync("/metrics", Cancel);
        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"]) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true })!;
        await promtool.StandardInput.WriteAsync(text);
        promtool.StandardInput.Close();
        var said = await promtool.StandardError.ReadToEndAsync(Cancel) + await promtool.StandardOutput.ReadToEndAsync(Cancel);
        await promtool.WaitForExitAsync(Cancel);

        Assert.DoesNotContain("error", said, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(null, false, HttpStatusCode.Unauthorized)]
    [InlineData(null, true, HttpStatusCode.OK)]
    [InlineData(Role.Viewer, false, HttpStatusCode.Forbidden)]
    [InlineData(Role.Operator, false, HttpStatusCode.OK)]
    public async Task Metrics_are_for_operators_and_for_this_machine_where_it_is_open(Role? role, bool isOpen, HttpStatusCode status)
    {
        await using var node = await TestNode.StartAsync(s => s with { Operations = s.Operations with { MetricsOpen = isOpen } });
        using var client = role is { } known ? await node.ClientAsync(known) : node.NewClient();

        using var response = await client.GetAsync("/metrics", Cancel);

        Assert.Equal(status, response.StatusCode);
        using var proxied = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        proxied.Headers.Add("X-Forwarded-For", "203.0.113.7");
        using var forOther = await node.Anonymous.SendAsync(proxied, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, forOther.StatusCode);
    }

    [Fact]
    public async Task Traces_and_metrics_go_to_an_OTLP_receiver()
    {
        await using var receiver = await Receiver.StartAsync();
        var node = await TestNode.StartAsync(s => s with { Operations = s.Operations with { OtlpEndpoint = receiver.Address } });
        using (var client = await node.ClientAsync(Role.Operator))
        {
            await client.GetAsync("/api/v1/operations/jobs", Cancel);
        }

        await node.DisposeAsync();

        Assert.All(receiver.All, r => Assert.Equal("application/x-protobuf", r.Headers["content-type"]));
        Assert.Contains("GET /api/v1/operations/jobs", All("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("turnpike.http.request.duration", All("/v1/metrics"), StringComparison.Ordinal);

        string All(string path) => string.Concat(receiver.All.Where(r => r.Path == path).Select(r => Encoding.UTF8.GetString(r.Body)));
    }

    [Fact]
    public void Labels_are_escaped_and_in_order() =>
        Assert.Equal("a=\"1\",b_c=\"x\\\\y\\\"z\\n\"", PrometheusText.Labels([new("b.c", "x\\y\"z\n"), new("a", 1)]));

    /// <summary>Every line is of the format; a family is declared once and before its samples; buckets grow.</summary>
    private static Dictionary<string, double> Parse(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var (samples, kinds, before) = (new Dictionary<string, double>(), new Dictionary<string, string>(), (Series: "", Value: 0.0));
        foreach (var line in text[..^1].Split('\n'))
        {
            if (TypeLine().Match(line) is { Success: true } type)
            {
                Assert.True(kinds.TryAdd(type.Groups[1].Value, type.Groups[2].Value), line);
                continue;
            }

            if (line.StartsWith("# HELP ", StringComparison.Ordinal))
            {
                continue;
            }

            var sample = Sample().Match(line);
            Assert.True(sample.Success, line);
            var name = sample.Groups["name"].Value;
            Assert.True(kinds.ContainsKey(name) || kinds.ContainsKey(HistogramPart().Replace(name, "")), line);
            var value = double.Parse(sample.Groups["value"].Value, CultureInfo.InvariantCulture);
            Assert.True(samples.TryAdd(name + sample.Groups["labels"].Value, value), line);
            var series = Le().Replace(line[..line.LastIndexOf(' ')], "");
            Assert.True(!name.EndsWith("_bucket", StringComparison.Ordinal) || series != before.Series || value >= before.Value, line);
            before = (series, value);
        }

        return samples;
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    [GeneratedRegex("^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (counter|gauge|histogram)$")]
    private static partial Regex TypeLine();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?<labels>\{[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*"(,[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*")*\})? (?<value>[-+0-9.eEInfNa]+)$""")]
    private static partial Regex Sample();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex HistogramPart();

    [GeneratedRegex(",?le=\"[^\"]*\"")]
    private static partial Regex Le();
}
