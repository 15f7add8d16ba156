using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Network;

/// <summary>What reaches beyond the evaluation: it refuses, unless the host gives the means.</summary>
internal static class Outside
{
    private static readonly RegoType s_anyObject = RegoType.ObjectOf(RegoType.Any, RegoType.Any);
    private static readonly RegoType s_named = RegoType.ObjectOf(RegoType.String, RegoType.Any);

    /// <summary>Those that check their arguments and then refuse.</summary>
    public static IReadOnlyList<Builtin> All { get; } =
    [
        Make("http.send", [s_named], s_anyObject, static (c, a) => HttpRequest.Read(c, (ObjectValue)a[0]) is null ? null : Refuse(c)),
        Make("net.lookup_ip_addr", [RegoType.String], RegoType.SetOf(RegoType.String), static (c, _) => Refuse(c)),
        Make("opa.runtime", [], s_named, static (c, _) => Refuse(c)),
    ];

    /// <summary>Those that the host gives the means for.</summary>
    public static IEnumerable<Builtin> Allowed(OutsideAccess access)
    {
        if (access.Http is { } connect)
        {
            var http = new HttpSend(connect);
            yield return Make("http.send", [s_named], s_anyObject, (c, a) =>
                HttpRequest.Read(c, (ObjectValue)a[0]) is { } request ? c.Remember(a[0], context => http.Send(context, request)) : null);
        }

        if (access.Lookup is { } lookup)
        {
            yield return Make("net.lookup_ip_addr", [RegoType.String], RegoType.SetOf(RegoType.String), (c, a) => Remembered(c, (StringValue)a[0], lookup));
        }

        if (access.Runtime is { } runtime)
        {
            yield return Make("opa.runtime", [], s_named, (_, _) => runtime);
        }
    }

    private static Builtin Make(string name, RegoType[] parameters, RegoType result, BuiltinFunction function) =>
        new(name, parameters, result, function) { IsNondeterministic = true };

    private static Value? Refuse(BuiltinContext context) => context.Fail(
        "refused: policies may not reach outside unless the host allows this function by name (--allow at the command line, BuiltinRegistry.Allow in a program)");

    private static Value? Remembered(BuiltinContext context, StringValue name, Func<string, CancellationToken, IReadOnlyList<System.Net.IPAddress>> lookup) =>
        context.Remember(name, c => Addresses(c, lookup, name.Value));

    private static Value? Addresses(BuiltinContext context, Func<string, CancellationToken, IReadOnlyList<System.Net.IPAddress>> lookup, string name)
    {
        try
        {
            return Value.Set([.. lookup(name, context.Cancellation).Select(static a => (Value)Value.Of(a.ToString()))]);
        }
        catch (Exception fault) when (fault is System.Net.Sockets.SocketException or ArgumentException)
        {
            return context.Fail($"lookup {name}: {fault.Message}");
        }
    }
}
