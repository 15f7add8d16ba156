using Turnpike.Hcl.Terraform.Configuration;
using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>A provider configuration as some module instance uses it.</summary>
/// <param name="Owner">The module that holds the block.</param>
/// <param name="Declaration">Null for the implied empty configuration.</param>
/// <param name="Address">The provider.</param>
internal sealed record ProviderUse(ModuleScope Owner, string LocalName, string? Alias, ProviderDeclaration? Declaration, string Address)
{
    private ProviderSettings? _value;

    public ProviderSettings Value => _value ??= Declaration is null ? ProviderSettings.Empty : Owner.Settings(Declaration, Address);

    /// <summary>As Terraform names it: <c>aws</c>, <c>module.a.aws.west</c>.</summary>
    public string Text => Owner.AddressOf(Alias is null ? LocalName : LocalName + "." + Alias);
}

/// <summary>The arguments of a provider block.</summary>
internal sealed record ProviderSettings(HclValue Value)
{
    public static ProviderSettings Empty { get; } = new(HclValue.EmptyObject);

    /// <summary>No part of an argument or block is unknown.</summary>
    public bool IsKnownFor(string name) => Value.Value is ObjectValue members && (members.Get(name)?.IsGround ?? true);

    /// <summary>The first block of a type; null where none is written.</summary>
    public ObjectValue? Block(string name) => (Value.Value as ObjectValue)?.Get(name) switch
    {
        ArrayValue { Count: > 0 } list => list[0] as ObjectValue,
        SetValue { Count: > 0 } set => set.Unordered[0] as ObjectValue,
        ObjectValue single => single,
        _ => null,
    };
}
