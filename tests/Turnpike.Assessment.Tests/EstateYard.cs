using Turnpike.Assessment.Data;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Sections;
using Turnpike.Formats.Observation;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Inventory.Ownership;
using Turnpike.Inventory.Sources;
using Turnpike.Tests;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Assessment.Tests;

/// <summary>An estate on a real ledger in a folder of its own, filled with what a test says is there.</summary>
internal sealed class EstateYard : IAsyncDisposable
{
    public const string Account = "123456789012";

    private static readonly Lazy<AssessmentData> s_assessment = new(static () => new AssessmentData(Packs.Data("*.yaml")));

    private readonly Yard _yard = new();

    /// <summary>By which its owners, environments and the like are told.</summary>
    public OwnershipRules Ownership { get; init; } = OwnershipRules.Default;

    /// <summary>What comes with Turnpike.</summary>
    public static AssessmentData Data => s_assessment.Value;

    public static DateTimeOffset Now { get; } = new SetClock().Now;

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

    public async Task PushAsync(string scope, string name, byte[] content) =>
        Assert.IsType<SourceOutcome.Received>(await _yard.Receive.RunAsync("ada", new SourcePush(scope, name, content), TestContext.Current.CancellationToken));

    public Task PushAsync(string scope, string name, string content) => _yard.PushAsync(scope, name, content);

    /// <param name="resources">Address and attributes as JSON.</param>
    public Task PushStateAsync(string scope, params (string Address, string Attributes)[] resources) => PushAsync(scope, "terraform.tfstate", StateFile.Of(resources));

    public async Task<AssessedEstate> AssessedAsync(Profile? profile = null, IReadOnlyList<Finding>? findings = null, IReadOnlyList<RuleMetadata>? rules = null, DateTimeOffset? now = null)
    {
        var joined = await _yard.Join.AtAsync(null, TestContext.Current.CancellationToken);
        return new AssessedEstate(new OwnershipRun(joined, new OwnershipProjection(Ownership)), findings ?? [], profile ?? Profile.Empty, now ?? Now) { Rules = rules ?? [] };
    }

    /// <summary>What one section says of all that was put here.</summary>
    public async Task<SectionResult> JudgeAsync(ISection section, Profile? profile = null, IReadOnlyList<Finding>? findings = null, IReadOnlyList<RuleMetadata>? rules = null) =>
        await section.JudgeAsync(await AssessedAsync(profile, findings, rules), TestContext.Current.CancellationToken);

    public static ObjectValue Object(string json) => (ObjectValue)JsonReader.Read(SourceText.From("attributes", json), [])!;

    public ValueTask DisposeAsync() => _yard.DisposeAsync();
}
