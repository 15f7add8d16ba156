using System.Data.Common;
using Turnpike.Ledger;
using Turnpike.Ledger.Attachments;
using Turnpike.Ledger.Postgres;
using Turnpike.Ledger.Sqlite;
using Turnpike.Ledger.Storage;
using Turnpike.Server.Operations.Telemetry;
using Turnpike.Server.Settings;

namespace Turnpike.Server.Storage;

/// <summary>The stores of a node, opened as its settings say: files in the data folder, or one PostgreSQL.</summary>
public sealed class NodeStores : IAsyncDisposable
{
    internal const string LedgerFile = "ledger.db";
    internal const string AttachmentFile = "attachments.db";
    internal const string NodeFile = "node.db";

    private NodeStores(ILedgerStore ledgerStore, IAttachmentStore attachments, ServerDatabase database, NodeSecrets secrets, TimeProvider time)
    {
        LedgerStore = ledgerStore;
        Attachments = attachments;
        Database = database;
        Secrets = secrets;
        Ledger = new EventLedger(new MeasuredLedgerStore(ledgerStore), time);
    }

    public ILedgerStore LedgerStore { get; }

    public EventLedger Ledger { get; }

    public IAttachmentStore Attachments { get; }

    public ServerDatabase Database { get; }

    public NodeSecrets Secrets { get; }

    /// <exception cref="NodeStartException">A store cannot be opened.</exception>
    public static async Task<NodeStores> OpenAsync(ServerSettings settings, TimeProvider time, CancellationToken cancellationToken = default)
    {
        var opened = new Stack<IAsyncDisposable>();
        try
        {
            MakeFolder(settings.DataFolder);
            return await OpenAsync(settings, time, opened, cancellationToken);
        }
        catch (Exception fault)
        {
            while (opened.TryPop(out var store))
            {
                await store.DisposeAsync();
            }

            if (fault is DbException or IOException or UnauthorizedAccessException or LedgerVersionException or ServerVersionException or ArgumentException or InvalidDataException)
            {
                throw new NodeStartException(settings.Postgres is null ? $"The stores in {settings.DataFolder} cannot be opened: {fault.Message}" : $"PostgreSQL at {PostgresConnection.HostOf(settings.Postgres)} cannot be used: {fault.Message}", fault);
            }

            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Ledger.DisposeAsync();
        await LedgerStore.DisposeAsync();
        await Attachments.DisposeAsync();
        await Database.DisposeAsync();
    }

    private static async Task<NodeStores> OpenAsync(ServerSettings settings, TimeProvider time, Stack<IAsyncDisposable> opened, CancellationToken cancellationToken)
    {
        var (folder, schema) = (settings.DataFolder, settings.PostgresSchema);
        var ledger = Keep<ILedgerStore>(settings.Postgres is null
            ? SqliteLedgerStore.Open(Path.Combine(folder, LedgerFile), time)
            : await PostgresLedgerStore.OpenAsync(settings.Postgres, schema, cancellationToken));
        var attachments = Keep<IAttachmentStore>(settings.Postgres is null
            ? SqliteAttachmentStore.Open(Path.Combine(folder, AttachmentFile), time)
            : await PostgresAttachmentStore.OpenAsync(settings.Postgres, time, schema, cancellationToken));
        var database = Keep<ServerDatabase>(settings.Postgres is null
            ? new SqliteServerDatabase(Path.Combine(folder, NodeFile))
            : new PostgresServerDatabase(settings.Postgres, schema));
        await database.PrepareAsync(NodeSecrets.Steps, cancellationToken);
        return new NodeStores(ledger, attachments, database, await NodeSecrets.LoadAsync(database, time, cancellationToken), time);

        T Keep<T>(T store)
            where T : IAsyncDisposable
        {
            opened.Push(store);
            return store;
        }
    }

    // Others on the machine have no business with the books.
    internal static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}

/// <summary>A node that cannot start, in words for whoever starts it.</summary>
public sealed class NodeStartException(string message, Exception inner) : Exception(message, inner);
