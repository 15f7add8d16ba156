using Turnpike.Hcl.Terraform.Configuration;
using Turnpike.Hcl.Terraform.Decoding;
using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>Provider configurations and how modules inherit them.</summary>
internal sealed partial class ModuleScope
{
    private readonly Dictionary<string, ProviderUse> _providers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProviderSettings> _settings = new(StringComparer.Ordinal);

    /// <summary>What is planned here waits for something else: this module, or one around it, says so with <c>depends_on</c>.</summary>
    public bool IsDeferred => Parent is not null && (Group!.Declaration.DependsOn.Count > 0 || Parent.IsDeferred);

    /// <summary>The configuration that a name stands for in this module.</summary>
    public ProviderUse Provider(string localName, string? alias)
    {
        var key = alias is null ? localName : localName + "." + alias;
        if (!_providers.TryGetValue(key, out var use))
        {
            _providers[key] = use = FindProvider(localName, alias, key);
        }

        return use;
    }

    private ProviderUse FindProvider(string localName, string? alias, string key)
    {
        var address = Model.ProviderAddress(localName);
        if (Model.Providers.TryGetValue(key, out var declaration) || Parent is null)
        {
            return new ProviderUse(this, localName, alias, declaration, address);
        }

        foreach (var (inner, outer) in Group!.Declaration.Providers ?? [])
        {
            if (inner.Text == key)
            {
                return Parent.Provider(outer.LocalName, outer.Alias);
            }
        }

        // Default configurations are inherited, whatever the caller calls the provider.
        if (alias is not null)
        {
            return new ProviderUse(this, localName, alias, null, address);
        }

        var name = Parent.Model.RequiredProviders.Values.FirstOrDefault(r => r.Source == address)?.LocalName;
        return Parent.Provider(name ?? (Parent.Model.ProviderAddress(localName) == address ? localName : address[(address.LastIndexOf('/') + 1)..]), null);
    }

    public ProviderSettings Settings(ProviderDeclaration declaration, string address)
    {
        if (_settings.TryGetValue(declaration.Key, out var settings))
        {
            return settings;
        }

        // A configuration that needs a resource of its own provider is a circle; meanwhile nothing is known of it.
        _settings[declaration.Key] = new ProviderSettings(HclValue.Dynamic);
        var decoder = new BodyDecoder(Root.Evaluator, Root.Diagnostics, Root.Options.Limits);
        var place = new SourcePlace(declaration.Block.Source, declaration.Block.DefinitionSpan);
        var decoded = Root.Schemas.Find(address)?.Configuration is { } schema
            ? decoder.Decode(declaration.Arguments, schema, Scope, new UnknownPath("provider." + declaration.Key), place, UnknownOrigin.ComputedUnset)
            : decoder.DecodeAsWritten(declaration.Arguments, Scope, place);
        return _settings[declaration.Key] = new ProviderSettings(decoded.Value);
    }
}
