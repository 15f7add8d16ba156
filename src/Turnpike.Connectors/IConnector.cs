namespace Turnpike.Connectors;

/// <summary>Reads one connection: an organisation in a cloud, a cluster, a repository, where states are kept.</summary>
/// <remarks>It keeps nothing and writes nothing where it reads. Credentials are found at each sync and never leave it.</remarks>
public interface IConnector
{
    /// <summary>
    /// Everything that the connection shows, part by part as it is read. What could not be read is said in the coverage of
    /// its part and never ends the rest; only what makes the whole impossible (no credentials, no such host) throws
    /// <see cref="ConnectionFailedException"/>.
    /// </summary>
    IAsyncEnumerable<PartReading> ReadAsync(IProgress<SyncStep> progress, CancellationToken cancellationToken = default);

    /// <summary>
    /// Whether the reading that ended gave every part there is, read or not: one of before that it did not give is then gone.
    /// False where it was refused to list what there is (accounts, regions, kinds).
    /// </summary>
    bool HasListedAll { get; }
}

/// <summary>A sync that cannot begin or go on, in words for whoever owns the connection: what failed, and what to do.</summary>
public sealed class ConnectionFailedException(string message, Exception? inner = null) : Exception(message, inner);
