using Turnpike.Estate.Identity;
using Turnpike.Values;

namespace Turnpike.Estate.References;

internal enum ReferenceKind : byte
{
    Resource,
    Variable,
    ModuleOutput,

    /// <summary><c>each.key</c> or <c>count.index</c>: the instance's own key.</summary>
    OwnKey,

    /// <summary><c>each.value</c>.</summary>
    EachValue,

    /// <summary>A local value: plans do not say what it is made of.</summary>
    Local,

    /// <summary>Refers to nothing in the estate: <c>path.module</c>, <c>terraform.workspace</c>, <c>self</c>.</summary>
    Nothing,
}

/// <summary>One string of a plan's <c>references</c>, taken apart.</summary>
/// <param name="Name">The address within the module, the variable or the module call.</param>
/// <param name="Key">The instance key, where it is written as a constant.</param>
/// <param name="Attribute">The attribute or output; null where the whole is meant.</param>
internal readonly record struct ReferenceText(ReferenceKind Kind, string Name, Value? Key, string? Attribute)
{
    public static ReferenceText Parse(string text)
    {
        var reader = new AddressReader(text);
        switch (reader.ReadName())
        {
            case "var":
                return new(ReferenceKind.Variable, Next(ref reader) ?? "", null, null);
            case "local":
                return new(ReferenceKind.Local, "", null, null);
            case "each":
                return new(Next(ref reader) == "key" ? ReferenceKind.OwnKey : ReferenceKind.EachValue, "", null, null);
            case "count":
                return new(ReferenceKind.OwnKey, "", null, null);
            case "module" when Next(ref reader) is { } call:
                return WithKey(ref reader, ReferenceKind.ModuleOutput, call);
            case "data" when Next(ref reader) is { } type && Next(ref reader) is { } name:
                return WithKey(ref reader, ReferenceKind.Resource, "data." + type + "." + name);
            case null or "path" or "terraform" or "self" or "ephemeral" or "provider":
                return default(ReferenceText) with { Kind = ReferenceKind.Nothing };
            case var type:
                return Next(ref reader) is { } resource
                    ? WithKey(ref reader, ReferenceKind.Resource, type + "." + resource)
                    : default(ReferenceText) with { Kind = ReferenceKind.Nothing };
        }
    }

    private static ReferenceText WithKey(ref AddressReader reader, ReferenceKind kind, string name) =>
        reader.TryReadKey(out var key) ? new(kind, name, key, Next(ref reader)) : new(kind, name, null, null);

    private static string? Next(ref AddressReader reader) => reader.Skip('.') ? reader.ReadName() : null;
}
