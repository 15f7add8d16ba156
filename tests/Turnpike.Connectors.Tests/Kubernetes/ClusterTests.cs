using Turnpike.Formats;
using Turnpike.Formats.Kubernetes;
using Turnpike.Formats.Observation;
using Turnpike.Values;

namespace Turnpike.Connectors.Tests.Kubernetes;

public sealed class ClusterTests : IAsyncLifetime
{
    private const string Scope = "kubernetes/prod-eu ";

    private readonly Readings _readings = new();
    private TestCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await TestCluster.StartAsync();
        Shop.Fill(_cluster.State);
        _readings.Write("kubeconfig", _cluster.Kubeconfig());
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _readings.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_kind_is_a_part_whatever_way_the_server_tells_of_them(bool isAggregated)
    {
        _cluster.State.IsAggregated = isAggregated;
        var parts = await ReadAsync("""{"page_size": 2}""");

        Assert.Equal(
            [
                "apiextensions.k8s.io/v1/customresourcedefinitions", "apps/v1/deployments", "apps/v1/replicasets", "policy/v1/poddisruptionbudgets",
                "shop.example.com/v1beta1/orders", "turnpike/v1/clusters", "turnpike/v1/helmreleases", "turnpike/v1/images", "turnpike/v1/operators",
                "turnpike/v1/removedapis", "v1/configmaps", "v1/namespaces", "v1/nodes", "v1/pods", "v1/secrets", "v1/services",
            ],
            parts.Keys.Select(k => k[Scope.Length..]).Order(StringComparer.Ordinal));
        Assert.All(parts.Values, p => Assert.All(p.Coverage, c => Assert.Equal(CoverageStatus.Read, c.Status)));
        Assert.Equal(["web-0", "web-1", "web-2", "web-3", "web-4"], Names(parts, "v1/pods"));
        Assert.DoesNotContain(_cluster.State.Requests, r => r.Path.Contains("/leases", StringComparison.Ordinal) || r.Path.Contains("/events", StringComparison.Ordinal));
        Assert.Equal(11, _readings.Steps[^1].Done);
    }

    [Fact]
    public async Task What_a_part_holds_is_read_as_objects_of_the_estate()
    {
        var parts = await ReadAsync("{}");
        foreach (var part in parts.Values)
        {
            var read = InputReader.Read(part.Part.ToString(), part.Content!.Value);
            Assert.Equal(InputStatus.Read, read.Status);
            Assert.Empty(read.Diagnostics);
        }

        var deployments = (KubernetesDocument)InputReader.Read("x", parts[Scope + "apps/v1/deployments"].Content!.Value).Document!;
        Assert.Equal("apps/Deployment shop/web", string.Join(", ", deployments.Resources.Select(r => r.Id.Address.Type + " shop/web")));
        Assert.Equal(["apps/Deployment"], parts[Scope + "apps/v1/deployments"].Coverage[0].Types);
    }

    [Fact]
    public async Task Noise_is_dropped_so_that_a_cluster_at_rest_gives_the_same_bytes()
    {
        var first = await ReadAsync("""{"full_every": 0}""");
        _cluster.State.Put("pods", "shop", "web-0", Shop.Pod("web-7f", ready: false));
        _cluster.State.Put("nodes", null, "node-a", Shop.Node("2026-05-05T00:00:00Z"));
        var second = await ReadAsync("""{"full_every": 0}""");

        Assert.Equal(first.Keys, second.Keys.OrderBy(k => first.Keys.ToList().IndexOf(k)));
        Assert.All(first, p => Assert.Equal(Text(p.Value), Text(second[p.Key])));
        var pods = Text(first[Scope + "v1/pods"]);
        Assert.Contains("sha256:aa", pods, StringComparison.Ordinal);
        Assert.All((string[])["managedFields", "resourceVersion", "conditions", "last-applied", "podIP"], noise => Assert.DoesNotContain(noise, pods, StringComparison.Ordinal));
        Assert.Contains("v1.31.2", Text(first[Scope + "v1/nodes"]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_secrets_hold_is_never_asked_for()
    {
        var parts = await ReadAsync("{}");

        Assert.All(_cluster.State.Requests.Where(r => r.Path.StartsWith("/api/v1/secrets", StringComparison.Ordinal)), r => Assert.StartsWith("application/json;as=PartialObjectMetadata", r.Accept, StringComparison.Ordinal));
        Assert.Contains("database", Names(parts, "v1/secrets"));
        Assert.Equal(Value.Of("Secret"), Items(parts, "v1/secrets")[0].At("kind"));
        Assert.All(parts.Values, p => Assert.DoesNotContain("aHVudGVyMg", Text(p), StringComparison.Ordinal));
        Assert.Contains("colour", Text(parts[Scope + "v1/configmaps"]), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_list_that_grows_too_old_is_begun_again(int expiring)
    {
        _cluster.State.ExpiringTokens = expiring;
        var parts = await ReadAsync("""{"page_size": 2, "kinds": ["pods"]}""");

        Assert.Equal(5, Names(parts, "v1/pods").Count);
        Assert.Equal(expiring + 1, _cluster.State.Requests.Count(r => r.Path.StartsWith("/api/v1/pods", StringComparison.Ordinal) && !r.Path.Contains("continue", StringComparison.Ordinal)));
        Assert.Equal(expiring == 2, _cluster.State.Requests.Any(r => r.Path == "/api/v1/pods"));
    }

    [Fact]
    public async Task A_kind_that_is_denied_is_unknown_and_the_rest_is_read()
    {
        _cluster.State.Denied.UnionWith(["secrets", "nodes"]);
        var parts = await ReadAsync("{}");

        var secrets = parts[Scope + "v1/secrets"];
        Assert.Null(secrets.Content);
        Assert.False(secrets.IsSame);
        Assert.Equal((CoverageStatus.Denied, "Secret"), (secrets.Coverage[0].Status, secrets.Coverage[0].Types[0]));
        Assert.Contains("cannot list resource \"secrets\"", secrets.Coverage[0].Message, StringComparison.Ordinal);
        Assert.Equal(5, Names(parts, "v1/pods").Count);
        Assert.Equal(CoverageStatus.Partial, parts[Scope + "turnpike/v1/helmreleases"].Coverage[0].Status);
    }

    [Fact]
    public async Task Where_the_cluster_may_not_be_listed_its_namespaces_may()
    {
        _cluster.State.Denied.UnionWith(["pods", "nodes"]);
        var parts = await ReadAsync("""{"namespaces": ["shop", "other"]}""");

        Assert.Equal(5, Names(parts, "v1/pods").Count);
        Assert.Equal(CoverageStatus.Partial, parts[Scope + "v1/pods"].Coverage[0].Status);
        Assert.Equal(CoverageStatus.Denied, parts[Scope + "v1/nodes"].Coverage[0].Status);
    }

    [Fact]
    public async Task Throttling_errors_and_dropped_connections_are_tried_again()
    {
        _cluster.State.Faults["/api/v1/pods"] = new Queue<int>([429, 0, 500]);
        _cluster.State.Faults["/apis/apps/v1/deployments"] = new Queue<int>([500, 500, 500, 500, 500]);
        var parts = await ReadAsync("{}");

        Assert.Equal(5, Names(parts, "v1/pods").Count);
        Assert.Equal(4, _cluster.State.Requests.Count(r => r.Path.StartsWith("/api/v1/pods", StringComparison.Ordinal)));
        Assert.Equal(CoverageStatus.Failed, parts[Scope + "apps/v1/deployments"].Coverage[0].Status);
        Assert.Null(parts[Scope + "apps/v1/deployments"].Content);
    }

    [Fact]
    public async Task The_next_sync_lists_only_kinds_that_changed()
    {
        var first = await ReadAsync("{}");
        _cluster.State.Put("services", "shop", "cache");
        _cluster.State.Delete("pods", "shop", "web-4");
        _cluster.State.Requests.Clear();
        var second = await ReadAsync("{}");

        Assert.Equal(["v1/pods", "v1/services"], second.Where(p => !p.Value.IsSame && !p.Key.Contains("turnpike/", StringComparison.Ordinal)).Select(p => p.Key[Scope.Length..]).Order(StringComparer.Ordinal));
        Assert.All(_cluster.State.Requests.Where(r => r.Path.Contains("watch=", StringComparison.Ordinal)), r => Assert.Contains("allowWatchBookmarks=true", r.Path, StringComparison.Ordinal));
        Assert.Contains("cache", Names(second, "v1/services"));
        Assert.Equal(Text(first[Scope + "turnpike/v1/helmreleases"]), Text(second[Scope + "turnpike/v1/helmreleases"]));
        Assert.Equal(Text(first[Scope + "turnpike/v1/clusters"]), Text(second[Scope + "turnpike/v1/clusters"]));
    }

    [Fact]
    public async Task A_watch_from_before_what_the_server_remembers_ends_in_a_list()
    {
        await ReadAsync("""{"kinds": ["pods"]}""");
        _cluster.State.Compacted = _cluster.State.Version + 1;
        var parts = await ReadAsync("""{"kinds": ["pods"]}""");

        Assert.Equal(5, Names(parts, "v1/pods").Count);
    }

    [Fact]
    public async Task A_watch_that_drops_goes_on_from_its_bookmark()
    {
        await ReadAsync("""{"kinds": ["pods"]}""");
        _cluster.State.Put("services", "shop", "cache");
        _cluster.State.CutWatches = 1;
        _cluster.State.Requests.Clear();
        var parts = await ReadAsync("""{"kinds": ["pods"]}""");

        Assert.True(parts[Scope + "v1/pods"].IsSame);
        var watches = _cluster.State.Requests.Where(r => r.Path.Contains("watch=", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, watches.Count);
        Assert.EndsWith("resourceVersion=" + _cluster.State.Version, watches[1].Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kind_that_is_gone_is_empty_not_unknown()
    {
        await ReadAsync("{}");
        _cluster.State.Kinds.RemoveAll(k => k.Kind == "Order");
        var parts = await ReadAsync("{}");

        Assert.Empty(Items(parts, "shop.example.com/v1beta1/orders"));
        Assert.DoesNotContain(Scope + "shop.example.com/v1beta1/orders", (await ReadAsync("{}")).Keys);
    }

    [Fact]
    public async Task Objects_tell_together_of_versions_releases_images_and_removed_apis()
    {
        _cluster.State.Warnings["/apis/shop.example.com/v1beta1/orders"] = "shop.example.com/v1beta1 Order is deprecated; use v1";
        var parts = await ReadAsync("{}");

        var cluster = Assert.Single(Items(parts, "turnpike/v1/clusters"));
        Assert.Equal("v1.32.4", cluster.TextAt("spec", "version"));
        Assert.Equal("v1.31.2", cluster.ItemsAt("spec", "nodes")[0].TextAt("kubelet_version"));
        var release = Assert.Single(Items(parts, "turnpike/v1/helmreleases"));
        Assert.Equal("""{"kept_in":"Secret","revision":10,"status":"deployed"}""", JsonText.Redacted(release.At("spec")!));
        var image = Assert.Single(Items(parts, "turnpike/v1/images"));
        Assert.Equal("sha256:aa", image.TextAt("metadata", "name"));
        Assert.Equal("""{"references":["registry.example.com/web:1.4"],"repositories":["registry.example.com/web"],"used_by":["shop/Deployment/web"]}""", JsonText.Redacted(image.At("spec")!));
        Assert.Equal(
            [("policy/v1beta1/PodDisruptionBudget", "1.25"), ("apis/shop.example.com/v1beta1/orders", null)],
            Items(parts, "turnpike/v1/removedapis").Select(u => (u.TextAt("metadata", "name")!, u.TextAt("spec", "removed_in"))).OrderByDescending(u => u.Item1));
        Assert.Equal("shop.example.com", Assert.Single(Items(parts, "turnpike/v1/operators")).TextAt("metadata", "name"));
    }

    private async Task<Dictionary<string, PartReading>> ReadAsync(string settings)
    {
        var path = Value.Of(Path.Join(_readings.Folder, "kubeconfig"));
        return await _readings.ReadAsync("kubernetes", JsonText.Revealed(((ObjectValue)Readings.Json(System.Text.Encoding.UTF8.GetBytes(settings))).With("kubeconfig", path)));
    }

    private static IReadOnlyList<Value> Items(Dictionary<string, PartReading> parts, string source) => Readings.Json(parts[Scope + source].Content).ItemsAt("items");

    private static List<string> Names(Dictionary<string, PartReading> parts, string source) => [.. Items(parts, source).Select(i => i.TextAt("metadata", "name")!)];

    private static string Text(PartReading part) => System.Text.Encoding.UTF8.GetString(part.Content!.Value.Span);
}
