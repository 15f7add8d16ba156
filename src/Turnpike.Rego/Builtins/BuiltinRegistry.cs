using Turnpike.Rego.Builtins.Crypto;
using Turnpike.Rego.Builtins.GraphQl;
using Turnpike.Rego.Builtins.Modules;
using Turnpike.Rego.Builtins.Network;
using Turnpike.Rego.Builtins.Patterns;
using Turnpike.Rego.Builtins.Providers;
using Turnpike.Rego.Builtins.Schemas;
using Turnpike.Rego.Builtins.Templates;
using Turnpike.Rego.Builtins.Time;
using Turnpike.Rego.Builtins.Tokens;

namespace Turnpike.Rego.Builtins;

/// <summary>The builtins that policies may call. Immutable.</summary>
public sealed class BuiltinRegistry
{
    // Built once a process and read by threads: a frozen dictionary is slower to make than it can win back.
    private readonly Dictionary<string, Builtin> _byName;

    private BuiltinRegistry(IReadOnlyCollection<Builtin> builtins)
    {
        _byName = new Dictionary<string, Builtin>(builtins.Count, StringComparer.Ordinal);
        foreach (var builtin in builtins)
        {
            _byName.Add(builtin.Name, builtin);
        }
    }

    /// <summary>
    /// All of OPA's. Those that reach the outside (<c>http.send</c>, <c>net.lookup_ip_addr</c>, <c>opa.runtime</c>)
    /// are there and refuse, until a host allows them.
    /// </summary>
    public static BuiltinRegistry Default { get; } = new([
        .. Aggregates.All,
        .. Arithmetic.All,
        .. Arrays.All,
        .. AwsSigning.All,
        .. Base64.All,
        .. Bits.All,
        .. Casts.All,
        .. Comparisons.All,
        .. Globs.All,
        .. CertificateBuiltins.All,
        .. Cidrs.All,
        .. GraphQlBuiltins.All,
        .. Graphs.All,
        .. Hashes.All,
        .. Hexadecimal.All,
        .. JsonPatch.All,
        .. JsonPaths.All,
        .. JsonTexts.All,
        .. ModuleBuiltins.All,
        .. Objects.All,
        .. Outside.All,
        .. Ranges.All,
        .. Regexes.All,
        .. SchemaBuiltins.All,
        .. Sets.All,
        .. Sprintf.All,
        .. TemplateFunctions.All,
        .. Texts.All,
        .. Times.All,
        .. Trace.All,
        .. TypeTests.All,
        .. Units.All,
        .. UrlQueries.All,
        .. Uuids.All,
        .. Versions.All,
        .. Walk.All,
        .. WebTokens.All,
    ]);

    public IEnumerable<Builtin> All => _byName.Values;

    public Builtin? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>This registry, with those functions of the outside allowed that the host gives the means for.</summary>
    public BuiltinRegistry Allow(OutsideAccess access) => With([.. Outside.Allowed(access)]);

    /// <summary>This registry and some more; one of the same name replaces.</summary>
    public BuiltinRegistry With(params ReadOnlySpan<Builtin> builtins)
    {
        var merged = new Dictionary<string, Builtin>(_byName, StringComparer.Ordinal);
        foreach (var builtin in builtins)
        {
            merged[builtin.Name] = builtin;
        }

        return new BuiltinRegistry([.. merged.Values]);
    }
}
