using System.Reflection;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform.Schemas;

/// <summary>The provider schemas of a run, by provider address.</summary>
public sealed class ProviderSchemas
{
    private static readonly Lazy<ProviderSchemas> s_builtin = new(static () => new ProviderSchemas(ReadBuiltin()));

    private readonly Dictionary<string, ProviderSchema> _byProvider;

    public ProviderSchemas(IEnumerable<ProviderSchema> schemas)
    {
        _byProvider = new Dictionary<string, ProviderSchema>(StringComparer.Ordinal);
        foreach (var schema in schemas)
        {
            _byProvider[schema.Provider] = schema;
        }
    }

    /// <summary>Only what Turnpike knows by itself: the provider that is part of Terraform and the small ones beside it (null, random, time and the like).</summary>
    public static ProviderSchemas Builtin => s_builtin.Value;

    /// <summary>These and <paramref name="schema"/>, which replaces one of the same provider.</summary>
    public ProviderSchemas With(ProviderSchema schema) => new([.. _byProvider.Values, schema]);

    /// <param name="provider">Such as <c>registry.terraform.io/hashicorp/aws</c>. OpenTofu's registry is taken for Terraform's.</param>
    public ProviderSchema? Find(string provider) =>
        _byProvider.GetValueOrDefault(provider.Replace("registry.opentofu.org/", "registry.terraform.io/", StringComparison.Ordinal));

    private static IEnumerable<ProviderSchema> ReadBuiltin()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var diagnostics = new DiagnosticBag();
        foreach (var name in assembly.GetManifestResourceNames())
        {
            if (!name.EndsWith(".schema", StringComparison.Ordinal))
            {
                continue;
            }

            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            if (ProviderSchema.ReadCompact(new SourceText(name, bytes), diagnostics) is { } schema)
            {
                yield return schema;
            }
        }
    }
}
