using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Ledger.Merkle;
using Turnpike.Server.Access;
using Turnpike.Server.Api;

namespace Turnpike.Server.Ledger;

/// <summary>Verifying the whole ledger, in the background.</summary>
internal static class VerificationEndpoints
{
    public static void Map(RouteGroupBuilder ledger)
    {
        ledger.MapPost("/verification", StartAsync).Requires(Permission.ReadLedger).Produces<VerificationResource>(StatusCodes.Status202Accepted)
            .WithSummary("Has every entry read and hashed again, in the background.");
        ledger.MapGet("/verification/{id}", static async (string id, LedgerVerifications verifications, CancellationToken cancellationToken) =>
                await verifications.FindAsync(id, cancellationToken) is { } found ? Results.Ok(found) : Problems.NotFound($"There is no verification {id}."))
            .Requires(Permission.ReadLedger).Produces<VerificationResource>()
            .WithSummary("How far a verification is, and what it found.");
    }

    private static async Task<IResult> StartAsync(VerificationRequest request, LedgerVerifications verifications, CancellationToken cancellationToken)
    {
        var expected = new Dictionary<long, Hash256>();
        var faults = new List<ProblemPart>();
        foreach (var (i, root) in (request.Expected ?? []).Index())
        {
            if (root.Size < 0)
            {
                faults.Add(new ProblemPart($"/expected/{i}/size", "expected a number of entries"));
            }

            if (!Hash256.TryParseBase64(root.Root, out var hash))
            {
                faults.Add(new ProblemPart($"/expected/{i}/root", "expected base64 of 32 bytes"));
            }
            else if (!expected.TryAdd(root.Size, hash) && expected[root.Size] != hash)
            {
                faults.Add(new ProblemPart($"/expected/{i}/root", "another root is given for the same size"));
            }
        }

        return faults.Count > 0
            ? Problems.Of(StatusCodes.Status422UnprocessableEntity, "malformed", "The expected roots cannot be used.", faults)
            : (await verifications.StartAsync(expected, cancellationToken)).Answer(begun => Results.Accepted($"{ApiModule.Prefix}/ledger/verification/{begun.Id}", begun));
    }
}
