using System.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Addresses;

/// <summary>One instance of a resource: <c>module.a["k"].data.aws_x.y[0]</c>. Equal by its text.</summary>
public sealed class ResourceInstanceAddress : IEquatable<ResourceInstanceAddress>
{
    private string? _text;

    public ResourceInstanceAddress(ModuleInstanceAddress module, TerraformMode mode, string type, string name, Value? key)
    {
        Module = module;
        Mode = mode;
        Type = type;
        Name = name;
        Key = key;
    }

    public ModuleInstanceAddress Module { get; }

    public TerraformMode Mode { get; }

    public string Type { get; }

    public string Name { get; }

    /// <summary>A number, a string, an unknown where the instances are not known, or null where the resource is not repeated.</summary>
    public Value? Key { get; }

    /// <summary>As Terraform writes it; an unknown key is <c>[?]</c>.</summary>
    public string Text => _text ??= Compose();

    /// <summary>Within its module and without its key: <c>data.aws_x.y</c>.</summary>
    public string LocalText => Prefix(Mode) + Type + "." + Name;

    /// <summary>Without any instance key: the address of the block.</summary>
    public string ConfigurationText => (Module.IsRoot ? "" : Module.ConfigurationText + ".") + LocalText;

    internal static string Prefix(TerraformMode mode) => mode switch
    {
        TerraformMode.Data => "data.",
        TerraformMode.Ephemeral => "ephemeral.",
        _ => "",
    };

    private string Compose()
    {
        var text = new StringBuilder(Module.Text);
        text.Append(Module.IsRoot ? "" : ".").Append(Prefix(Mode)).Append(Type).Append('.').Append(Name);
        InstanceKeyText.AppendTo(text, Key);
        return text.ToString();
    }

    public bool Equals(ResourceInstanceAddress? other) => ReferenceEquals(this, other) || (other is not null && Text == other.Text);

    public override bool Equals(object? obj) => Equals(obj as ResourceInstanceAddress);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
