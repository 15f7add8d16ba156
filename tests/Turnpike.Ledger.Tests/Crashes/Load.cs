using System.Globalization;
using System.Text;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Postgres;
using Turnpike.Ledger.Sqlite;
using Turnpike.Ledger.Storage;

namespace Turnpike.Ledger.Tests.Crashes;

/// <summary>Eight writers that append as fast as they can and print what was acknowledged, until somebody kills them.</summary>
internal static class Load
{
    private const int Writers = 8;

    /// <param name="store">A path, or a connection string of PostgreSQL.</param>
    public static async Task<int> RunAsync(string store)
    {
        await using var opened = await OpenAsync(store);
        await using var ledger = new EventLedger(opened, TimeProvider.System);
        var run = Guid.NewGuid().ToString("n", CultureInfo.InvariantCulture);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => AppendAsync(ledger, run, writer)));
        return 0;
    }

    public static async Task<ILedgerStore> OpenAsync(string store) =>
        store.Contains('=', StringComparison.Ordinal) ? await PostgresLedgerStore.OpenAsync(store) : SqliteLedgerStore.Open(store, TimeProvider.System);

    private static async Task AppendAsync(EventLedger ledger, string run, int writer)
    {
        for (var i = 0; ; i++)
        {
            var name = $"{run}/{writer}/{i}";
            await ledger.AppendAsync(
                new StreamName($"load/{writer}"),
                ExpectedVersion.Any,
                [.. Enumerable.Range(0, 1 + (i % 3)).Select(e => new EventDraft(new EventType("test.loaded", 1), "load", Encoding.UTF8.GetBytes($"{name}/{e}")))]);

            // A line is printed only when all of its events are durable: the reader counts on it.
            await Console.Out.WriteLineAsync($"{name} {1 + (i % 3)}");
        }
    }
}
