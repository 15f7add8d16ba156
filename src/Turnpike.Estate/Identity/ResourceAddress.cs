using System.Text;
using Turnpike.Values;

namespace Turnpike.Estate.Identity;

/// <summary>
/// Where a resource is declared. Terraform's, such as <c>module.a["k"].data.aws_x.y[0]</c>, are HCL traversals; Kubernetes'
/// are <c>Kind/namespace/name</c>, the namespace left out where there is none. Equal by text, which is canonical.
/// </summary>
public sealed class ResourceAddress : IEquatable<ResourceAddress>
{
    private string? _configuration;

    private ResourceAddress(string text, ModulePath module, ResourceMode mode, string type, string name, Value? index, string? @namespace)
    {
        Text = text;
        Module = module;
        Mode = mode;
        Type = type;
        Name = name;
        Index = index;
        Namespace = @namespace;
    }

    /// <summary>The key of instances that are not yet known: <c>aws_x.y[?]</c>.</summary>
    public static UnknownValue UnknownKey { get; } = new("index", UnknownOrigin.Deferred);

    public string Text { get; }

    public ModulePath Module { get; }

    public ResourceMode Mode { get; }

    /// <summary>Terraform's resource type, or a Kubernetes kind with its group where it has one (<c>apps/Deployment</c>).</summary>
    public string Type { get; }

    public string Name { get; }

    /// <summary>The instance key: a number, a string, an unknown, or null where the resource is not repeated.</summary>
    public Value? Index { get; }

    /// <summary>Kubernetes only; null for what is cluster-scoped or leaves it unset, and for Terraform.</summary>
    public string? Namespace { get; }

    public bool IsKubernetes { get; private init; }

    /// <summary>Without instance keys: the address of the block in the configuration.</summary>
    public string ConfigurationText => _configuration ??=
        Index is null && ReferenceEquals(Module.Configuration, Module) ? Text : Compose(Module.Configuration, Mode, Type, Name, null);

    /// <summary>Within its module, without instance key: <c>aws_x.y</c>, <c>data.aws_x.y</c>.</summary>
    public string LocalText => Mode == ResourceMode.Data ? "data." + Type + "." + Name : Type + "." + Name;

    public static ResourceAddress Of(ModulePath module, ResourceMode mode, string type, string name, Value? index = null) =>
        new(Compose(module, mode, type, name, index), module, mode, type, name, index, null);

    /// <summary>For readers that are given the parts beside the text, so that nothing is parsed. The text must be as Terraform writes it.</summary>
    public static ResourceAddress OfTrusted(string text, ModulePath module, ResourceMode mode, string type, string name, Value? index) =>
        new(text, module, mode, type, name, index, null);

    /// <param name="type">The kind, with its group where it has one: <c>Pod</c>, <c>apps/Deployment</c>. The address shows the kind alone.</param>
    public static ResourceAddress Kubernetes(string type, string? @namespace, string name)
    {
        var kind = type[(type.LastIndexOf('/') + 1)..];
        var text = string.IsNullOrEmpty(@namespace) ? kind + "/" + name : kind + "/" + @namespace + "/" + name;
        return new ResourceAddress(text, ModulePath.Root, ResourceMode.Managed, type, name, null, string.IsNullOrEmpty(@namespace) ? null : @namespace)
        {
            IsKubernetes = true,
        };
    }

    /// <summary>Null if the text is not an address of Terraform or Kubernetes.</summary>
    public static ResourceAddress? TryParse(string text) =>
        new AddressReader(text).ReadResource() ?? TryParseKubernetes(text);

    /// <summary>A copy under another module, type and name kept.</summary>
    public ResourceAddress WithIndex(Value? index) => Of(Module, Mode, Type, Name, index);

    private static ResourceAddress? TryParseKubernetes(string text)
    {
        var parts = text.Split('/');
        return parts switch
        {
            [{ Length: > 0 } kind, { Length: > 0 } name] => Kubernetes(kind, null, name),
            [{ Length: > 0 } kind, { Length: > 0 } space, { Length: > 0 } name] => Kubernetes(kind, space, name),
            _ => null,
        };
    }

    private static string Compose(ModulePath module, ResourceMode mode, string type, string name, Value? index)
    {
        var text = new StringBuilder(module.Text.Length + type.Length + name.Length + 16);
        if (!module.IsRoot)
        {
            text.Append(module.Text).Append('.');
        }

        text.Append(mode == ResourceMode.Data ? "data." : "").Append(type).Append('.').Append(name);
        AddressText.AppendKey(text, index);
        return text.ToString();
    }

    public bool Equals(ResourceAddress? other) => ReferenceEquals(this, other) || (other is not null && Text == other.Text);

    public override bool Equals(object? obj) => Equals(obj as ResourceAddress);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
