using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Turnpike.Server.Operations.Telemetry;

/// <summary>What the server counts and traces. Whoever listens (the page of metrics, OTLP) gets it; nobody pays where nobody does.</summary>
public static class Sources
{
    public const string Name = "Turnpike";

    public static ActivitySource Activities { get; } = new(Name);

    public static Meter Meter { get; } = new(Name);

    /// <summary>By <c>verdict</c>: of changes that are new, not of those judged again.</summary>
    public static Counter<long> Judgements { get; } = Meter.CreateCounter<long>("turnpike.judgements", null, "New changes that were judged.");

    /// <summary>By <c>method</c>, <c>route</c> and <c>status</c>.</summary>
    internal static Histogram<double> RequestSeconds { get; } = Meter.CreateHistogram<double>("turnpike.http.request.duration", "s", "HTTP requests, without streams of events.");

    /// <summary>By <c>job</c> and <c>outcome</c>.</summary>
    internal static Histogram<double> JobSeconds { get; } = Meter.CreateHistogram<double>("turnpike.job.duration", "s", "Runs of background jobs on this node.");

    /// <summary>By <c>outcome</c>: delivered, failed, dead.</summary>
    internal static Counter<long> WebhookDeliveries { get; } = Meter.CreateCounter<long>("turnpike.webhook.attempts", null, "Attempts of this node to deliver to webhooks.");

    /// <summary>By <c>outcome</c>: appended, failed.</summary>
    internal static Histogram<double> AppendSeconds { get; } = Meter.CreateHistogram<double>("turnpike.ledger.append.duration", "s", "Transactions that append to the ledger, until they are durable.");

    /// <summary>Entries that this node appended.</summary>
    internal static Counter<long> Appended { get; } = Meter.CreateCounter<long>("turnpike.ledger.appended", null, "Entries that this node appended to the ledger.");
}
