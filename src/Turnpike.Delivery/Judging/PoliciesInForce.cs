using System.Security.Cryptography;
using System.Text;
using Turnpike.Gate.Rules;
using Turnpike.Text;

namespace Turnpike.Delivery.Judging;

/// <summary>The rules that a node judges by, as it was started with them.</summary>
/// <param name="Rules">Packs and own policies, compiled together.</param>
/// <param name="ProviderData">Defaults and joins that come with the packs.</param>
public sealed record PoliciesInForce(RuleSet Rules, IReadOnlyList<SourceText> ProviderData)
{
    private readonly Lazy<string> _hash = new(() => HashOf(Rules, ProviderData));

    /// <summary>Findings below this do not count.</summary>
    public const Severity FailOn = Severity.Medium;

    /// <summary>Equal where a judging would be.</summary>
    public string Hash => _hash.Value;

    private static string HashOf(RuleSet rules, IReadOnlyList<SourceText> providerData)
    {
        var files = providerData.Select(static f => Convert.ToHexStringLower(SHA256.HashData(f.Utf8.Span))).Order(StringComparer.Ordinal);
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', [rules.Hash.Value, .. files]))));
    }
}
