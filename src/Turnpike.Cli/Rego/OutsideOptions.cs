using System.Collections;
using System.CommandLine;
using System.Net;
using Turnpike.Rego.Builtins;
using Turnpike.Values;

namespace Turnpike.Cli.Rego;

/// <summary>The option by which a user lets policies reach outside, function by function.</summary>
internal sealed class OutsideOptions
{
    private readonly Option<string[]> _allow = new Option<string[]>("--allow") { Description = "Let policies call http.send, net.lookup_ip_addr or opa.runtime, which are refused otherwise. May be repeated.", HelpName = "FUNCTION" }
        .AcceptOnlyFromAmong("http.send", "net.lookup_ip_addr", "opa.runtime");

    public void AddTo(Command command) => command.Add(_allow);

    public BuiltinRegistry Apply(BuiltinRegistry builtins, ParseResult result)
    {
        var allowed = result.GetValue(_allow) ?? [];
        return allowed.Length == 0 ? builtins : builtins.Allow(new OutsideAccess
        {
            Http = allowed.Contains("http.send") ? static needs => needs.ToSocketsHandler() : null,
            Lookup = allowed.Contains("net.lookup_ip_addr") ? static (name, _) => Dns.GetHostAddresses(name) : null,
            Runtime = allowed.Contains("opa.runtime") ? Runtime() : null,
        });
    }

    private static ObjectValue Runtime()
    {
        var variables = new List<(string, Value)>();
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            variables.Add(((string)variable.Key, Value.Of((string?)variable.Value ?? "")));
        }

        return Value.Object(("env", Value.Object([.. variables])), ("version", Value.Of(Product.Version)));
    }
}
