namespace Turnpike.Server.Operations;

/// <summary>Jobs, retention, metrics, traces and webhooks.</summary>
public sealed record OperationsSettings
{
    /// <summary>Whether this node takes part in the background jobs.</summary>
    public bool RunsJobs { get; init; } = true;

    /// <summary>Whether /metrics is shown to whoever calls from this machine without signing in.</summary>
    public bool MetricsOpen { get; init; }

    /// <summary>Where traces and metrics are sent by OTLP over HTTP, such as <c>http://127.0.0.1:4318</c>; null for nowhere.</summary>
    public string? OtlpEndpoint { get; init; }

    /// <summary>Whether webhooks may be sent to loopback, private and link-local addresses.</summary>
    public bool WebhooksReachPrivateAddresses { get; init; }

    /// <summary>How long plans and what was found in them are kept after the last event that refers to them.</summary>
    public TimeSpan KeepPlans { get; init; } = TimeSpan.FromDays(400);

    /// <summary>How long what the estate was can be asked for; what it is now is always kept.</summary>
    public TimeSpan KeepEstate { get; init; } = TimeSpan.FromDays(400);
}
