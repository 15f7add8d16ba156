using System.Net;
using System.Net.Sockets;

namespace Turnpike.Server.Identity.SignIns;

/// <summary>
/// Makes guessing slow: after a few failures, each further attempt for an account, or from an address, waits twice as long as
/// the one before. Kept in the database, so that asking another node does not help. An account that does not exist waits just so.
/// </summary>
internal sealed class SignInBackOff(IdentityDatabase database, TimeProvider time)
{
    private const int FreeOfAccount = 5;
    private const int FreeOfAddress = 50;
    private const int NetworkBytes = 8;

    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_forgotten = TimeSpan.FromHours(24);

    /// <summary>Counts an attempt as failed until <see cref="SucceededAsync"/> takes it back: attempts at the same time do not slip through.</summary>
    /// <returns>How long to wait before an attempt; null to go on.</returns>
    public async Task<TimeSpan?> TryAsync(string account, string address, CancellationToken cancellationToken)
    {
        await using var tables = await database.OpenAsync(cancellationToken);
        return await TryAsync(tables, Address(address), FreeOfAddress) ?? await TryAsync(tables, Account(account), FreeOfAccount);
    }

    public static async Task SucceededAsync(IdentityTables tables, string account, string address)
    {
        await tables.ExecuteAsync("DELETE FROM sign_in_failures WHERE who = @who", new { who = Account(account) });
        await tables.ExecuteAsync("UPDATE sign_in_failures SET failures = failures - 1 WHERE who = @who AND failures > 0", new { who = Address(address) });
    }

    /// <summary>Forgets what no longer makes anybody wait.</summary>
    public Task<int> TrimAsync(IdentityTables tables) =>
        tables.ExecuteAsync("DELETE FROM sign_in_failures WHERE last_at < @forgotten", new { forgotten = (time.GetUtcNow() - s_forgotten).Microseconds() });

    private async Task<TimeSpan?> TryAsync(IdentityTables tables, string who, int free)
    {
        var now = time.GetUtcNow();
        var seen = await tables.FirstAsync<Row>("SELECT failures AS Failures, last_at AS LastAt FROM sign_in_failures WHERE who = @who", new { who }) ?? new Row();

        // Whichever way the clock jumped, nobody waits longer than the longest.
        var since = (now - seen.LastAt.ToMoment()).Duration();
        if (since < Wait(seen.Failures - free))
        {
            return Wait(seen.Failures - free) - since;
        }

        var counted = await tables.ExecuteAsync(
            """
            INSERT INTO sign_in_failures (who, failures, last_at) VALUES (@who, 1, @now)
            ON CONFLICT (who) DO UPDATE SET failures = CASE WHEN @isForgotten = 1 THEN 1 ELSE sign_in_failures.failures + 1 END, last_at = @now
            WHERE sign_in_failures.failures = @seen OR sign_in_failures.failures < @free
            """,
            new { who, now = now.Microseconds(), isForgotten = since > s_forgotten ? 1L : 0L, seen = seen.Failures, free = (long)free });
        return counted == 1 ? null : TimeSpan.FromSeconds(1);
    }

    private static TimeSpan Wait(long over) =>
        over < 0 ? TimeSpan.Zero : over >= 10 ? s_longest : TimeSpan.FromSeconds(1L << (int)over);

    // Hashed: people type passwords into the wrong field.
    private static string Account(string id) => "account:" + Convert.ToHexStringLower(RandomSecret.HashOf(id));

    // Who has one address of IPv6 has the network.
    private static string Address(string address) =>
        "address:" + (IPAddress.TryParse(address, out var ip) && ip.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(ip.GetAddressBytes().AsSpan(0, NetworkBytes)) : address);

    private sealed record Row
    {
        public long Failures { get; init; }

        public long LastAt { get; init; }
    }
}
