namespace Turnpike.Server.Identity.Setup;

/// <summary>
/// The link by which the first user is made while there is none. Whoever starts the node prints it: only they see it. Its
/// hash is in the database, so that any node takes it; the next start voids it.
/// </summary>
public sealed class SetupLink
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromHours(1);

    private readonly IdentityDatabase _database;
    private readonly PublicAddress _address;
    private readonly TimeProvider _time;

    internal SetupLink(IdentityDatabase database, PublicAddress address, TimeProvider time) => (_database, _address, _time) = (database, address, time);

    /// <summary>Makes a new one, good for an hour, and voids the one before; null where there are users. The node is listening.</summary>
    public async Task<Uri?> IssueAsync(CancellationToken cancellationToken = default)
    {
        await using var tables = await _database.OpenAsync(cancellationToken);
        if (!await Accounts.AccountRow.AreNoneAsync(tables))
        {
            return null;
        }

        var token = RandomSecret.New();
        await tables.ExecuteAsync(
            "INSERT INTO setup_link (id, hash, expires_at) VALUES (1, @hash, @expires) ON CONFLICT (id) DO UPDATE SET hash = @hash, expires_at = @expires",
            new { hash = RandomSecret.HashOf(token), expires = (_time.GetUtcNow() + s_lifetime).Microseconds() });
        return new Uri(_address.Base, "setup?token=" + token);
    }

    /// <summary>Forgets one that is late.</summary>
    internal static Task<int> TrimAsync(IdentityTables tables, DateTimeOffset now) => tables.ExecuteAsync("DELETE FROM setup_link WHERE expires_at <= @now", new { now = now.Microseconds() });

    /// <summary>True, once, for the link's token.</summary>
    internal static async Task<bool> TakeAsync(IdentityTables tables, string token, DateTimeOffset now) =>
        await tables.ExecuteAsync("DELETE FROM setup_link WHERE hash = @hash AND expires_at > @now", new { hash = RandomSecret.HashOf(token), now = now.Microseconds() }) == 1;
}
