using System.Text.Json;
using Turnpike.Cli.Client;
using Turnpike.Ledger;
using Turnpike.Ledger.Checkpoints;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Postgres;
using Turnpike.Ledger.Proofs;
using Turnpike.Ledger.Sqlite;
using Turnpike.Ledger.Storage;
using Turnpike.Server.Ledger;
using Turnpike.Server.Storage;

namespace Turnpike.Cli.Ledger;

/// <summary>A ledger in a data folder or a database, read without a server; one may run at the same time.</summary>
internal sealed class KeptLedger : ILedgerView
{
    private const int PageSize = 1024;

    private readonly ILedgerStore _store;
    private readonly ServerDatabase _database;
    private readonly LedgerTree _tree;

    private KeptLedger(string name, ILedgerStore store, ServerDatabase database)
    {
        Name = name;
        _store = store;
        _database = database;
        _tree = new LedgerTree(store);
    }

    public string Name { get; }

    /// <exception cref="RefusedException">There is none, or it cannot be opened.</exception>
    public static KeptLedger InFolder(string folder)
    {
        var path = Path.Join(folder, "ledger.db");
        if (!File.Exists(path))
        {
            throw new RefusedException(LedgerFileDiagnostics.NoLedger(folder));
        }

        try
        {
            return new KeptLedger(folder, SqliteLedgerStore.Open(path, TimeProvider.System), new SqliteServerDatabase(Path.Join(folder, "node.db")));
        }
        catch (Exception fault) when (fault is System.Data.Common.DbException or LedgerVersionException)
        {
            throw new RefusedException(LedgerFileDiagnostics.CannotOpen(folder, fault.Message.TrimEnd('.')));
        }
    }

    public static async Task<KeptLedger> InPostgresAsync(string connection, string schema, CancellationToken cancellation)
    {
        // Never the connection string itself: it may hold a password.
        const string Name = "PostgreSQL";
        try
        {
            return new KeptLedger(Name, await PostgresLedgerStore.OpenAsync(connection, schema, cancellation), new PostgresServerDatabase(connection, schema));
        }
        catch (Exception fault) when (fault is System.Data.Common.DbException or LedgerVersionException or ArgumentException)
        {
            throw new RefusedException(LedgerFileDiagnostics.CannotOpen(Name, fault.Message.TrimEnd('.')));
        }
    }

    public async Task<SignedCheckpoint> CheckpointAsync(CancellationToken cancellation)
    {
        var head = await _store.HeadAsync(cancellation);
        var key = await KeyAsync(cancellation);
        var checkpoint = new Checkpoint(key.Name, head.Size, head.Root());
        return new SignedCheckpoint(checkpoint, checkpoint.Sign(key), key);
    }

    public async Task<IReadOnlyList<Hash256>> InclusionAsync(long position, long size, CancellationToken cancellation) => await _tree.InclusionAsync(position, size, cancellation);

    public async Task<IReadOnlyList<Hash256>> ConsistencyAsync(long earlier, long size, CancellationToken cancellation) => await _tree.ConsistencyAsync(earlier, size, cancellation);

    public async Task<ReadOnlyMemory<byte>?> BytesAsync(long position, CancellationToken cancellation) =>
        await _store.ReadAsync(position, 1, cancellation) is [var entry] && entry.Position == position ? entry.Bytes : null;

    public Task<LedgerAuditReport> VerifyAsync(IReadOnlyDictionary<long, Hash256> expected, CancellationToken cancellation) =>
        new LedgerAudit(_store).RunAsync(expected, cancellation);

    public async Task<IReadOnlyList<EntryResource>> EntriesAsync(EntryChoice choice, CancellationToken cancellation)
    {
        var found = new List<EntryResource>();
        if (choice.From is { } from)
        {
            for (IReadOnlyList<StoredEntry> page; found.Count < choice.Limit && (page = await _store.ReadAsync(from, PageSize, cancellation)).Count > 0; from += page.Count)
            {
                found.AddRange(page.Select(Resource).Where(choice.Wants));
            }
        }
        else
        {
            for (var end = (await _store.HeadAsync(cancellation)).Size; found.Count < choice.Limit && end > 0; end -= PageSize)
            {
                var start = Math.Max(0, end - PageSize);
                var page = await _store.ReadAsync(start, (int)(end - start), cancellation);
                found.AddRange(page.Reverse().Select(Resource).Where(choice.Wants));
            }
        }

        return found.Count > choice.Limit ? found[..choice.Limit] : found;
    }

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        await _store.DisposeAsync();
    }

    private static EntryResource Resource(StoredEntry stored)
    {
        var entry = EntryFormat.Read(stored.Bytes, out var fault) ?? throw new LedgerDamagedException(stored.Position, fault!);
        try
        {
            using var data = JsonDocument.Parse(entry.Data);
            return new EntryResource(entry.Position, entry.RecordedAt, entry.Stream.ToString(), entry.Version, entry.Type.Name, entry.Type.Version, entry.Actor, data.RootElement.Clone(), stored.Hash.ToBase64());
        }
        catch (JsonException)
        {
            throw new LedgerDamagedException(stored.Position, "its data is not JSON");
        }
    }

    private async Task<NoteKey> KeyAsync(CancellationToken cancellation)
    {
        try
        {
            return (await NodeSecrets.LoadAsync(_database, TimeProvider.System, cancellation)).CheckpointKey;
        }
        catch (System.Data.Common.DbException)
        {
            // No such table: no node has ever run on it.
            throw new RefusedException(LedgerFileDiagnostics.NoSigningKey(Name));
        }
    }
}
