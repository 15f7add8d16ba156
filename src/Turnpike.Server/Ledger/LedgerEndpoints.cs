using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnpike.Governance.Access;
using Turnpike.Ledger;
using Turnpike.Ledger.Checkpoints;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Proofs;
using Turnpike.Ledger.Storage;
using Turnpike.Server.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Ledger;

/// <summary>Entries, checkpoints and proofs.</summary>
internal static class LedgerEndpoints
{
    public static void Map(RouteGroupBuilder ledger)
    {
        ledger.MapGet("/entries", EntriesAsync).Requires(Permission.ReadLedger).Produces<Page<EntryResource>>()
            .WithSummary("Entries of the ledger that the caller may see, by stream, type, actor, time and text.");
        ledger.MapGet("/entries/{position:long}", EntryAsync).Requires(Permission.ReadLedger).Produces<EntryDetailResource>()
            .WithSummary("One entry, with the bytes that are hashed.");
        ledger.MapGet("/checkpoint", CheckpointAsync).Requires(Permission.ReadLedger).Produces<CheckpointResource>()
            .WithSummary("What the ledger is now, signed, to be kept elsewhere and held against it later.");
        ledger.MapGet("/key", static (NodeSecrets secrets) => Results.Ok(new LedgerKeyResource(secrets.CheckpointKey.Name, secrets.CheckpointKey.PublicText)))
            .Requires(Permission.ReadLedger).Produces<LedgerKeyResource>()
            .WithSummary("The public key that checks checkpoints.");
        ledger.MapGet("/proof", InclusionAsync).Requires(Permission.ReadLedger).Produces<InclusionProofResource>()
            .WithSummary("Proof that an entry is one of the first so many.");
        ledger.MapGet("/consistency", ConsistencyAsync).Requires(Permission.ReadLedger).Produces<ConsistencyProofResource>()
            .WithSummary("Proof that the ledger continues what it was at an earlier size.");
    }

    private static async Task<IResult> EntriesAsync([AsParameters] EntriesRequest request, [AsParameters] PageRequest page, HttpContext http, LedgerSearch search, CancellationToken cancellationToken)
    {
        var isNewestFirst = request.Order switch
        {
            null or "newest" => true,
            "oldest" => false,
            _ => throw RequestFault.Query("order", "expected newest or oldest"),
        };
        long? from = page.AfterKey is not { } key ? null
            : long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position
            : throw RequestFault.Query("after", "expected the next of an earlier answer");
        var query = new EntryQuery(Some(request.Stream), Some(request.Type), Some(request.Actor), Query.Time("from", request.From), Query.Time("to", request.To), Some(request.Text));
        var found = await search.FindAsync(http.Caller(), query, from, isNewestFirst, page.Count, cancellationToken);
        var next = found.Next is { } more ? Paging.Cursor(more.ToString(CultureInfo.InvariantCulture)) : null;
        return Results.Ok(new Page<EntryResource>([.. found.Entries.Select(Resource)], next));
    }

    private static async Task<IResult> EntryAsync(long position, HttpContext http, LedgerSearch search, CancellationToken cancellationToken) =>
        await search.AtAsync(position, cancellationToken) is not { } found ? Problems.NotFound($"The ledger has no entry {position}.")
        : !LedgerSearch.MayRead(http.Caller(), found.Entry.Type.Name) ? Problems.Of(StatusCodes.Status403Forbidden, "not-allowed", $"Entry {position} is of a kind that you may not read.")
        : ETags.Answer(http, new EntryDetailResource(Resource(found), found.Entry.Previous.ToBase64(), Convert.ToBase64String(found.Stored.Bytes.Span)));

    private static async Task<IResult> CheckpointAsync(EventLedger ledger, NodeSecrets secrets, CancellationToken cancellationToken)
    {
        var head = await ledger.HeadAsync(cancellationToken);
        var key = secrets.CheckpointKey;
        var checkpoint = new Checkpoint(key.Name, head.Size, head.Root());
        return Results.Ok(new CheckpointResource(checkpoint.Sign(key), checkpoint.Origin, checkpoint.Size, checkpoint.Root.ToBase64(), key.PublicText));
    }

    private static async Task<IResult> InclusionAsync(long position, long? size, ILedgerStore store, CancellationToken cancellationToken)
    {
        var head = await store.HeadAsync(cancellationToken);
        var of = size ?? head.Size;
        if (of > head.Size || of < 1)
        {
            return NoSize("size", head.Size);
        }

        if (position < 0 || position >= of)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "out-of-range", $"Entry {position} is not one of the first {of}.", new ProblemPart("query/position", $"expected 0 to {of - 1}"));
        }

        var tree = new LedgerTree(store);
        var hashes = await tree.InclusionAsync(position, of, cancellationToken);
        var leaf = await store.ReadHashesAsync(0, position, 1, cancellationToken);
        return Results.Ok(new InclusionProofResource(position, of, leaf[0].ToBase64(), (await tree.RootAsync(of, cancellationToken)).ToBase64(), Texts(hashes)));
    }

    private static async Task<IResult> ConsistencyAsync(long from, long? to, ILedgerStore store, CancellationToken cancellationToken)
    {
        var head = await store.HeadAsync(cancellationToken);
        var size = to ?? head.Size;
        if (size > head.Size || size < 1)
        {
            return NoSize("to", head.Size);
        }

        if (from < 1 || from > size)
        {
            return Problems.Of(StatusCodes.Status422UnprocessableEntity, "out-of-range", "A ledger continues one that had entries, and not more than it has.", new ProblemPart("query/from", $"expected 1 to {size}"));
        }

        var tree = new LedgerTree(store);
        var hashes = await tree.ConsistencyAsync(from, size, cancellationToken);
        return Results.Ok(new ConsistencyProofResource(from, size, (await tree.RootAsync(from, cancellationToken)).ToBase64(), (await tree.RootAsync(size, cancellationToken)).ToBase64(), Texts(hashes)));
    }

    private static IResult NoSize(string parameter, long size) =>
        Problems.Of(StatusCodes.Status422UnprocessableEntity, "out-of-range", $"The ledger has {size} entries.", new ProblemPart("query/" + parameter, $"expected 1 to {size}"));

    private static EntryResource Resource(FoundEntry found)
    {
        var e = found.Entry;
        using var data = JsonDocument.Parse(e.Data);
        return new EntryResource(e.Position, e.RecordedAt, e.Stream.ToString(), e.Version, e.Type.Name, e.Type.Version, e.Actor, data.RootElement.Clone(), found.Stored.Hash.ToBase64());
    }

    private static IReadOnlyList<string> Texts(IReadOnlyList<Hash256> hashes) => [.. hashes.Select(static h => h.ToBase64())];

    private static string? Some(string? text) => string.IsNullOrEmpty(text) ? null : text;

    /// <param name="Stream">The beginning of the stream's name, such as <c>change/</c>.</param>
    /// <param name="Type">The beginning of the event's type, such as <c>decision.</c></param>
    /// <param name="Actor">Who caused it.</param>
    /// <param name="From">Recorded then or later.</param>
    /// <param name="To">Recorded before.</param>
    /// <param name="Text">Somewhere in the stream's name or the data, in any case.</param>
    /// <param name="Order"><c>newest</c> (first; the default) or <c>oldest</c>.</param>
    internal readonly record struct EntriesRequest(
        [FromQuery(Name = "stream")] string? Stream,
        [FromQuery(Name = "type")] string? Type,
        [FromQuery(Name = "actor")] string? Actor,
        [FromQuery(Name = "from")] string? From,
        [FromQuery(Name = "to")] string? To,
        [FromQuery(Name = "text")] string? Text,
        [FromQuery(Name = "order")] string? Order);
}
