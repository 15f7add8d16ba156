using Turnpike.Delivery.Changes;
using Turnpike.Estate.Identity;
using Turnpike.Formats;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Formats.Withholding;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Merkle;

namespace Turnpike.Delivery.Judging;

/// <summary>The plans of changes, without their secrets, as they are kept. Those asked for last are held in memory: reading a large one takes a second.</summary>
public sealed class KeptPlans(IAttachmentStore attachments)
{
    private const int Held = 8;

    private readonly Lock _lock = new();
    private readonly LinkedList<(string Key, TerraformPlanDocument Plan)> _held = [];

    /// <summary>Null where it is no longer kept.</summary>
    public async Task<TerraformPlanDocument?> FindAsync(Change change, CancellationToken cancellationToken = default)
    {
        // The scope is part of the identity of what is in it.
        var key = change.Judged.Scope + "\n" + change.Judged.Plan;
        if (FindHeld(key) is { } held)
        {
            return held;
        }

        if (await BytesAsync(change, cancellationToken) is not { } bytes)
        {
            return null;
        }

        var plan = Read(change.Judged, bytes);
        Hold(key, plan);
        return plan;
    }

    /// <summary>The document itself; null where it is no longer kept.</summary>
    public async Task<ReadOnlyMemory<byte>?> BytesAsync(Change change, CancellationToken cancellationToken = default) =>
        Hash256.TryParseBase64(change.Judged.Plan, out var hash) ? (await attachments.FindAsync(hash, cancellationToken))?.Content : null;

    /// <param name="bytes">As <see cref="KeptDocument"/> wrote them.</param>
    internal static TerraformPlanDocument Read(ChangeJudged judged, ReadOnlyMemory<byte> bytes) =>
        InputReader.Read(judged.Source.Name, bytes, Options(judged.Scope)).Document as TerraformPlanDocument
            ?? throw new InvalidDataException($"The plan kept for change {judged.Id} cannot be read.");

    internal static InputReaderOptions Options(string scope) => InputReaderOptions.Default with { Scope = new EstateScope(scope) };

    private TerraformPlanDocument? FindHeld(string key)
    {
        lock (_lock)
        {
            for (var node = _held.First; node is not null; node = node.Next)
            {
                if (node.Value.Key == key)
                {
                    _held.Remove(node);
                    _held.AddFirst(node);
                    return node.Value.Plan;
                }
            }

            return null;
        }
    }

    private void Hold(string key, TerraformPlanDocument plan)
    {
        lock (_lock)
        {
            _held.AddFirst((key, plan));
            if (_held.Count > Held)
            {
                _held.RemoveLast();
            }
        }
    }
}
