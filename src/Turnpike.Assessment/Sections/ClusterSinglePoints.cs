using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Results;
using Turnpike.Formats;
using Turnpike.Gate.Rules;
using Turnpike.Values;

namespace Turnpike.Assessment.Sections;

/// <summary>Single points of failure in clusters of Kubernetes: workloads that run once, and nodes in one zone.</summary>
internal sealed class ClusterSinglePoints(AssessedEstate estate, List<SinglePointQuestion> questions)
{
    private const string Budgets = "policy/PodDisruptionBudget";
    private const string Autoscalers = "autoscaling/HorizontalPodAutoscaler";

    public static IReadOnlyList<string> Types { get; } = ["apps/Deployment", "apps/StatefulSet", Autoscalers, Budgets, "turnpike/Cluster"];

    public async Task AskAsync(CancellationToken cancellationToken)
    {
        var single = Ask("spof.replica", "Workloads that run once", "Each upgrade of a node, and each failure, is an outage.", "Run two replicas, spread over nodes and zones.", "apps/Deployment", "apps/StatefulSet", Autoscalers);
        var unguarded = Ask("spof.budget", "Workloads without a disruption budget", "A drain of nodes may end all of their pods at once.", "Add a PodDisruptionBudget that leaves one.", Budgets);
        var least = await LeastReplicasAsync(cancellationToken);
        var budgets = await estate.ReadAsync([Budgets], cancellationToken)
            .ToLookupAsync(static b => (b.Resource.Key.Scope, b.Attributes.Text("metadata.namespace")), static b => b.At("spec.selector"), cancellationToken: cancellationToken);
        await foreach (var workload in estate.ReadAsync(["apps/Deployment", "apps/StatefulSet"], cancellationToken))
        {
            var space = workload.Attributes.Text("metadata.namespace");
            var kind = workload.Resource.Type["apps/".Length..];
            double? declared = workload.At("spec.replicas").IsOpen() ? null : workload.Attributes.Number("spec.replicas") ?? 1;
            var replicas = least.TryGetValue((workload.Resource.Key.Scope, space, kind, workload.Attributes.Text("metadata.name")), out var scaled) ? scaled : declared;
            if (replicas == 0 || workload.Attributes is UnknownValue)
            {
                continue;
            }

            single.Take(workload, replicas is { } count ? count == 1 : null, Importance.Weigh(Severity.Low, workload.Resource), workload.EvidenceOf("spec.replicas"));
            if (replicas > 1)
            {
                var isGuarded = budgets[(workload.Resource.Key.Scope, space)].Any(b => Selects(b, workload.At("spec.template.metadata.labels")));
                unguarded.Take(workload, isGuarded ? false : AreUnread(workload.Resource.Key.Scope) ? null : true, Severity.Low, workload.EvidenceOf("spec.replicas"));
            }
        }

        await NodesAsync(cancellationToken);
    }

    // Of what a scaler scales its least counts, not what happens to run.
    private async Task<Dictionary<(string, string?, string, string?), double?>> LeastReplicasAsync(CancellationToken cancellationToken)
    {
        var least = new Dictionary<(string, string?, string, string?), double?>();
        await foreach (var scaler in estate.ReadAsync([Autoscalers], cancellationToken))
        {
            least[(scaler.Resource.Key.Scope, scaler.Attributes.Text("metadata.namespace"), scaler.Attributes.Text("spec.scaleTargetRef.kind") ?? "", scaler.Attributes.Text("spec.scaleTargetRef.name"))] =
                scaler.At("spec.minReplicas").IsOpen() ? null : scaler.Attributes.Number("spec.minReplicas") ?? 1;
        }

        return least;
    }

    private async Task NodesAsync(CancellationToken cancellationToken)
    {
        var answers = Ask("spof.cluster-zone", "Clusters whose nodes are in one zone", "A zone that fails takes the whole cluster down.", "Add nodes in other zones, and let workloads spread over them.", "turnpike/Cluster");
        await foreach (var cluster in estate.ReadAsync(["turnpike/Cluster"], cancellationToken))
        {
            var nodes = cluster.Attributes.List("spec.nodes");
            var zones = nodes.Select(static n => n.TextAt("zone")).ToList();
            if (nodes.Count > 0)
            {
                bool? isSingle = nodes.Count == 1 ? true : zones.Contains(null) ? null : zones.Distinct().Count() == 1;
                answers.Take(cluster, isSingle, Importance.Weigh(Severity.Medium, cluster.Resource), new Evidence(cluster.Resource.Key.ToString(), "spec.nodes", string.Create(CultureInfo.InvariantCulture, $"{nodes.Count} nodes in {string.Join(", ", zones.OfType<string>().Distinct())}")));
            }
        }
    }

    private bool AreUnread(string scope) => estate.Unread(Budgets).Any(u => u.Scope == scope);

    // An empty selector selects all; expressions are not followed, and select nothing here.
    private static bool Selects(Value? selector, Value? labels) =>
        selector is ObjectValue && selector.At("matchExpressions") is null && selector.EntriesAt("matchLabels").All(l => labels.TextAt(l.Key) == (l.Value as StringValue)?.Value);

    private Answers Ask(string kind, string what, string why, string firstStep, params string[] types)
    {
        var answers = new Answers(kind, what);
        questions.Add(new SinglePointQuestion(answers, why, firstStep, types));
        return answers;
    }
}
