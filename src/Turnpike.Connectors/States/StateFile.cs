namespace Turnpike.Connectors.States;

/// <summary>A state as its backend gave it.</summary>
/// <param name="Name">What tells it from the other states of the connection: empty where there is one, else its folder or key.</param>
/// <param name="Content">Null where it could not be read.</param>
internal sealed record StateFile(string Name, string Workspace, ReadOnlyMemory<byte>? Content, Coverage Coverage);

/// <summary>Where states are kept. It reads without taking a lock, as one that only looks must.</summary>
internal interface IStateBackend
{
    /// <exception cref="ConnectionFailedException">Not even what states there are can be told.</exception>
    IAsyncEnumerable<StateFile> ReadAsync(CancellationToken cancellationToken);
}
