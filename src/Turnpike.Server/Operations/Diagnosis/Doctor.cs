using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using Dapper;
using Npgsql;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Merkle;
using Turnpike.Ledger.Storage;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Operations.Diagnosis;

public enum CheckOutcome
{
    Ok,
    Warn,
    Fail,
}

/// <param name="Name">What was looked at.</param>
/// <param name="Found">What was seen.</param>
/// <param name="Advice">What to do; null where all is well.</param>
public sealed record Check(string Name, CheckOutcome Outcome, string Found, string? Advice = null);

/// <summary>Looks at an installation from outside its nodes, which may run or not, and says what is wrong and what to do. Changes nothing.</summary>
public static class Doctor
{
    private const long LeastDisk = 1L << 30;
    private const int SpotChecked = 1000;
    private static readonly TimeSpan s_slow = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_clockSlack = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_certificateEnds = TimeSpan.FromDays(21);

    /// <returns>A line for each thing looked at, in the order in which to care.</returns>
    public static async Task<IReadOnlyList<Check>> RunAsync(ServerSettings settings, TimeProvider time, CancellationToken cancellationToken = default)
    {
        var checks = new List<Check>();
        if (settings.Postgres is null)
        {
            if (!File.Exists(Path.Combine(settings.DataFolder, NodeStores.LedgerFile)))
            {
                return [new Check("data", CheckOutcome.Fail, $"{settings.DataFolder} holds no ledger.", "Give the folder that `turnpike serve` uses (--data), or start a node there once.")];
            }

            checks.AddRange(FolderChecks.Run(settings.DataFolder));
        }

        try
        {
            await using var stores = await NodeStores.OpenAsync(settings, time, cancellationToken);
            checks.AddRange(await DatabaseAsync(settings, stores, cancellationToken));
            checks.AddRange(await LedgerAsync(stores, time, cancellationToken));
            if (!checks.Exists(static c => c is { Name: "ledger", Outcome: CheckOutcome.Fail }))
            {
                checks.AddRange(await EstateChecks.RunAsync(stores, time, cancellationToken));
            }

            checks.AddRange(await WorkAsync(stores.Database, time, cancellationToken));
        }
        catch (NodeStartException fault)
        {
            // Which of the files it is.
            checks.AddRange(settings.Postgres is null ? (await FolderChecks.FilesAsync(settings.DataFolder, cancellationToken)).Where(static c => c.Outcome != CheckOutcome.Ok) : []);
            checks.Add(new Check("stores", CheckOutcome.Fail, fault.Message, settings.Postgres is null ? "Restore a backup, or look at the file's rights." : "Is PostgreSQL running, and are the address, name and password right?"));
        }

        if (settings.PublicUrl is { } url && new Uri(url) is { Scheme: "https" } uri)
        {
            checks.Add(await CertificateAsync(uri, time, cancellationToken));
        }

        return checks;
    }

    internal static Check Disk(long free) => free < LeastDisk
        ? new Check("disk", CheckOutcome.Warn, $"{free >> 20} MB are free.", "Make room: with a full disk nothing is recorded. A shorter keep-plans helps.")
        : new Check("disk", CheckOutcome.Ok, $"{free >> 30} GB are free.");

    private static async Task<IReadOnlyList<Check>> DatabaseAsync(ServerSettings settings, NodeStores stores, CancellationToken cancellationToken)
    {
        await using var connection = await stores.Database.OpenAsync(cancellationToken);
        return settings.Postgres is null ? await FolderChecks.SqliteAsync(settings.DataFolder, connection, cancellationToken) : await PostgresAsync(connection, cancellationToken);
    }

    private static async Task<IReadOnlyList<Check>> PostgresAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var version = ((NpgsqlConnection)connection).PostgreSqlVersion;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < 5; i++)
        {
            await connection.ExecuteScalarAsync<int>("SELECT 1");
        }

        var trip = Stopwatch.GetElapsedTime(start) / 5;
        var (durable, connections) = (await connection.ExecuteScalarAsync<string>("SHOW fsync") == "on" && await connection.ExecuteScalarAsync<string>("SHOW synchronous_commit") != "off", await connection.ExecuteScalarAsync<string>("SHOW max_connections"));
        return
        [
            version.Major >= 15 ? new Check("postgresql", CheckOutcome.Ok, $"Version {version}.") : new Check("postgresql", CheckOutcome.Warn, $"Version {version}.", "Turnpike is tried on version 15 and later."),
            durable ? new Check("durability", CheckOutcome.Ok, "fsync and synchronous_commit are on.") : new Check("durability", CheckOutcome.Fail, "fsync or synchronous_commit is off.", "Switch both on: else an acknowledged entry can be lost in a power cut."),
            trip < s_slow ? new Check("latency", CheckOutcome.Ok, Milliseconds(trip)) : new Check("latency", CheckOutcome.Warn, Milliseconds(trip), "Bring the nodes nearer to the database: each request asks it several times."),
            int.Parse(connections!, CultureInfo.InvariantCulture) >= 100 ? new Check("connections", CheckOutcome.Ok, $"The server takes {connections}.") : new Check("connections", CheckOutcome.Warn, $"The server takes {connections}.", "A node uses up to 83. Raise max_connections, or set Maximum Pool Size in the connection string."),
        ];
    }

    private static async Task<IReadOnlyList<Check>> LedgerAsync(NodeStores stores, TimeProvider time, CancellationToken cancellationToken)
    {
        var head = await stores.LedgerStore.HeadAsync(cancellationToken);
        var ahead = Moment.At(head.RecordedAt) - time.GetUtcNow();
        var fault = await SpotCheckAsync(stores.LedgerStore, head, cancellationToken);
        return
        [
            ahead < s_clockSlack ? new Check("clock", CheckOutcome.Ok, "Not before the last entry of the ledger.") : new Check("clock", CheckOutcome.Fail, $"The last entry of the ledger is {ahead:g} ahead of this clock.", "Set the clock. Until then all new entries have the time of the last one."),
            fault is null ? new Check("ledger", CheckOutcome.Ok, $"{head.Size} entries; the last {Math.Min(head.Size, SpotChecked)} chain as they should.") : new Check("ledger", CheckOutcome.Fail, fault, "Run `turnpike ledger verify`; restore a backup where it says so."),
            new Check("keys", CheckOutcome.Ok, $"The checkpoint key is {stores.Secrets.CheckpointKey.Name}."),
        ];
    }

    private static async Task<string?> SpotCheckAsync(ILedgerStore store, LedgerHead head, CancellationToken cancellationToken)
    {
        Hash256? last = null;
        for (var position = Math.Max(0, head.Size - SpotChecked); position < head.Size;)
        {
            var page = await store.ReadAsync(position, (int)(head.Size - position), cancellationToken);
            if (page.Count == 0)
            {
                return $"Entry {position} is not there.";
            }

            foreach (var stored in page)
            {
                if (EntryFormat.Read(stored.Bytes, out var fault) is not { } entry)
                {
                    return $"Entry {stored.Position}: {fault}.";
                }

                if (entry.Position != position || (last is { } before && entry.Previous != before))
                {
                    return $"Entry {position} does not follow the one before it.";
                }

                last = MerkleHash.Leaf(stored.Bytes.Span);
                position++;
            }
        }

        return last is null || last == head.LastHash ? null : "The head does not have the hash of the last entry.";
    }

    private static async Task<IReadOnlyList<Check>> WorkAsync(ServerDatabase database, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var tables = (await connection.QueryAsync<string>(new CommandDefinition(database.TablesQuery, cancellationToken: cancellationToken))).ToHashSet(StringComparer.Ordinal);
        if (!tables.Contains("job_run") || !tables.Contains("webhook_delivery"))
        {
            return [new Check("jobs", CheckOutcome.Warn, "No node has been started here yet.", "Start one with `turnpike serve`.")];
        }

        var failed = (await connection.QueryAsync<string>("SELECT job FROM job_run AS r WHERE failed = 1 AND started = (SELECT max(started) FROM job_run WHERE job = r.job) ORDER BY job")).ToList();
        var last = await connection.ExecuteScalarAsync<long?>("SELECT max(started) FROM job_run");
        var dead = await connection.ExecuteScalarAsync<long>("SELECT count(*) FROM webhook_delivery WHERE state = 2");
        var silent = last is { } at && time.GetUtcNow() - Moment.At(at) > TimeSpan.FromHours(2);
        return
        [
            failed.Count > 0 ? new Check("jobs", CheckOutcome.Warn, $"The last run failed of: {string.Join(", ", failed)}.", "GET /api/v1/operations/jobs says why.")
                : silent ? new Check("jobs", CheckOutcome.Warn, $"None has run since {Moment.At(last!.Value):u}.", "Does a node run, with runs-jobs on?")
                : new Check("jobs", CheckOutcome.Ok, last is null ? "None was due yet." : $"The last ran at {Moment.At(last.Value):u}."),
            dead == 0 ? new Check("webhooks", CheckOutcome.Ok, "No delivery was given up.") : new Check("webhooks", CheckOutcome.Warn, $"{dead} deliveries were given up.", "GET /api/v1/webhooks/ID/deliveries?state=dead says why; they can be sent again."),
        ];
    }

    private static async Task<Check> CertificateAsync(Uri url, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new TcpClient();
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(5));
            await client.ConnectAsync(url.Host, url.Port, patience.Token);
            await using var tls = new SslStream(client.GetStream());
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = url.Host }, patience.Token);
            using var certificate = new System.Security.Cryptography.X509Certificates.X509Certificate2(tls.RemoteCertificate!);
            var left = certificate.NotAfter.ToUniversalTime() - time.GetUtcNow();
            return left > s_certificateEnds
                ? new Check("certificate", CheckOutcome.Ok, $"That of {url.Host} holds {left.Days} days.")
                : new Check("certificate", CheckOutcome.Warn, $"That of {url.Host} ends in {left.Days} days.", "Renew it.");
        }
        catch (Exception fault) when (fault is SocketException or IOException or System.Security.Authentication.AuthenticationException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return new Check("certificate", CheckOutcome.Fail, $"{url} cannot be reached safely: {fault.Message}", "Is the proxy up, and is its certificate for this name?");
        }
    }

    private static string Milliseconds(TimeSpan trip) => string.Create(CultureInfo.InvariantCulture, $"A question takes {trip.TotalMilliseconds:0.0} ms.");
}
