using Turnpike.Text;

namespace Turnpike.Inventory.Ownership;

/// <summary>A pattern of keys, where <c>*</c> stands for anything. Thousands of them are asked of each resource, so it is no regular expression.</summary>
internal sealed class KeyPattern(string text)
{
    /// <summary>It names one key, and no more.</summary>
    public bool IsExact { get; } = !text.Contains('*', StringComparison.Ordinal);

    public bool Matches(string key) => Wildcard.Matches<char>(text, key, '*');
}
