using System.Text;
using Turnpike.Assessment.Data;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Sections;
using Turnpike.Estate.Defaults;
using Turnpike.Estate.Joins;
using Turnpike.Formats.Observation;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Inventory;
using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Ownership;
using Turnpike.Inventory.Sources;
using Turnpike.Ledger;
using Turnpike.Ledger.Entries;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Sqlite;
using Turnpike.Tests;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Assessment.Tests;

/// <summary>An estate on a real ledger in a folder of its own, filled with what a test says is there.</summary>
internal sealed class EstateYard : IAsyncDisposable
{
    public const string Account = "123456789012";

    private static readonly Lazy<IReadOnlyList<SourceText>> s_data = new(() => [.. Directory.EnumerateFiles(Path.Combine(Vectors.RepositoryRoot, "packs/data"), "*.json", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(static f => new SourceText(f, File.ReadAllBytes(f)))]);

    private static readonly Lazy<AssessmentData> s_assessment = new(() => new AssessmentData([.. Directory.EnumerateFiles(Path.Combine(Vectors.RepositoryRoot, "packs/data"), "*.yaml", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Select(static f => new SourceText(Path.GetRelativePath(Vectors.RepositoryRoot, f), File.ReadAllBytes(f)))]));

    private static readonly Lazy<DriftRules> s_rules = new(() => new DriftRules(
        ProviderSchemas.Builtin.With(ProviderSchema.ReadCompact(new SourceText("aws.schema", File.ReadAllBytes(Path.Combine(Vectors.RepositoryRoot, "packs/data/schemas/aws.schema"))), [])!),
        DefaultTable.Load(s_data.Value, [])));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-assessment-");
    private readonly SqliteLedgerStore _store;
    private readonly SqliteAttachmentStore _attachments;
    private readonly EventLedger _ledger;
    private readonly EstateInventory _inventory;
    private readonly ProjectionFollower _follower;
    private readonly ReceiveSources _receive;
    private readonly JoinEstate _join;

    /// <summary>By which its owners, environments and the like are told.</summary>
    public OwnershipRules Ownership { get; init; } = OwnershipRules.Default;

    public EstateYard()
    {
        var clock = new StillClock(Now);
        _store = SqliteLedgerStore.Open(Path.Combine(_folder.FullName, "ledger.db"), clock);
        _attachments = SqliteAttachmentStore.Open(Path.Combine(_folder.FullName, "attachments.db"), clock);
        _ledger = new EventLedger(_store, clock);
        _inventory = new EstateInventory(_attachments, clock);
        _follower = new ProjectionFollower(_ledger, [_inventory]);
        _receive = new ReceiveSources(_follower, _inventory, _attachments, new InstallationKey(new byte[EventData.KeyBytes]), JoinTable.Load(s_data.Value, []), new NoteCoverage(_follower, _inventory), clock);
        _join = new JoinEstate(_inventory, s_rules.Value, JoinTable.Load(s_data.Value, []));
    }

    /// <summary>What comes with Turnpike.</summary>
    public static AssessmentData Data => s_assessment.Value;

    public static DateTimeOffset Now { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>A part of an account as it was read: every type that is in it, and <paramref name="alsoRead"/>.</summary>
    /// <param name="resources">Type, id and attributes as JSON.</param>
    public Task ObserveAsync(string region, string service, (string Type, string Id, string Attributes)[] resources, string[]? alsoRead = null, string account = Account) =>
        ObserveAsync(region, service, [new($"{service}:Describe", CoverageStatus.Read, [.. resources.Select(static r => r.Type).Concat(alsoRead ?? []).Distinct()])], resources, account);

    public Task ObserveAsync(string region, string service, Formats.Observation.Coverage[] coverage, (string Type, string Id, string Attributes)[] resources, string account = Account)
    {
        var part = new ObservedPart(ObservedProvider.Aws, account, region, service, coverage, [.. resources.Select(static r => new ObservedResource(r.Type, r.Id, Object(r.Attributes)))]);
        return PushAsync("aws/" + account, $"{(region.Length == 0 ? "global" : region)}/{service}", ObservationDocument.Write(part));
    }

    /// <summary>A part with all that an observed resource can say.</summary>
    public Task ObserveAsync(string region, string service, ObservedResource[] resources, string account = Account) => PushAsync(
        "aws/" + account,
        $"{(region.Length == 0 ? "global" : region)}/{service}",
        ObservationDocument.Write(new ObservedPart(ObservedProvider.Aws, account, region, service, [new($"{service}:Describe", CoverageStatus.Read, [.. resources.Select(static r => r.Type).Distinct()])], resources)));

    public Task PushAsync(string scope, string name, string content) => PushAsync(scope, name, Encoding.UTF8.GetBytes(content));

    public async Task PushAsync(string scope, string name, byte[] content) =>
        Assert.IsType<SourceOutcome.Received>((await _receive.RunAsync("ada", [new SourcePush(scope, name, content)], TestContext.Current.CancellationToken))[0]);

    /// <param name="resources">Address and attributes as JSON.</param>
    public Task PushStateAsync(string scope, params (string Address, string Attributes)[] resources) => PushAsync(
        scope,
        "terraform.tfstate",
        $$"""{"version":4,"terraform_version":"1.9.0","serial":1,"lineage":"x","outputs":{},"resources":[{{string.Join(',', resources.Select(static r => StateOf(r.Address, r.Attributes)))}}]}""");

    public async Task<AssessedEstate> AssessedAsync(Profile? profile = null, IReadOnlyList<Finding>? findings = null, IReadOnlyList<RuleMetadata>? rules = null, DateTimeOffset? now = null)
    {
        var joined = await _join.AtAsync(null, TestContext.Current.CancellationToken);
        return new AssessedEstate(new OwnershipRun(joined, new OwnershipProjection(Ownership)), findings ?? [], profile ?? Profile.Empty, now ?? Now) { Rules = rules ?? [] };
    }

    /// <summary>What one section says of all that was put here.</summary>
    public async Task<SectionResult> JudgeAsync(ISection section, Profile? profile = null, IReadOnlyList<Finding>? findings = null, IReadOnlyList<RuleMetadata>? rules = null) =>
        await section.JudgeAsync(await AssessedAsync(profile, findings, rules), TestContext.Current.CancellationToken);

    public static ObjectValue Object(string json) => (ObjectValue)JsonReader.Read(SourceText.From("attributes", json), [])!;

    public async ValueTask DisposeAsync()
    {
        _join.Dispose();
        await _ledger.DisposeAsync();
        _follower.Dispose();
        _inventory.Dispose();
        await _store.DisposeAsync();
        await _attachments.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static string StateOf(string address, string attributes)
    {
        var module = address.LastIndexOf("module.", StringComparison.Ordinal) < 0 ? "" : address[..address[..address.LastIndexOf('.')].LastIndexOf('.')];
        var parts = address[(module.Length == 0 ? 0 : module.Length + 1)..].Split('.');
        return $$"""{{{(module.Length == 0 ? "" : $"\"module\":\"{module}\",")}}"mode":"managed","type":"{{parts[0]}}","name":"{{parts[1]}}","provider":"provider[\"registry.terraform.io/hashicorp/{{parts[0].Split('_')[0]}}\"]","instances":[{"schema_version":0,"attributes":{{attributes}}}]}""";
    }

    private sealed class StillClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
