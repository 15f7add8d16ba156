using Turnpike.Estate.Changes;
using Turnpike.Estate.Views;
using Turnpike.Formats;
using Turnpike.Formats.Kubernetes;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Gatekeeper;
using Turnpike.Gate.Rules;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Judging;

/// <summary>Asks Gatekeeper's constraints about each Kubernetes object, as the admission webhook would.</summary>
/// <param name="runner">For constraints of templates that read the data given, or none.</param>
internal sealed class AdmissionJudge(RuleSet rules, ResourceViews views, Func<ObjectValue, RuleRunner> runner, RulesRun run, string scope, DiagnosticBag diagnostics)
{
    /// <summary>How many objects at least one constraint was meant for.</summary>
    public int Judged { get; private set; }

    public void Judge(IReadOnlyList<InputDocument> documents, IReadOnlyList<ResourceChange> changes, List<RawFinding> findings)
    {
        if (rules.AdmissionRules.Count == 0)
        {
            return;
        }

        List<(AdmissionObject Item, DocumentView View)> objects =
        [
            .. documents.OfType<KubernetesDocument>().SelectMany(static d => d.Documents()).Where(static v => v.Value is ObjectValue)
                .Select(static v => (new AdmissionObject((ObjectValue)v.Value), v)),
        ];
        var cluster = new ClusterObjects([.. objects.Select(static o => o.Item).Where(static o => !AdmissionRequest.IsReview(o))]);
        var alone = runner(ObjectValue.Empty);
        var amongOthers = rules.AdmissionRules.Any(static r => r.Constraint!.Template.ReadsInventory) ? runner(cluster.Data) : alone;
        var reviews = new AdmissionReviews(rules.Expansions, cluster);
        var places = new ChangePlaces(changes, views);
        foreach (var (item, view) in objects)
        {
            var subject = new DocumentSubject(view.Origin, places, scope);
            var isJudged = false;
            var asked = reviews.Of(item, out var fault);
            if (fault is not null)
            {
                diagnostics.Add(GatekeeperDiagnostics.BrokenReview(view.Origin, fault));
            }

            foreach (var review in asked)
            {
                foreach (var rule in rules.AdmissionRules)
                {
                    isJudged |= Judge(rule, review, subject, rule.Constraint!.Template.ReadsInventory ? amongOthers : alone, findings);
                }
            }

            Judged += isJudged ? 1 : 0;
        }
    }

    private bool Judge(CompiledRule rule, AdmissionReview review, DocumentSubject subject, RuleRunner chosen, List<RawFinding> findings)
    {
        var constraint = rule.Constraint!;
        var fit = constraint.Match.Fits(review.Request);
        if (fit == Fit.No)
        {
            return false;
        }

        run.Mark(rule);
        var first = findings.Count;
        chosen.Run(rule, review.Input(constraint), subject, findings);
        for (var i = first; i < findings.Count; i++)
        {
            findings[i] = findings[i] with { Finding = Settle(findings[i].Finding, review, fit) };
        }

        return true;
    }

    private static Finding Settle(Finding finding, AdmissionReview review, Fit fit)
    {
        if (review.Expansion is { } expansion)
        {
            finding = finding with
            {
                Message = $"[Implied by {expansion.Name}] {finding.Message}",
                IsWarning = expansion.Enforcement is { } action ? action != Enforcement.Deny : finding.IsWarning,
            };
        }

        if (fit == Fit.Yes)
        {
            return finding;
        }

        var name = review.Request.Namespace;
        var what = new UnknownPart(name.Length == 0 ? "its namespace" : $"the labels of the namespace {name}", "the constraint asks for them, and the Namespace is not among the manifests");
        return finding with { Status = FindingStatus.Unknown, Unknowns = [what, .. finding.Unknowns.Take(Finding.MaxUnknowns - 1)] };
    }
}
