using Turnpike.Connectors.Aws.Catalog;

namespace Turnpike.Connectors.Aws.Client;

/// <summary>Where a service answers in a region. An endpoint that a setting or the environment gives comes before AWS's own.</summary>
internal sealed class AwsEndpoints(Uri? given, Func<string, string?> environment)
{
    private static readonly (string Prefix, string Partition, string Domain, string Home)[] s_partitions =
    [
        ("cn-", "aws-cn", "amazonaws.com.cn", "cn-north-1"),
        ("us-gov-", "aws-us-gov", "amazonaws.com", "us-gov-west-1"),
        ("us-iso-", "aws-iso", "c2s.ic.gov", "us-iso-east-1"),
        ("us-isob-", "aws-iso-b", "sc2s.sgov.gov", "us-isob-east-1"),
        ("eusc-", "aws-eusc", "amazonaws.eu", "eusc-de-east-1"),
        ("", "aws", "amazonaws.com", "us-east-1"),
    ];

    public static string PartitionOf(string region) => Row(region).Partition;

    /// <summary>Where the services without regions of its partition are signed for.</summary>
    public static string HomeOf(string region) => Row(region).Home;

    /// <summary>The region that a service is signed for when asked in a region: its own, or where its global endpoint lives.</summary>
    public static string SigningRegion(ServiceDefinition service, string region) =>
        !service.IsGlobal ? region : service.Hosts.GetValueOrDefault(PartitionOf(region)) is { } host ? host.Region : HomeOf(region);

    public Uri Of(ServiceDefinition service, string region, string account)
    {
        // "Elastic Load Balancing" is AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING.
        var own = environment("AWS_ENDPOINT_URL_" + service.Id.ToUpperInvariant().Replace(' ', '_').Replace('-', '_'));
        if ((own ?? given?.ToString() ?? environment("AWS_ENDPOINT_URL")) is { Length: > 0 } address && Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            return uri;
        }

        var host = service.IsGlobal && service.Hosts.GetValueOrDefault(PartitionOf(region)) is { } global
            ? global.Name
            : $"{service.Endpoint.Replace("{account}", account, StringComparison.Ordinal)}.{SigningRegion(service, region)}.{Row(region).Domain}";
        return new($"https://{host}/");
    }

    private static (string Prefix, string Partition, string Domain, string Home) Row(string region) =>
        Array.Find(s_partitions, p => region.StartsWith(p.Prefix, StringComparison.Ordinal));
}
