using System.Text.RegularExpressions;
using Turnpike.Hcl.Terraform.Addresses;

namespace Turnpike.Cli.Terraform;

/// <summary>Picks resources by their addresses.</summary>
internal sealed class AddressFilter(IReadOnlyList<string> patterns)
{
    private readonly List<Regex> _patterns = [.. patterns.Select(static p =>
        new Regex("^" + Regex.Escape(p).Replace("\\*", ".*", StringComparison.Ordinal) + "$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant))];

    public bool Takes(ResourceInstanceAddress address) =>
        _patterns.Count == 0 || _patterns.Exists(p => p.IsMatch(address.Text) || p.IsMatch(address.ConfigurationText));
}
