using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Turnpike.Connectors;
using Turnpike.Connectors.Aws;
using Turnpike.Connectors.Bench;
using Turnpike.Formats;
using Turnpike.Text;
using Turnpike.Values;

// Reads an account of many resources from an emulator of the AWS API on this machine: what a sync costs in requests, memory
// and time of our own. The emulator answers one request at a time, so that most of the time is its.
var wanted = args is [var count, ..] ? int.Parse(count, CultureInfo.InvariantCulture) : 20_000;
var port = FreePort();
using var moto = Process.Start(new ProcessStartInfo("moto_server", ["-H", "127.0.0.1", "-p", $"{port}"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
moto.ErrorDataReceived += (_, _) => { };
moto.OutputDataReceived += (_, _) => { };
moto.BeginErrorReadLine();
moto.BeginOutputReadLine();
try
{
    var endpoint = new Uri($"http://127.0.0.1:{port}");
    await WaitAsync(endpoint);
    using (var account = new EmulatedAccount(endpoint))
    {
        var start = Stopwatch.GetTimestamp();
        await account.FillAsync(wanted);
        Print("account built", start, "");
    }

    var before = await SyncAsync(endpoint);
    var after = await SyncAsync(endpoint);
    Console.WriteLine($"second sync: {after.Count(p => before.TryGetValue(p.Key, out var old) && old.AsSpan().SequenceEqual(p.Value))} of {after.Count} parts are the same bytes");
}
finally
{
    moto.Kill(entireProcessTree: true);
}

return 0;

static async Task<Dictionary<string, byte[]>> SyncAsync(Uri endpoint)
{
    var environment = new Dictionary<string, string> { ["AWS_ACCESS_KEY_ID"] = "test", ["AWS_SECRET_ACCESS_KEY"] = "test" };
    var settings = Value.Object(
        ("endpoint", Value.Of(endpoint.ToString())),
        ("region", Value.Of("eu-west-1")),
        ("regions", Value.Array(Value.Of("eu-west-1"))),
        ("requests_per_second", Value.Of(10_000)));
    var connector = (AwsConnector)ConnectorKinds.All.Single(k => k.Name == "aws").Make(
        settings, new ConnectorSurroundings(TimeProvider.System, environment.GetValueOrDefault, "", ""), new DiagnosticBag())!;
    var parts = new Dictionary<string, byte[]>();
    var resources = 0;
    var start = Stopwatch.GetTimestamp();
    var cpu = Environment.CpuUsage.TotalTime;
    var allocated = GC.GetTotalAllocatedBytes();
    await foreach (var part in connector.ReadAsync(new Progress<SyncStep>()))
    {
        if (part.Content is { } content)
        {
            parts.Add(part.Part.ToString(), content.ToArray());
        }
    }

    var own = Environment.CpuUsage.TotalTime - cpu;
    Print("sync", start, $"{connector.Requests} requests, {parts.Count} parts, {parts.Sum(p => (long)p.Value.Length) >> 20} MB; own CPU {own.TotalSeconds:0.0} s, allocated {(GC.GetTotalAllocatedBytes() - allocated) >> 20} MB, peak {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB");
    foreach (var (name, content) in parts)
    {
        resources += InputReader.Read(name, content).Document!.ResourceCount;
    }

    Console.WriteLine($"{resources} resources");
    return parts;
}

static async Task WaitAsync(Uri endpoint)
{
    using var http = new HttpClient();
    for (var i = 0; i < 600; i++)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(endpoint, "/moto-api/"));
            return;
        }
        catch (HttpRequestException)
        {
            await Task.Delay(100);
        }
    }

    throw new TimeoutException("moto_server does not answer.");
}

static void Print(string what, long start, string more) =>
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s; {more}"));

static int FreePort()
{
    using var listener = new TcpListener(IPAddress.Loopback, 0);
    listener.Start();
    return ((IPEndPoint)listener.LocalEndpoint).Port;
}
