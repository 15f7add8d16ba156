using System.Globalization;
using System.Net;
using Turnpike.Cli.Client;
using Turnpike.Ledger.Checkpoints;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Proofs;
using Turnpike.Server.Api;
using Turnpike.Server.Ledger;

namespace Turnpike.Cli.Ledger;

/// <summary>The ledger of a server. What it says is taken for a claim: proofs are checked here.</summary>
internal sealed class ServerLedger(ApiClient client) : ILedgerView
{
    private const string Root = "api/v1/ledger";
    private const int PageSize = 200;

    private static readonly TimeSpan s_askEvery = TimeSpan.FromMilliseconds(250);

    public string Name => client.Server;

    public async Task<SignedCheckpoint> CheckpointAsync(CancellationToken cancellation)
    {
        var newest = await client.GetAsync<CheckpointResource>($"{Root}/checkpoint", cancellation);
        var key = NoteKey.Parse(newest.Key, out var fault) ?? throw new RefusedException(LedgerFileDiagnostics.BadKey(Name, fault!));
        return SignedCheckpoint.Open(newest.Note, key, Name);
    }

    public async Task<IReadOnlyList<Hash256>> InclusionAsync(long position, long size, CancellationToken cancellation) =>
        Hashes((await client.GetAsync<InclusionProofResource>(Text($"{Root}/proof?position={position}&size={size}"), cancellation)).Hashes);

    public async Task<IReadOnlyList<Hash256>> ConsistencyAsync(long earlier, long size, CancellationToken cancellation) =>
        Hashes((await client.GetAsync<ConsistencyProofResource>(Text($"{Root}/consistency?from={earlier}&to={size}"), cancellation)).Hashes);

    public async Task<ReadOnlyMemory<byte>?> BytesAsync(long position, CancellationToken cancellation)
    {
        try
        {
            return Convert.FromBase64String((await client.GetAsync<EntryDetailResource>(Text($"{Root}/entries/{position}"), cancellation)).Bytes);
        }
        catch (RefusedException refused) when (refused.Status == (int)HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (FormatException)
        {
            throw new RefusedException(ClientDiagnostics.NotOurs(Name, (int)HttpStatusCode.OK));
        }
    }

    public async Task<LedgerAuditReport> VerifyAsync(IReadOnlyDictionary<long, Hash256> expected, CancellationToken cancellation)
    {
        var request = new VerificationRequest([.. expected.Select(e => new ExpectedRoot(e.Key, e.Value.ToBase64()))]);
        var run = await client.PostAsync<VerificationResource>($"{Root}/verification", request, cancellation);
        while (run.State == VerificationState.Running)
        {
            await Task.Delay(s_askEvery, cancellation);
            run = await client.GetAsync<VerificationResource>($"{Root}/verification/{run.Id}", cancellation);
        }

        return run.State == VerificationState.Interrupted || run.Root is null || !Hash256.TryParseBase64(run.Root, out var root)
            ? throw new RefusedException(LedgerFileDiagnostics.Interrupted(Name))
            : new LedgerAuditReport(run.Checked, root, [.. run.Faults.Select(static f => new LedgerFault(f.Position, f.Message))]);
    }

    public async Task<IReadOnlyList<EntryResource>> EntriesAsync(EntryChoice choice, CancellationToken cancellation)
    {
        var entries = new List<EntryResource>();
        var after = choice.From is { } from ? Paging.Cursor(Text($"{from}")) : null;
        do
        {
            var query = Query.Of(
                ("order", choice.From is null ? "newest" : "oldest"),
                ("stream", choice.Stream),
                ("type", choice.Type),
                ("limit", Text($"{Math.Min(choice.Limit - entries.Count, PageSize)}")),
                ("after", after));
            var page = await client.GetAsync<Page<EntryResource>>($"{Root}/entries{query}", cancellation);
            entries.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null && entries.Count < choice.Limit);
        return entries;
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    // A hash that cannot be read is none, and a proof with it does not hold.
    private static List<Hash256> Hashes(IEnumerable<string> texts) => [.. texts.Select(static t => Hash256.TryParseBase64(t, out var hash) ? hash : default)];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
