using System.Net;
using System.Net.Sockets;
using System.Text;
using Turnpike.Rego.Builtins;
using Turnpike.Values;

namespace Turnpike.Rego.Tests.Library;

/// <summary>http.send and its like: refused until allowed, then as OPA does. Servers stand on the loopback.</summary>
public class OutsideTests
{
    private static readonly CancellationToken s_token = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http.send({\"method\": \"GET\", \"url\": \"http://127.0.0.1/\"})", "http.send: refused")]
    [InlineData("net.lookup_ip_addr(\"localhost\")", "net.lookup_ip_addr: refused")]
    [InlineData("opa.runtime()", "opa.runtime: refused")]
    public void Refused_unless_allowed(string call, string message)
    {
        var policy = RegoPolicy.Compile(new RegoPolicyOptions { StrictBuiltinErrors = true }, $"package p\nx := {call}");

        var fault = Assert.Throws<RegoEvaluationException>(() => policy.Prepare("data.p.x").Evaluate<Value>(null, s_token));

        Assert.Equal("eval_builtin_error", fault.Code);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.Contains("--allow", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_is_sent_and_its_answer_read()
    {
        using var server = new Loopback("HTTP/1.1 201 Created\r\nContent-Type: application/json; charset=utf-8\r\nX-One: 1\r\n\r\n{\"a\": [1, 2]}");
        var reply = Send($$$"""{"method": "post", "url": "{{{server.Address}}}x?y=1", "headers": {"X-Test": "t", "Content-Type": "application/json"}, "body": {"b": [1], "a": "é"}}""");

        Assert.Equal("[1,2]", JsonText.Redacted(((ObjectValue)reply.Get("body")!).Get("a")!));
        Assert.Equal("201 Created", ((StringValue)reply.Get("status")!).Value);
        Assert.Equal(Value.Of(201), reply.Get("status_code"));
        Assert.Equal("{\"a\": [1, 2]}", ((StringValue)reply.Get("raw_body")!).Value);
        Assert.Equal("[\"1\"]", JsonText.Redacted(((ObjectValue)reply.Get("headers")!).Get("x-one")!));
        var sent = await server.Requests.ReadAsync(s_token);
        Assert.StartsWith("POST /x?y=1 HTTP/1.1\r\n", sent, StringComparison.Ordinal);
        Assert.Contains("X-Test: t", sent, StringComparison.Ordinal);
        Assert.EndsWith("{\"a\":\"é\",\"b\":[1]}", sent, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_requests_of_one_evaluation_are_sent_once()
    {
        using var server = new Loopback("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nhello");
        var request = $$"""{"method": "GET", "url": "{{server.Address}}"}""";
        var policy = RegoPolicy.Compile(Allowing(), $$"""
            package p
            a := http.send({{request}}).raw_body
            b := http.send({{request}}).raw_body
            c := http.send({{request}}).body
            x := [a, b, c]
            """);

        Assert.Equal("[\"hello\",\"hello\",null]", JsonText.Redacted(policy.Prepare("data.p.x").Evaluate<Value>(null, s_token)!));
        Assert.Equal(1, server.Count);
        policy.Prepare("data.p.x").Evaluate<Value>(null, s_token);
        Assert.Equal(2, server.Count);
    }

    [Fact]
    public void What_was_forced_is_read_whatever_its_type()
    {
        using var json = new Loopback("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n{\"a\": 1}");
        Assert.Equal("{\"a\":1}", JsonText.Redacted(Send($$"""{"method": "GET", "url": "{{json.Address}}", "force_json_decode": true}""").Get("body")!));

        using var yaml = new Loopback("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\na: 1\n");
        Assert.Equal("{\"a\":1}", JsonText.Redacted(Send($$"""{"method": "GET", "url": "{{yaml.Address}}", "force_yaml_decode": true}""").Get("body")!));
    }

    [Fact]
    public void Redirects_are_followed_where_asked()
    {
        using var end = new Loopback("HTTP/1.1 200 OK\r\n\r\nend");
        using var start = new Loopback($"HTTP/1.1 302 Found\r\nLocation: {end.Address}\r\n\r\n");
        Assert.Equal(Value.Of(302), Send($$"""{"method": "GET", "url": "{{start.Address}}"}""").Get("status_code"));
        Assert.Equal(Value.Of(200), Send($$"""{"method": "GET", "url": "{{start.Address}}", "enable_redirect": true}""").Get("status_code"));
    }

    [Fact]
    public void Errors_stop_the_call_or_become_its_answer()
    {
        using var silent = new Loopback(null);
        var reply = Send($$"""{"method": "GET", "url": "{{silent.Address}}", "timeout": "50ms", "raise_error": false}""");
        Assert.Equal(Value.Of(0), reply.Get("status_code"));
        Assert.Equal(Value.Of("eval_http_send_network_error"), ((ObjectValue)reply.Get("error")!).Get("code"));

        var fault = Assert.Throws<RegoEvaluationException>(() => Send("""{"method": "GET", "url": "http://127.0.0.1:1/"}"""));
        Assert.Equal("eval_builtin_error", fault.Code);
        Assert.StartsWith("p.rego:2:6: eval_builtin_error: http.send: ", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"method": "GET"}""", "operand 1 missing required request parameters(s): {\"url\"}")]
    [InlineData("""{"method": "GET", "url": "http://127.0.0.1/", "x": 1}""", "operand 1 invalid request parameters(s): {\"x\"}")]
    [InlineData("""{"method": "GET", "url": "file:///etc/passwd"}""", "must be an address that starts with http")]
    [InlineData("""{"method": "GET", "url": "http://127.0.0.1/", "tls_ca_cert_file": "/etc/passwd"}""", "is refused")]
    [InlineData("""{"method": "GET", "url": "http://127.0.0.1/", "headers": {"a": 1}}""", "invalid type for header a")]
    [InlineData("""{"method": "GET", "url": "http://127.0.0.1/", "timeout": "soon"}""", "invalid value for \"timeout\"")]
    public void Malformed_requests(string request, string message) =>
        Assert.Contains(message, Assert.Throws<RegoEvaluationException>(() => Send(request)).Message, StringComparison.Ordinal);

    [Fact]
    public void Addresses_and_runtime()
    {
        var options = new RegoPolicyOptions
        {
            Builtins = BuiltinRegistry.Default.Allow(new OutsideAccess
            {
                Lookup = static (name, _) => name == "here" ? [IPAddress.Loopback, IPAddress.IPv6Loopback] : throw new SocketException(),
                Runtime = Value.Object(("version", Value.Of("1"))),
            }),
        };
        var policy = RegoPolicy.Compile(options, "package p\nx := net.lookup_ip_addr(\"here\")\ny := opa.runtime().version\nz := net.lookup_ip_addr(\"there\")");

        Assert.Equal("[\"127.0.0.1\",\"::1\"]", JsonText.Redacted(policy.Prepare("data.p.x").Evaluate<Value>(null, s_token)!));
        Assert.Equal("1", policy.Prepare("data.p.y").Evaluate<string>(null, s_token));
        Assert.Null(policy.Prepare("data.p.z").Evaluate<Value>(null, s_token));
    }

    private static RegoPolicyOptions Allowing() => new()
    {
        StrictBuiltinErrors = true,
        Builtins = BuiltinRegistry.Default.Allow(new OutsideAccess { Http = static needs => needs.ToSocketsHandler() }),
    };

    private static ObjectValue Send(string request) =>
        (ObjectValue)RegoPolicy.Compile(Allowing(), new PolicyText("p.rego", $"package p\nx := http.send({request})")).Prepare("data.p.x").Evaluate<Value>(null, s_token)!;

    /// <summary>Answers every connection with the same text; with none, never.</summary>
    private sealed class Loopback : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly System.Threading.Channels.Channel<string> _requests = System.Threading.Channels.Channel.CreateUnbounded<string>();
        private int _count;

        public Loopback(string? response)
        {
            _listener.Start();
            _ = Serve(response);
        }

        public string Address => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";

        public System.Threading.Channels.ChannelReader<string> Requests => _requests.Reader;

        public int Count => _count;

        public void Dispose() => _listener.Dispose();

        private async Task Serve(string? response)
        {
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptTcpClientAsync();
                    Interlocked.Increment(ref _count);
                    if (response is null)
                    {
                        await Task.Delay(TimeSpan.FromSeconds(1));
                        continue;
                    }

                    await Answer(client.GetStream(), response);
                }
            }
            catch (Exception fault) when (fault is SocketException or ObjectDisposedException or IOException)
            {
                // The test is over.
            }
        }

        private async Task Answer(NetworkStream stream, string response)
        {
            var request = new StringBuilder();
            var buffer = new byte[64 * 1024];
            while (!IsWhole(request.ToString()))
            {
                var read = await stream.ReadAsync(buffer);
                request.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }

            await stream.WriteAsync(Encoding.UTF8.GetBytes(response.Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal)));
            await _requests.Writer.WriteAsync(request.ToString());
        }

        private static bool IsWhole(string request)
        {
            var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var length = request.Split("\r\n").FirstOrDefault(static line => line.StartsWith("Content-Length: ", StringComparison.OrdinalIgnoreCase));
            return end >= 0 && (length is null || Encoding.UTF8.GetByteCount(request[(end + 4)..]) >= int.Parse(length[16..], System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
