using Turnpike.Inventory;
using Turnpike.Inventory.Snapshots;
using Turnpike.Ledger;
using Turnpike.Ledger.Events;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Operations.Diagnosis;

/// <summary>Reads all that the estate of now is made of, and names the scopes of which something is damaged.</summary>
internal static class EstateChecks
{
    private const string Name = "estate";

    public static async Task<IReadOnlyList<Check>> RunAsync(NodeStores stores, TimeProvider time, CancellationToken cancellationToken)
    {
        using var inventory = new EstateInventory(stores.Attachments, time);
        using var follower = new ProjectionFollower(stores.Ledger, [inventory]);
        try
        {
            await follower.CatchUpAsync(cancellationToken);
        }
        catch (LedgerDamagedException fault)
        {
            return [new Check("ledger", CheckOutcome.Fail, fault.Message, "Run `turnpike ledger verify`; restore a backup where it says so.")];
        }

        var estate = await inventory.CheckedAsync(cancellationToken);
        var damaged = estate.Scopes.Where(static s => !s.IsKept).ToList();
        return damaged.Count == 0
            ? [new Check(Name, CheckOutcome.Ok, $"{estate.Count} resources of {estate.Scopes.Count} scopes can be read.")]
            : [.. damaged.Select(Of)];
    }

    private static Check Of(ScopeState scope) => new(
        Name,
        CheckOutcome.Fail,
        $"The content of {scope.Name} ({string.Join(", ", scope.Sources.Select(static s => s.Name))}) cannot be read: {(scope.Fault ?? "it is no longer kept.").TrimEnd()}",
        "Push its sources again, or sync the connection that reads them. Until then its resources are unknown; the other scopes are whole.");
}
