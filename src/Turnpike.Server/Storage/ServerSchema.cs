using Turnpike.Server.Operations.Jobs;

namespace Turnpike.Server.Storage;

/// <summary>Every area's steps: a node prepares its database with them before anything else.</summary>
public static class ServerSchema
{
    public static IReadOnlyList<SchemaStep> Steps { get; } = [.. NodeSecrets.Steps, .. JobRuns.Steps];
}
