using System.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Addresses;

/// <summary>The instance of a module: <c>module.a["k"].module.b[0]</c>; the root module is empty. Equal by its text.</summary>
public sealed class ModuleInstanceAddress : IEquatable<ModuleInstanceAddress>
{
    private ModuleInstanceAddress(ModuleInstanceAddress? parent, string name, Value? key, string text, string configuration)
    {
        Parent = parent;
        Name = name;
        Key = key;
        Text = text;
        ConfigurationText = configuration;
        Depth = parent is null ? 0 : parent.Depth + 1;
    }

    public static ModuleInstanceAddress Root { get; } = new(null, "", null, "", "");

    /// <summary>Null only for the root.</summary>
    public ModuleInstanceAddress? Parent { get; }

    /// <summary>The name of the call; empty for the root.</summary>
    public string Name { get; }

    /// <summary>A number, a string, an unknown where the instances are not known, or null where the call is not repeated.</summary>
    public Value? Key { get; }

    /// <summary>As Terraform writes it.</summary>
    public string Text { get; }

    /// <summary>The same without instance keys.</summary>
    public string ConfigurationText { get; }

    public int Depth { get; }

    public bool IsRoot => Parent is null;

    public ModuleInstanceAddress Child(string name, Value? key = null)
    {
        var text = new StringBuilder(Text);
        text.Append(Text.Length > 0 ? "." : "").Append("module.").Append(name);
        InstanceKeyText.AppendTo(text, key);
        return new ModuleInstanceAddress(this, name, key, text.ToString(), (IsRoot ? "" : ConfigurationText + ".") + "module." + name);
    }

    public bool Equals(ModuleInstanceAddress? other) => ReferenceEquals(this, other) || (other is not null && Text == other.Text);

    public override bool Equals(object? obj) => Equals(obj as ModuleInstanceAddress);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
