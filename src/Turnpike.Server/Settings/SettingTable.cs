using Microsoft.Extensions.Logging;

namespace Turnpike.Server.Settings;

/// <param name="Title">Over the settings that belong together.</param>
public sealed record SettingSection(string Title, IReadOnlyList<Setting> Settings);

/// <summary>Every setting of a node: what flags, environment and file are read by, and what help and docs/guides/settings.md say.</summary>
public static partial class SettingTable
{
    public static IReadOnlyList<SettingSection> Sections { get; } =
    [
        new("The node",
        [
            Setting.Make("data", "The folder of the embedded stores; made where it is not there.", SettingForms.Text, s => s.DataFolder, (s, v) => s with { DataFolder = v }),
            Setting.Make("listen", "The address to listen on. Whoever listens on more than this machine sets public-url too.", ListenForm, s => s.Listen, (s, v) => s with { Listen = v }),
            Setting.Make("public-url", "What people and webhooks reach the node by, when that is not the address it listens on.", SettingForms.Address, s => s.PublicUrl, (s, v) => s with { PublicUrl = v }),
            Setting.Make("allowed-hosts", "Names by which the node may be called, beside those of public-url and listen, localhost and addresses in digits.", HostsForm, s => s.AllowedHosts, (s, v) => s with { AllowedHosts = v }),
            Setting.Make("trusted-proxies", "Addresses or networks (10.0.0.0/8) of the proxies whose X-Forwarded headers are believed.", ProxiesForm, s => s.TrustedProxies, (s, v) => s with { TrustedProxies = v }),
            Setting.Make("log-level", "The least grave line that is logged.", SettingForms.Choice<LogLevel>(), s => s.LogLevel, (s, v) => s with { LogLevel = v }),
            Setting.Make("shutdown-timeout", "How long requests under way may take to finish when the node is told to stop.", SettingForms.Duration, s => s.ShutdownTimeout, (s, v) => s with { ShutdownTimeout = v }),
        ]),
        new("PostgreSQL",
        [
            Setting.Make("postgres", "Npgsql's connection string, such as Host=db;Database=turnpike;Username=turnpike. Without it the stores are files in the data folder.", PostgresForm, s => s.Postgres, (s, v) => s with { Postgres = v }),
            Setting.Secret("postgres-password", "The password, where the connection string has none.", (s, v) => s with { PostgresPassword = v }),
            Setting.Make("postgres-schema", "The schema of the tables; made where it is not there.", SettingForms.Text, s => s.PostgresSchema, (s, v) => s with { PostgresSchema = v }),
            Setting.Make("start-wait", "How long a node that starts waits for a PostgreSQL that cannot be reached.", SettingForms.Duration, s => s.StartWait, (s, v) => s with { StartWait = v }),
        ]),
        new("Limits",
        [
            Setting.Make("min-free-disk", "With less room for the data folder, /readyz says that the node is not ready.", SettingForms.Size, s => s.MinFreeDisk, (s, v) => s with { MinFreeDisk = v }),
            Setting.Make("max-upload", "The largest plan, state or manifest that is taken, as sent and as inflated.", SettingForms.Size, s => s.MaxUpload, (s, v) => s with { MaxUpload = v }),
            Setting.Make("judgings", "How many plans are judged at once; else as many as there are processors.", SettingForms.Number(1, 1_000), s => s.Judgings, (s, v) => s with { Judgings = v }),
            Setting.Make("waiting-judgings", "How many plans may wait to be judged; whoever sends more gets 503 and when to come again.", SettingForms.Number(0, 100_000), s => s.WaitingJudgings, (s, v) => s with { WaitingJudgings = v }),
        ]),
        SignIn,
        CodeHosts,
        new("Operations",
        [
            Setting.Make("runs-jobs", "Whether this node takes part in the background jobs.", SettingForms.Flag, s => s.Operations.RunsJobs, (s, v) => s with { Operations = s.Operations with { RunsJobs = v } }),
            Setting.Make("keep-plans", "How long plans and what was found in them are kept after the last event that refers to them.", SettingForms.Duration, s => s.Operations.KeepPlans, (s, v) => s with { Operations = s.Operations with { KeepPlans = v } }),
            Setting.Make("keep-estate", "How far back the estate can be asked for; what it is now is always kept.", SettingForms.Duration, s => s.Operations.KeepEstate, (s, v) => s with { Operations = s.Operations with { KeepEstate = v } }),
            Setting.Make("metrics-open", "Whether /metrics is shown without sign-in to whoever calls from this machine.", SettingForms.Flag, s => s.Operations.MetricsOpen, (s, v) => s with { Operations = s.Operations with { MetricsOpen = v } }),
            Setting.Make("otlp-endpoint", "Where traces and metrics are sent by OTLP over HTTP, such as http://127.0.0.1:4318; nowhere, where nothing is said.", SettingForms.Address, s => s.Operations.OtlpEndpoint, (s, v) => s with { Operations = s.Operations with { OtlpEndpoint = v } }),
            Setting.Make("webhooks-reach-private-addresses", "Whether webhooks may be sent to loopback, private and link-local addresses.", SettingForms.Flag, s => s.Operations.WebhooksReachPrivateAddresses, (s, v) => s with { Operations = s.Operations with { WebhooksReachPrivateAddresses = v } }),
        ]),
    ];

    public static IReadOnlyList<Setting> All { get; } = [.. Sections.SelectMany(static s => s.Settings)];

    private static SettingForm<string> ListenForm => ListenAddress.Form;

    private static SettingForm<IReadOnlyList<string>> HostsForm => ListenAddress.Hosts;

    private static SettingForm<IReadOnlyList<string>> ProxiesForm => ListenAddress.Proxies;

    private static SettingForm<string?> PostgresForm => PostgresConnection.Form;
}
