using System.Text;
using Turnpike.Values;

namespace Turnpike.Estate.Identity;

/// <summary>
/// The instance of a module: <c>module.a["k"].module.b[0]</c>, the root module being empty. Equal by its text.
/// </summary>
public sealed class ModulePath : IEquatable<ModulePath>
{
    private ModulePath? _configuration;

    private ModulePath(ModulePath? parent, string name, Value? key, string text)
    {
        Parent = parent;
        Name = name;
        Key = key;
        Text = text;
        Depth = parent is null ? 0 : parent.Depth + 1;
    }

    public static ModulePath Root { get; } = new(null, "", null, "");

    /// <summary>Null only for the root.</summary>
    public ModulePath? Parent { get; }

    /// <summary>The name of the call; empty for the root.</summary>
    public string Name { get; }

    /// <summary>The instance key: a number, a string, an unknown, or null where the call is not repeated.</summary>
    public Value? Key { get; }

    /// <summary>As Terraform writes it; empty for the root.</summary>
    public string Text { get; }

    public int Depth { get; }

    public bool IsRoot => Parent is null;

    /// <summary>The same calls without instance keys.</summary>
    public ModulePath Configuration => _configuration ??= Parent is null ? this : WithoutKeys();

    public ModulePath Child(string name, Value? key = null)
    {
        var text = new StringBuilder(Text);
        if (text.Length > 0)
        {
            text.Append('.');
        }

        text.Append("module.").Append(name);
        AddressText.AppendKey(text, key);
        return new ModulePath(this, name, key, text.ToString());
    }

    /// <summary>Null if the text is not a module address. Empty text is the root.</summary>
    public static ModulePath? TryParse(string text)
    {
        var reader = new AddressReader(text);
        var module = reader.ReadModules();
        return module is not null && reader.AtEnd ? module : null;
    }

    private ModulePath WithoutKeys()
    {
        var parent = Parent!.Configuration;
        return ReferenceEquals(parent, Parent) && Key is null ? this : parent.Child(Name);
    }

    public bool Equals(ModulePath? other) => ReferenceEquals(this, other) || (other is not null && Text == other.Text);

    public override bool Equals(object? obj) => Equals(obj as ModulePath);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
