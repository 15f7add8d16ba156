using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Turnpike.Ledger.Checkpoints;
using Turnpike.Ledger.Entries;

namespace Turnpike.Server.Storage;

/// <summary>
/// The keys that every node of an installation shares. Whichever node is first makes them; they are never changed after.
/// Whoever reads the table can forge checkpoints and confirm guesses of secrets: it is guarded like the data itself.
/// </summary>
public sealed class NodeSecrets
{
    private const string InstallationName = "installation-key";
    private const string CheckpointName = "checkpoint-key";

    private NodeSecrets(byte[] installationKey, NoteKey checkpointKey)
    {
        InstallationKey = installationKey;
        CheckpointKey = checkpointKey;
    }

    public static IReadOnlyList<SchemaStep> Steps { get; } =
        [new("node-1", "CREATE TABLE node_secret (name TEXT PRIMARY KEY, bytes {bytes} NOT NULL)")];

    /// <summary>For the HMACs of sensitive values; <see cref="EventData.KeyBytes"/> bytes.</summary>
    public ReadOnlyMemory<byte> InstallationKey { get; }

    /// <summary>Signs checkpoints. Its name, <c>turnpike-</c> and eight digits, is also their origin.</summary>
    public NoteKey CheckpointKey { get; }

    /// <summary>Reads the keys; makes those that are not there. The database is prepared with <see cref="Steps"/>.</summary>
    public static async Task<NodeSecrets> LoadAsync(ServerDatabase database, TimeProvider time, CancellationToken cancellationToken = default)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var installationKey = await OnceAsync(connection, InstallationName, static () => RandomNumberGenerator.GetBytes(EventData.KeyBytes), cancellationToken);
        var checkpointKey = await OnceAsync(connection, CheckpointName, NewCheckpointKey, cancellationToken);
        await OnceAsync(connection, NodeKeyRepository.First, () => NodeKeyRepository.NewKey(time.GetUtcNow()), cancellationToken);
        return new NodeSecrets(
            installationKey,
            NoteKey.Parse(Encoding.UTF8.GetString(checkpointKey), out var fault) ?? throw new InvalidDataException($"The checkpoint key of this installation cannot be read: {fault}."));
    }

    private static byte[] NewCheckpointKey() =>
        Encoding.UTF8.GetBytes(NoteKey.Create($"turnpike-{RandomNumberGenerator.GetHexString(8, lowercase: true)}").PrivateText);

    private static async Task<byte[]> OnceAsync(DbConnection connection, string name, Func<byte[]> make, CancellationToken cancellationToken)
    {
        // Read first: a start of a node that is not the first writes nothing.
        return await ReadAsync() ?? await MakeAsync();

        async Task<byte[]> MakeAsync()
        {
            await connection.ExecuteAsync(new CommandDefinition("INSERT INTO node_secret (name, bytes) VALUES (@name, @bytes) ON CONFLICT (name) DO NOTHING", new { name, bytes = make() }, cancellationToken: cancellationToken));
            return (await ReadAsync())!;
        }

        Task<byte[]?> ReadAsync() =>
            connection.QuerySingleOrDefaultAsync<byte[]>(new CommandDefinition("SELECT bytes FROM node_secret WHERE name = @name", new { name }, cancellationToken: cancellationToken));
    }
}
