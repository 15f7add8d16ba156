namespace Turnpike.Inventory.Sources;

/// <summary>Takes one source into the estate: recognised by content, all of it or nothing.</summary>
public sealed class ReceiveSource(ReceiveSources receive)
{
    /// <param name="actor">Who pushes, as the ledger calls them.</param>
    public async Task<SourceOutcome> RunAsync(string actor, SourcePush push, CancellationToken cancellationToken = default) =>
        (await receive.RunAsync(actor, [push], cancellationToken))[0];
}
