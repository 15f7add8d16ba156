using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Network;

/// <summary>
/// What reaches beyond the evaluation. It checks its arguments and then refuses; a host that wants it replaces the
/// builtin of that name in its registry by one of its own with the same signature.
/// </summary>
internal static class Outside
{
    private static readonly string[] s_required = ["method", "url"];

    private static readonly HashSet<string> s_requestKeys = new(StringComparer.Ordinal)
    {
        "method", "url", "body", "enable_redirect", "force_json_decode", "force_yaml_decode", "headers", "raw_body", "tls_use_system_certs",
        "tls_ca_cert", "tls_ca_cert_file", "tls_ca_cert_env_variable", "tls_client_cert", "tls_client_cert_file", "tls_client_cert_env_variable",
        "tls_client_key", "tls_client_key_file", "tls_client_key_env_variable", "tls_insecure_skip_verify", "tls_server_name", "timeout", "cache",
        "force_cache", "force_cache_duration_seconds", "raise_error", "caching_mode", "max_retry_attempts", "cache_ignored_headers",
    };

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("http.send", [RegoType.ObjectOf(RegoType.String, RegoType.Any)], RegoType.ObjectOf(RegoType.Any, RegoType.Any), Send) { IsNondeterministic = true },
        new("net.lookup_ip_addr", [RegoType.String], RegoType.SetOf(RegoType.String), static (c, _) => Refuse(c)) { IsNondeterministic = true },
        new("opa.runtime", [], RegoType.ObjectOf(RegoType.String, RegoType.Any), static (c, _) => Refuse(c)) { IsNondeterministic = true },
    ];

    private static Value? Refuse(BuiltinContext context) => context.Fail("refused: policies may not reach outside unless the host enables it");

    private static Value? Send(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var request = (ObjectValue)arguments[0];
        var unknown = request.Keys.ToArray().Where(static key => key is not StringValue text || !s_requestKeys.Contains(text.Value)).ToArray();
        if (unknown.Length > 0)
        {
            return context.Fail(BuiltinError.Type, $"operand 1 invalid request parameters(s): {RegoText.Of(Value.Set(unknown))}");
        }

        var missing = s_required.Where(key => request.Get(key) is null).Select(static key => (Value)Value.Of(key)).ToArray();
        return missing.Length > 0
            ? context.Fail(BuiltinError.Type, $"operand 1 missing required request parameters(s): {RegoText.Of(Value.Set(missing))}")
            : Refuse(context);
    }
}
