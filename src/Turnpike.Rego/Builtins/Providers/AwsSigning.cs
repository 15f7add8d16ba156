using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Turnpike.Rego.Builtins.Time;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Providers;

/// <summary><c>providers.aws.sign_req</c>: AWS signature version 4 for a request as <c>http.send</c> takes it.</summary>
internal static class AwsSigning
{
    private static readonly string[] s_required = ["aws_access_key", "aws_region", "aws_secret_access_key", "aws_service"];
    private static readonly string[] s_requiredOfRequest = ["method", "url"];
    private static readonly HashSet<string> s_unsigned = new(StringComparer.Ordinal) { "authorization", "user-agent", "x-amzn-trace-id" };
    private static readonly RegoType s_object = RegoType.ObjectOf(RegoType.String, RegoType.Any);

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("providers.aws.sign_req", [s_object, s_object, RegoType.Number], RegoType.ObjectOf(RegoType.Any, RegoType.Any), Sign),
    ];

    private static Value? Sign(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var (request, config) = ((ObjectValue)arguments[0], (ObjectValue)arguments[1]);
        if (!AreTexts(context, 1, request, s_requiredOfRequest, "request") || !AreTexts(context, 2, config, s_required, "AWS config"))
        {
            return null;
        }

        if (config.Get("disable_payload_signing") is { } disable and not BooleanValue)
        {
            return context.Fail(BuiltinError.Type, "operand 2 invalid value for 'disable_payload_signing' in AWS config");
        }

        if (!((NumberValue)arguments[2]).TryGetInt64(out var time) || time < 0)
        {
            return context.Fail(BuiltinError.Type, "operand 3 could not convert time_ns value into a unix timestamp");
        }

        if (!Uri.TryCreate(Text(request, "url"), UriKind.Absolute, out var url))
        {
            return context.Fail($"the url {GoQuote.Of(Text(request, "url"))} is not absolute");
        }

        var body = Body(request);
        var isUnsigned = config.Get("disable_payload_signing") is BooleanValue { Value: true };
        var payloadHash = isUnsigned ? "UNSIGNED-PAYLOAD" : Convert.ToHexStringLower(SHA256.HashData(body));
        return WithHeaders(request, Headers(request, config, url, time, payloadHash));
    }

    private static bool AreTexts(BuiltinContext context, int operand, ObjectValue obj, string[] keys, string what)
    {
        var missing = keys.Where(key => obj.Get(key) is null).ToArray();
        var wrong = keys.Where(key => obj.Get(key) is not (null or StringValue)).ToArray();
        if (missing.Length == 0 && wrong.Length == 0)
        {
            return true;
        }

        var names = RegoText.Of(Value.Set([.. (missing.Length > 0 ? missing : wrong).Select(static key => Value.Of(key))]));
        context.Fail(BuiltinError.Type, missing.Length > 0
            ? $"operand {operand} missing required {what} parameters(s): {names}"
            : $"operand {operand} invalid values for required {what} parameters(s): {names}");
        return false;
    }

    private static string Text(ObjectValue obj, string key) => (obj.Get(key) as StringValue)?.Value ?? "";

    // raw_body as it is, body as JSON, as http.send does.
    private static byte[] Body(ObjectValue request) => request.Get("raw_body") switch
    {
        StringValue raw => Utf8.Of(raw.Value),
        _ => request.Get("body") is { } body ? Utf8.Of(GoJson.Write(body)) : [],
    };

    private static SortedDictionary<string, string> Headers(ObjectValue request, ObjectValue config, Uri url, long time, string payloadHash)
    {
        var moment = new Moment(time, Zone.Utc);
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = url.IsDefaultPort ? url.Host : url.Authority,
            ["x-amz-date"] = GoTimeFormat.Format(moment, "20060102T150405Z"),
        };
        var service = Text(config, "aws_service");
        if (service is "s3" or "glacier")
        {
            headers["x-amz-content-sha256"] = payloadHash;
        }

        if (Text(config, "aws_session_token") is { Length: > 0 } token)
        {
            headers["x-amz-security-token"] = token;
        }

        if (request.Get("headers") is ObjectValue given)
        {
            for (var i = 0; i < given.Count; i++)
            {
                var name = GoJson.KeyText(given.Keys[i]).ToLowerInvariant();
                headers[name] = given.Values[i] is ArrayValue list
                    ? string.Join(',', list.Items.ToArray().Select(static v => v is StringValue s ? s.Value : GoJson.Write(v)))
                    : given.Values[i] is StringValue text ? text.Value : GoJson.Write(given.Values[i]);
            }
        }

        headers["Authorization"] = Authorization(request, config, url, headers, GoTimeFormat.Format(moment, "20060102"), payloadHash);
        return headers;
    }

    private static string Authorization(ObjectValue request, ObjectValue config, Uri url, SortedDictionary<string, string> headers, string date, string payloadHash)
    {
        var signed = headers.Where(static header => !s_unsigned.Contains(header.Key)).ToArray();
        var canonical = new StringBuilder()
            .Append(Text(request, "method")).Append('\n')
            .Append(Path(Text(request, "url"))).Append('\n')
            .Append(url.Query.TrimStart('?')).Append('\n');
        foreach (var (name, value) in signed)
        {
            canonical.Append(CultureInfo.InvariantCulture, $"{name}:{value}\n");
        }

        var names = string.Join(';', signed.Select(static header => header.Key));
        canonical.Append('\n').Append(names).Append('\n').Append(payloadHash);

        var (region, service) = (Text(config, "aws_region"), Text(config, "aws_service"));
        var scope = $"{date}/{region}/{service}/aws4_request";
        var toSign = $"AWS4-HMAC-SHA256\n{headers["x-amz-date"]}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Utf8.Of(canonical.ToString())))}";
        var key = Utf8.Of("AWS4" + Text(config, "aws_secret_access_key"));
        foreach (var part in (string[])[date, region, service, "aws4_request"])
        {
            key = HMACSHA256.HashData(key, Utf8.Of(part));
        }

        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(key, Utf8.Of(toSign)));
        return $"AWS4-HMAC-SHA256 Credential={Text(config, "aws_access_key")}/{scope},SignedHeaders={names},Signature={signature}";
    }

    // As it is written, empty where the address has none: that is what OPA signs, method and query likewise.
    private static string Path(string url)
    {
        var start = url.IndexOf("://", StringComparison.Ordinal) + 3;
        var path = url.IndexOf('/', start);
        var end = url.AsSpan(start).IndexOfAny('?', '#');
        end = end < 0 ? url.Length : end + start;
        return path < 0 || path > end ? "" : url[path..end];
    }

    private static ObjectValue WithHeaders(ObjectValue request, SortedDictionary<string, string> headers)
    {
        var all = new ObjectBuilder();
        foreach (var (name, value) in headers)
        {
            all.Set(name, Value.Of(value));
        }

        return request.With("headers", all.ToValue());
    }
}
