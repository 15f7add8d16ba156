using System.Net;
using Turnpike.Rego.Builtins;
using Turnpike.Values;

namespace Turnpike.Conformance.Tests;

/// <summary>What a host enables to run the suite: builtins that are refused by default. Only this machine is looked up.</summary>
internal static class SuiteBuiltins
{
    public static BuiltinRegistry Registry { get; } = BuiltinRegistry.Default.With(
        Replace("net.lookup_ip_addr", Lookup),
        Replace("opa.runtime", static (_, _) => ObjectValue.Empty));

    private static Builtin Replace(string name, BuiltinFunction function)
    {
        var refused = BuiltinRegistry.Default.Find(name)!;
        return new Builtin(name, refused.Parameters, refused.Result, function) { IsNondeterministic = true };
    }

    private static Value? Lookup(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var name = ((StringValue)arguments[0]).Value;
        if (IPAddress.TryParse(name, out var address))
        {
            return Value.Set(Value.Of(address.ToString()));
        }

        return name == "localhost" ? Value.Set(Value.Of(IPAddress.Loopback.ToString())) : context.Fail($"lookup {name}: no such host");
    }
}
