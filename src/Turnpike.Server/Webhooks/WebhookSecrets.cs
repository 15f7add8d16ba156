using System.Text;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Turnpike.Server.Storage;

namespace Turnpike.Server.Webhooks;

/// <param name="Url">The whole address: its path is often a secret, too.</param>
internal sealed record WebhookSecret(string Url, string Secret);

/// <summary>Addresses and secrets of webhooks, encrypted under the keys that the nodes share.</summary>
internal sealed class WebhookSecrets(ServerDatabase database, IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("webhooks");

    public static IReadOnlyList<SchemaStep> Steps { get; } =
        [new("webhook-secrets-1", "CREATE TABLE webhook_secret (id TEXT PRIMARY KEY, url {bytes} NOT NULL, secret {bytes} NOT NULL)")];

    public async Task KeepAsync(string id, WebhookSecret secret, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO webhook_secret (id, url, secret) VALUES (@id, @url, @secret) ON CONFLICT (id) DO UPDATE SET url = excluded.url, secret = excluded.secret",
            new { id, url = _protector.Protect(Encoding.UTF8.GetBytes(secret.Url)), secret = _protector.Protect(Encoding.UTF8.GetBytes(secret.Secret)) },
            cancellationToken: cancellationToken));
    }

    public async Task<WebhookSecret?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition("SELECT url, secret FROM webhook_secret WHERE id = @id", new { id }, cancellationToken: cancellationToken));
        return row is null ? null : new WebhookSecret(Text(row.Url), Text(row.Secret));
    }

    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("DELETE FROM webhook_secret WHERE id = @id", new { id }, cancellationToken: cancellationToken));
    }

    private string Text(byte[] kept) => Encoding.UTF8.GetString(_protector.Unprotect(kept));

    private sealed record Row(byte[] Url, byte[] Secret);
}
