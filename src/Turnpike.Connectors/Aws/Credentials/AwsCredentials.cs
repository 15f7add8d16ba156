namespace Turnpike.Connectors.Aws.Credentials;

/// <summary>Who signs. Kept in memory for as long as a sync runs; never printed, stored or logged.</summary>
/// <param name="Expires">Null for keys that last.</param>
internal sealed record AwsCredentials(string AccessKey, string SecretKey, string? SessionToken = null, DateTimeOffset? Expires = null)
{
    public override string ToString() => $"{AccessKey[..Math.Min(4, AccessKey.Length)]}…";
}
