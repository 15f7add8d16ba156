using System.Security.Cryptography;
using System.Text;
using Turnpike.Delivery.Changes;
using Turnpike.Governance.Exceptions;
using Turnpike.Inventory.Ownership;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Delivery.Judging;

/// <summary>All that the judging of a change can depend on beside its plan, as it is at one moment.</summary>
internal sealed record JudgingContext(
    PoliciesInForce Policies,
    EstateSnapshot Estate,
    IReadOnlyList<Change> Approved,
    IReadOnlyList<PolicyException> Exceptions,
    OwnershipProjection Ownership,
    DateTimeOffset Now)
{
    /// <summary>Equal where judging again would find the same.</summary>
    public string Hash { get; } = HashOf(Policies, Estate, Approved, Exceptions, Ownership, Now);

    public WhereItIs Where => new(Ownership);

    private static string HashOf(PoliciesInForce policies, EstateSnapshot estate, IReadOnlyList<Change> approved, IReadOnlyList<PolicyException> exceptions, OwnershipProjection ownership, DateTimeOffset now)
    {
        var parts = new List<string> { policies.Hash, estate.Hash.ToBase64() };
        parts.AddRange(approved.Select(static c => $"approved {c.Id} {c.Judged.Plan}"));
        parts.AddRange(exceptions.Select(e => $"exception {e.Id} {e.StateAt(now)} {e.Expires:O}").Order(StringComparer.Ordinal));
        parts.AddRange(ownership.Position >= 0 ? [$"ownership {ownership.Position}"] : (IEnumerable<string>)[]);
        return Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))));
    }
}
