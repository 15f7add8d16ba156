using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Joining;

/// <summary>Where in the world a resource is, as far as it tells. Empty where it does not.</summary>
/// <param name="Provider">As connections call it: <c>aws</c>, <c>azure</c>, <c>google</c>, <c>kubernetes</c>.</param>
/// <param name="Account">The account, subscription, project or cluster.</param>
public readonly record struct ResourcePlace(string Provider, string Account, string Region)
{
    private const string Global = "global";

    // Types that stand for another in code alone: the cloud has one kind of thing.
    private static readonly Dictionary<string, string> s_aliases = new(StringComparer.Ordinal)
    {
        ["aws_default_vpc"] = "aws_vpc",
        ["aws_default_subnet"] = "aws_subnet",
        ["aws_default_security_group"] = "aws_security_group",
        ["aws_default_route_table"] = "aws_route_table",
        ["aws_default_network_acl"] = "aws_network_acl",
        ["aws_default_vpc_dhcp_options"] = "aws_vpc_dhcp_options",
        ["aws_alb"] = "aws_lb",
        ["aws_alb_listener"] = "aws_lb_listener",
        ["aws_alb_listener_rule"] = "aws_lb_listener_rule",
        ["aws_alb_target_group"] = "aws_lb_target_group",
        ["aws_s3_bucket_object"] = "aws_s3_object",
    };

    /// <summary>The one type under which a cloud shows what code calls by several.</summary>
    public static string TypeOf(string type) => s_aliases.GetValueOrDefault(type, type);

    /// <summary>Of what was observed: its scope and source say it.</summary>
    public static ResourcePlace OfPart(string scope, string source)
    {
        var slash = scope.IndexOf('/', StringComparison.Ordinal);
        var (provider, account) = slash < 0 ? (scope, "") : (scope[..slash], scope[(slash + 1)..]);
        var end = source.IndexOf('/', StringComparison.Ordinal);
        var region = provider == "kubernetes" || end < 0 ? "" : source[..end];
        return new(provider, account, region == Global ? "" : region);
    }

    /// <summary>Of what a state holds: its provider and its ARN say it.</summary>
    public static ResourcePlace OfRow(ResourceRow row)
    {
        var provider = row.Provider[(row.Provider.LastIndexOf('/') + 1)..] switch
        {
            "azurerm" or "azuread" => "azure",
            "google" or "google-beta" => "google",
            var name => name,
        };
        return row.Arn is { } arn && arn.Split(':', 6) is ["arn", _, _, var region, var account, _] ? new(provider, account, region) : new(provider, "", "");
    }

    /// <summary>Both may be one: neither says what the other denies.</summary>
    public bool Agrees(ResourcePlace other) =>
        Provider == other.Provider && (Account.Length == 0 || other.Account.Length == 0 || Account == other.Account) && (Region.Length == 0 || other.Region.Length == 0 || Region == other.Region);
}
