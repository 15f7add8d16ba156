using System.Globalization;
using Turnpike.Rego.Builtins.Time;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Network;

/// <summary>What the object given to <c>http.send</c> asks for.</summary>
internal sealed record HttpRequest
{
    private static readonly string[] s_required = ["method", "url"];

    private static readonly HashSet<string> s_known = new(StringComparer.Ordinal)
    {
        "method", "url", "body", "enable_redirect", "force_json_decode", "force_yaml_decode", "headers", "raw_body", "tls_use_system_certs",
        "tls_ca_cert", "tls_ca_cert_file", "tls_ca_cert_env_variable", "tls_client_cert", "tls_client_cert_file", "tls_client_cert_env_variable",
        "tls_client_key", "tls_client_key_file", "tls_client_key_env_variable", "tls_insecure_skip_verify", "tls_server_name", "timeout", "cache",
        "force_cache", "force_cache_duration_seconds", "raise_error", "caching_mode", "max_retry_attempts", "cache_ignored_headers",
    };

    public required string Method { get; init; }

    public required Uri Address { get; init; }

    public IReadOnlyList<(string Name, string Text)> Headers { get; init; } = [];

    public string? Body { get; init; }

    public bool RaisesErrors { get; init; }

    public bool ReadsJson { get; init; }

    public bool ReadsYaml { get; init; }

    public TimeSpan Timeout { get; init; }

    public int Retries { get; init; }

    public required HttpNeeds Needs { get; init; }

    /// <summary>Null after a failure.</summary>
    public static HttpRequest? Read(BuiltinContext context, ObjectValue request)
    {
        var unknown = request.Keys.ToArray().Where(static key => key is not StringValue text || !s_known.Contains(text.Value)).ToArray();
        if (unknown.Length > 0)
        {
            context.Fail(BuiltinError.Type, $"operand 1 invalid request parameters(s): {RegoText.Of(Value.Set(unknown))}");
            return null;
        }

        var missing = s_required.Where(key => request.Get(key) is null).Select(static key => (Value)Value.Of(key)).ToArray();
        if (missing.Length > 0)
        {
            context.Fail(BuiltinError.Type, $"operand 1 missing required request parameters(s): {RegoText.Of(Value.Set(missing))}");
            return null;
        }

        try
        {
            return Read(request);
        }
        catch (FormatException fault)
        {
            context.Fail(fault.Message);
            return null;
        }
    }

    private static HttpRequest Read(ObjectValue request) => new()
    {
        Method = (Text(request, "method") ?? "").ToUpperInvariant(),
        Address = Uri.TryCreate(Text(request, "url"), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new FormatException($"\"url\" must be an address that starts with http:// or https://, not {request.Get("url")}"),
        Headers = ReadHeaders(request),
        Body = Text(request, "raw_body") ?? (request.Get("body") is { } body ? GoJson.Write(body) : null),
        RaisesErrors = Flag(request, "raise_error", true),
        ReadsJson = Flag(request, "force_json_decode", false),
        ReadsYaml = Flag(request, "force_yaml_decode", false),
        Timeout = ReadTimeout(request),
        Retries = request.Get("max_retry_attempts") is NumberValue attempts && attempts.TryGetInt32(out var retries) ? retries : 0,
        Needs = ReadNeeds(request),
    };

    private static string? Text(ObjectValue request, string key) => request.Get(key) switch
    {
        null => null,
        StringValue text => text.Value,
        _ => throw new FormatException($"\"{key}\" must be a string"),
    };

    private static bool Flag(ObjectValue request, string key, bool otherwise) => request.Get(key) switch
    {
        null => otherwise,
        BooleanValue flag => flag.Value,
        _ => throw new FormatException($"\"{key}\" must be true or false"),
    };

    private static List<(string, string)> ReadHeaders(ObjectValue request)
    {
        var headers = new List<(string, string)>();
        if (request.Get("headers") is not { } given)
        {
            return headers;
        }

        if (given is not ObjectValue members)
        {
            throw new FormatException("\"headers\" must be an object");
        }

        for (var i = 0; i < members.Count; i++)
        {
            headers.Add((members.Keys[i] as StringValue, members.Values[i]) switch
            {
                ({ } name, StringValue text) => (name.Value, text.Value),
                ({ } name, _) => throw new FormatException($"invalid type for header {name.Value}: the value must be a string"),
                _ => throw new FormatException("the names of \"headers\" must be strings"),
            });
        }

        return headers;
    }

    private static TimeSpan ReadTimeout(ObjectValue request) => request.Get("timeout") switch
    {
        null => TimeSpan.FromSeconds(5),
        NumberValue nanoseconds when nanoseconds.TryGetInt64(out var ticks) => TimeSpan.FromTicks(ticks / 100),
        StringValue text when Durations.Parse(text.Value, out _) is { } parsed => TimeSpan.FromTicks(parsed / 100),
        StringValue text when long.TryParse(text.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var bare) => TimeSpan.FromTicks(bare / 100),
        _ => throw new FormatException("invalid value for \"timeout\": it is a number of nanoseconds or a text such as \"5s\""),
    };

    private static HttpNeeds ReadNeeds(ObjectValue request)
    {
        foreach (var source in new[] { "tls_ca_cert_file", "tls_client_cert_file", "tls_client_key_file", "tls_ca_cert_env_variable", "tls_client_cert_env_variable", "tls_client_key_env_variable" })
        {
            if (request.Get(source) is not null)
            {
                throw new FormatException($"\"{source}\" is refused: policies read no files and no environment; give the text itself");
            }
        }

        return new HttpNeeds
        {
            FollowsRedirects = Flag(request, "enable_redirect", false),
            SkipsVerification = Flag(request, "tls_insecure_skip_verify", false),
            ServerName = Text(request, "tls_server_name"),
            Authorities = Text(request, "tls_ca_cert"),
            Client = (Text(request, "tls_client_cert"), Text(request, "tls_client_key")) is ({ } certificate, { } key) ? (certificate, key) : null,
        };
    }
}
