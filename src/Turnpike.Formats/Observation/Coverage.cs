namespace Turnpike.Formats.Observation;

/// <summary>How far a part could be read.</summary>
public enum CoverageStatus
{
    /// <summary>Wholly: what is not in the content is not there.</summary>
    Read,

    /// <summary>Some of it: what is not in the content may be there.</summary>
    Partial,

    /// <summary>The caller is not allowed to.</summary>
    Denied,

    /// <summary>It failed, after trying again.</summary>
    Failed,

    /// <summary>The server does not know it: an older version, a region without the service.</summary>
    Unsupported,
}

/// <param name="What">The call or the collection: <c>ec2:DescribeInstances</c>, <c>/apis/apps/v1/deployments</c>.</param>
/// <param name="Types">The types of resources that are unknown, not absent, where it was not read.</param>
/// <param name="Message">What the source said, and what to do; null where it was read.</param>
public sealed record Coverage(string What, CoverageStatus Status, IReadOnlyList<string> Types, string? Message = null);
