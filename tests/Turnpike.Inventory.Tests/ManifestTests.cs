using Turnpike.Inventory.Coverage;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Snapshots;
using Turnpike.Tests;

namespace Turnpike.Inventory.Tests;

/// <summary>Manifests and the clusters that they are for.</summary>
public class ManifestTests
{
    private const string Pod = """{"spec":{"template":{"spec":{"containers":[""";
    private const string PodEnd = "]}}}}";

    [Theory]
    // What the API fills in, and what others add.
    [InlineData("""{"spec":{"replicas":2}}""", """{"spec":{"replicas":2,"progressDeadlineSeconds":600},"status":{"readyReplicas":2}}""", "")]
    [InlineData("""{"metadata":{"labels":{"app":"a"}}}""", """{"metadata":{"uid":"1","labels":{"app":"a","added":"x"},"annotations":{"deployment.kubernetes.io/revision":"3"}}}""", "")]
    [InlineData(Pod + """{"name":"api","image":"api:1","env":[{"name":"A","value":"1"}]}""" + PodEnd, Pod + """{"name":"istio-proxy","image":"proxy:9"},{"name":"api","image":"api:1","imagePullPolicy":"IfNotPresent","env":[{"name":"Z","value":"2"},{"name":"A","value":"1"}]}""" + PodEnd, "")]
    [InlineData("""{"spec":{"template":{"metadata":{"creationTimestamp":null},"spec":{"volumes":[{"name":"tmp","emptyDir":{}}]}},"strategy":{}}}""", """{"spec":{"template":{"metadata":{},"spec":{"volumes":[{"name":"tmp","emptyDir":{}}]}},"strategy":{"type":"RollingUpdate"}}}""", "")]
    [InlineData("""{"kind":"Service","spec":{"ports":[{"port":80,"targetPort":8080}]}}""", """{"kind":"Service","spec":{"clusterIP":"10.0.0.1","ports":[{"port":80,"protocol":"TCP","targetPort":8080,"nodePort":30001}]}}""", "")]
    [InlineData("""{"kind":"ClusterRole","aggregationRule":{"clusterRoleSelectors":[]},"rules":[]}""", """{"kind":"ClusterRole","aggregationRule":{"clusterRoleSelectors":[]},"rules":[{"verbs":["get"]}]}""", "")]
    [InlineData("""{"kind":"MutatingWebhookConfiguration","webhooks":[{"name":"a","clientConfig":{"caBundle":"Cg=="}}]}""", """{"kind":"MutatingWebhookConfiguration","webhooks":[{"name":"a","clientConfig":{"caBundle":"LS0t"}}]}""", "")]
    [InlineData("""{"kind":"Secret","type":"Opaque","stringData":{"a":"b"},"data":{"c":"ZA=="}}""", """{"kind":"Secret","type":"Opaque"}""", "")]
    // Amounts.
    [InlineData("""{"spec":{"resources":{"limits":{"cpu":0.5,"memory":"1024Mi"}}}}""", """{"spec":{"resources":{"limits":{"cpu":"500m","memory":"1Gi"}}}}""", "")]
    [InlineData("""{"spec":{"resources":{"limits":{"memory":"2Gi"}}}}""", """{"spec":{"resources":{"limits":{"memory":2147483648}}}}""", "")]
    [InlineData("""{"spec":{"resources":{"limits":{"memory":"1Gi"}}}}""", """{"spec":{"resources":{"limits":{"memory":"1G"}}}}""", "spec.resources.limits.memory: \"1Gi\" → \"1G\"")]
    [InlineData("""{"data":{"size":"1k"}}""", """{"data":{"size":"1000"}}""", "data.size: \"1k\" → \"1000\"")]
    // What somebody changed.
    [InlineData("""{"spec":{"replicas":2}}""", """{"spec":{"replicas":5}}""", "spec.replicas: 2 → 5")]
    [InlineData("""{"metadata":{"labels":{"app":"a"}}}""", """{"metadata":{"labels":{"app":"b"}}}""", "metadata.labels.app: \"a\" → \"b\"")]
    [InlineData("""{"metadata":{"annotations":{"team":"x"}}}""", """{"metadata":{}}""", "metadata.annotations: {\"team\":\"x\"} → nothing")]
    [InlineData(Pod + """{"name":"api","image":"api:1"}""" + PodEnd, Pod + """{"name":"other","image":"x"},{"name":"api","image":"api:2"}""" + PodEnd, "spec.template.spec.containers[0].image: \"api:1\" → \"api:2\"")]
    [InlineData(Pod + """{"name":"api","args":["--a"]}""" + PodEnd, Pod + """{"name":"api","args":["--a","--b"]}""" + PodEnd, "spec.template.spec.containers[0].args: [\"--a\"] → [\"--a\",\"--b\"]")]
    [InlineData("""{"kind":"Role","rules":[{"verbs":["get"]}]}""", """{"kind":"Role","rules":[{"verbs":["get"]},{"verbs":["*"]}]}""", "rules: [{\"verbs\":[\"get\"]}] → [{\"verbs\":[\"get\"]},{\"verbs\":[\"*\"]}]")]
    [InlineData("""{"kind":"NetworkPolicy","spec":{"ingress":[{"ports":[{"port":80}]}]}}""", """{"kind":"NetworkPolicy","spec":{"ingress":[{"ports":[{"port":80},{"port":22}]}]}}""", "spec.ingress[0].ports: [{\"port\":80}] → [{\"port\":80},{\"port\":22}]")]
    // A field that another version of the API calls otherwise.
    [InlineData("""{"apiVersion":"autoscaling/v1","spec":{"targetCPUUtilizationPercentage":80,"maxReplicas":3}}""", """{"apiVersion":"autoscaling/v2","spec":{"metrics":[],"maxReplicas":4}}""", "spec.maxReplicas: 3 → 4")]
    public void What_applying_a_manifest_again_would_change_has_drifted(string manifest, string live, string expected) =>
        Assert.Equal(expected, JoinTests.Said(ManifestRules.Compare(JoinTests.Object(manifest), JoinTests.Object(live))));

    [Fact]
    public async Task A_manifest_is_compared_with_the_cluster_that_it_is_for()
    {
        await using var yard = new Yard();
        await yard.PushAsync("code/shop/overlays/prod", "rendered", List(Deployment("api", 3), Deployment("web", 2), Deployment("scaled", 1)));
        await yard.PushAsync("code/shop/overlays/dev", "rendered", List(Deployment("api", 1)));
        await ObserveAsync(yard, "kubernetes/prod-eu", Deployment("api", 1), Deployment("web", 2), Deployment("scaled", 7), """{"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","metadata":{"name":"scaled","namespace":"shop"},"spec":{"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"scaled"}}}""");

        Assert.Equal(
            [
                "code/shop/overlays/dev//Deployment/shop/api insync ",
                "code/shop/overlays/prod//Deployment/shop/api drifted spec.replicas: 3 → 1",
                "code/shop/overlays/prod//Deployment/shop/scaled insync ",
                "code/shop/overlays/prod//Deployment/shop/web insync ",
                "kubernetes/prod-eu//HorizontalPodAutoscaler/shop/scaled unmanaged ",
            ],
            await JoinedAsync());

        await ObserveAsync(yard, "kubernetes/prod-eu", Deployment("api", 2));
        Assert.Equal(
            ["code/shop/overlays/dev//Deployment/shop/api unknown ", "code/shop/overlays/prod//Deployment/shop/api drifted spec.replicas: 3 → 2"],
            (await JoinedAsync()).Where(static l => l.Contains("/api ", StringComparison.Ordinal)));

        await ObserveAsync(yard, "kubernetes/dev-eu", Deployment("api", 4));
        await ObserveAsync(yard, "kubernetes/prod-us", Deployment("api", 3));
        Assert.Equal(
            ["code/shop/overlays/dev//Deployment/shop/api drifted spec.replicas: 1 → 4", "code/shop/overlays/prod//Deployment/shop/api drifted spec.replicas: 3 → 2"],
            (await JoinedAsync()).Where(static l => l.Contains("/api ", StringComparison.Ordinal)));
        var joined = await yard.Join.AtAsync(null, TestContext.Current.CancellationToken);
        var second = joined.Find(joined.Snapshot.Find(new ResourceKey("kubernetes/prod-us", "Deployment/shop/api"))!)!;
        Assert.Equal(("code/shop/overlays/prod", "It differs in 1 of 2 clusters: kubernetes/prod-eu. Shown is the first."), (second.Row.Key.Scope, second.Says));

        async Task<IEnumerable<string>> JoinedAsync() => (await yard.Join.AtAsync(null, TestContext.Current.CancellationToken)).Resources()
            .Select(static r => $"{r.Row.Key} {r.Status.ToString().ToLowerInvariant()} {JoinTests.Said(r.Drift)}").Order(StringComparer.Ordinal);
    }

    private static string Deployment(string name, int replicas) =>
        $$$"""{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"{{{name}}}","namespace":"shop"},"spec":{"replicas":{{{replicas}}}}}""";

    private static string List(params string[] items) => $$"""{"apiVersion":"v1","kind":"List","items":[{{string.Join(",", items)}}]}""";

    private static async Task ObserveAsync(Yard yard, string scope, params string[] items)
    {
        await yard.PushAsync(scope, "all", List(items));
        await new NoteCoverage(yard.Follower, yard.Inventory).RunAsync("sync", scope, [new SourceCoverage("all", [new CoverageItem("all", "read", ["apps/Deployment"], null)])], TestContext.Current.CancellationToken);
    }
}
