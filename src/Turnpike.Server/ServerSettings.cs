using Microsoft.Extensions.Logging;
using Turnpike.Server.Identity;
using Turnpike.Server.Operations;
using Turnpike.Server.PullRequests;

namespace Turnpike.Server;

/// <summary>What a node is told when it starts; read from flags, environment and file.</summary>
public sealed record ServerSettings
{
    /// <summary>Where the embedded stores, the installation's key and the settings of this node lie.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The address to listen on; only this machine, unless told otherwise.</summary>
    public string Listen { get; init; } = "http://127.0.0.1:7077";

    /// <summary>Npgsql's connection string; null for SQLite in the data folder.</summary>
    public string? Postgres { get; init; }

    /// <summary>Put into <see cref="Postgres"/> when the settings are read.</summary>
    internal string? PostgresPassword { get; init; }

    /// <summary>Where in PostgreSQL the tables are.</summary>
    public string PostgresSchema { get; init; } = "turnpike";

    /// <summary>How long a node that starts waits for a PostgreSQL that cannot be reached.</summary>
    public TimeSpan StartWait { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The largest plan, state or manifest that is taken, in bytes, as sent and as inflated.</summary>
    public long MaxUpload { get; init; } = 256 * 1024 * 1024;

    /// <summary>How many plans are judged at once.</summary>
    public int Judgings { get; init; } = Environment.ProcessorCount;

    /// <summary>How many plans may wait to be judged; who sends more is told to come again.</summary>
    public int WaitingJudgings { get; init; } = 64;

    /// <summary>What people and webhooks reach it by; null for the address it listens on.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Names that the node goes by, beside those of the addresses above.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Addresses and networks of proxies whose X-Forwarded headers are believed.</summary>
    public IReadOnlyList<string> TrustedProxies { get; init; } = [];

    /// <summary>With less room for the data folder, in bytes, the node says that it is not ready.</summary>
    public long MinFreeDisk { get; init; } = 256 * 1024 * 1024;

    public LogLevel LogLevel { get; init; } = LogLevel.Information;

    /// <summary>How long requests under way may take to finish when the node is told to stop.</summary>
    public TimeSpan ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Sign-in, sessions, tokens and rate limits.</summary>
    public IdentitySettings Identity { get; init; } = new();

    /// <summary>Whose pull requests are told what the gate says.</summary>
    public IReadOnlyList<CodeHostSettings> CodeHosts { get; init; } = [];

    /// <summary>Jobs, retention, metrics, traces and webhooks.</summary>
    public OperationsSettings Operations { get; init; } = new();
}
