using Turnpike.Hcl.Terraform.Expansion;
using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.DataSources;

/// <summary>
/// <c>aws_partition</c> and <c>aws_region</c> say where the provider works. Where the provider block names the region they
/// follow from it, by the partitions of AWS; what only AWS tells, such as a region's description, stays unknown.
/// </summary>
internal static class AwsRegion
{
    // By the beginning of a region's name; the longest first where one begins with another.
    private static readonly (string Region, string Partition, string DnsSuffix, string ReverseDns)[] s_partitions =
    [
        ("cn-", "aws-cn", "amazonaws.com.cn", "cn.com.amazonaws"),
        ("us-gov-", "aws-us-gov", "amazonaws.com", "com.amazonaws"),
        ("us-isob-", "aws-iso-b", "sc2s.sgov.gov", "gov.sgov.sc2s"),
        ("us-isof-", "aws-iso-f", "csp.hci.ic.gov", "gov.ic.hci.csp"),
        ("eu-isoe-", "aws-iso-e", "cloud.adc-e.uk", "uk.adc-e.cloud"),
        ("us-iso-", "aws-iso", "c2s.ic.gov", "gov.ic.c2s"),
        ("eusc-", "aws-eusc", "amazonaws.eu", "eu.amazonaws"),
        ("", "aws", "amazonaws.com", "com.amazonaws"),
    ];

    /// <returns>No value where the provider block does not name its region, or the data source asks for another.</returns>
    public static HclValue Read(string type, HclValue value, ProviderSettings settings)
    {
        if ((settings.Value.Value as ObjectValue)?.Get("region") is not StringValue { IsSensitive: false, Value: { Length: > 0 } region } || HasArguments(value))
        {
            return default;
        }

        if (type == "aws_region")
        {
            value = ProviderBehaviour.With(value, "id", HclValue.String(region));
            return ProviderBehaviour.With(value, "name", HclValue.String(region));
        }

        var found = Array.Find(s_partitions, p => region.StartsWith(p.Region, StringComparison.Ordinal));
        value = ProviderBehaviour.With(value, "id", HclValue.String(found.Partition));
        value = ProviderBehaviour.With(value, "partition", HclValue.String(found.Partition));
        value = ProviderBehaviour.With(value, "dns_suffix", HclValue.String(found.DnsSuffix));
        return ProviderBehaviour.With(value, "reverse_dns_prefix", HclValue.String(found.ReverseDns));
    }

    /// <summary>Any known value was written: what the provider gives is not known yet.</summary>
    private static bool HasArguments(HclValue value)
    {
        foreach (var member in ((ObjectValue)value.Value).Values)
        {
            if (member is not (UnknownValue or NullValue))
            {
                return true;
            }
        }

        return false;
    }
}
