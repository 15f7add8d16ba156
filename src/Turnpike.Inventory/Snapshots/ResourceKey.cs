using System.Diagnostics.CodeAnalysis;
using Turnpike.Estate.Identity;

namespace Turnpike.Inventory.Snapshots;

/// <summary>What a resource is known by in the whole estate: <c>scope//address</c>, as a <see cref="ResourceId"/> prints.</summary>
public readonly record struct ResourceKey(string Scope, string Address)
{
    private const string Separator = "//";

    public static ResourceKey Of(ResourceId id) => new(id.Scope.Name, id.Address.Text);

    /// <summary>A scope holds no <c>//</c>, so the first one ends it.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ResourceKey key)
    {
        var at = text?.IndexOf(Separator, StringComparison.Ordinal) ?? -1;
        key = at > 0 && text!.Length > at + Separator.Length ? new(text[..at], text[(at + Separator.Length)..]) : default;
        return key.Address is not null;
    }

    public override string ToString() => Scope + Separator + Address;
}
