namespace Turnpike.Connectors.States;

/// <param name="Keys">As in the backend block; <c>*</c> stands for part of a name, <c>**</c> for any folders.</param>
/// <param name="WorkspacePrefix">Terraform's <c>workspace_key_prefix</c>.</param>
internal sealed record S3Settings(string Bucket, IReadOnlyList<string> Keys, string Region, string WorkspacePrefix)
{
    /// <summary>The DynamoDB table of locks; null where locks are objects or there are none.</summary>
    public string? LockTable { get; init; }

    public string? Profile { get; init; }

    public string? Role { get; init; }

    /// <summary>Null: AWS's own.</summary>
    public Uri? Endpoint { get; init; }
}
