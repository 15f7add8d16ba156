using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Testing;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Gatekeeper.Testing;

/// <summary>Runs one test of a suite: its cases against its constraint.</summary>
internal sealed class SuiteTestRun(
    Suite suite, SuiteTest test, Func<string, SourceText?> read, GoPattern patterns, EvaluationLimits limits, TimeProvider clock)
{
    private const string ParameterCode = "GATE083";

    public void Run(Func<string, bool> isWanted, List<SuiteResult> results)
    {
        var cases = test.Cases.Where(c => isWanted(NameOf(c))).ToList();
        if (cases.Count == 0 && !isWanted(test.Name))
        {
            return;
        }

        if (suite.IsSkipped || test.IsSkipped)
        {
            results.AddRange(cases.Select(Skip).DefaultIfEmpty(new SuiteResult(suite.Source, test.Name, test.Span, TestStatus.Skipped, null, TimeSpan.Zero)));
            return;
        }

        var started = clock.GetTimestamp();
        var faults = new DiagnosticBag();
        var policies = Load(faults);
        if (test.IsInvalid || faults.HasErrors || policies.Constraints.Count != 1)
        {
            var fault = test.IsInvalid ? InvalidFault(faults) : Shown(faults);
            results.Add(new SuiteResult(suite.Source, test.Name, test.Span, fault is null ? TestStatus.Passed : TestStatus.Failed, fault, clock.GetElapsedTime(started)));
            return;
        }

        foreach (var wanted in cases)
        {
            results.Add(wanted.IsSkipped ? Skip(wanted) : Run(wanted, policies));
        }
    }

    private string NameOf(SuiteCase wanted) => $"{test.Name}/{wanted.Name}";

    private SuiteResult Skip(SuiteCase wanted) => new(suite.Source, NameOf(wanted), wanted.Span, TestStatus.Skipped, null, TimeSpan.Zero);

    private static string? InvalidFault(DiagnosticBag faults) =>
        faults.Any(static d => d.Code == ParameterCode) ? null
        : faults.HasErrors ? $"expected parameters that the schema refuses, found another fault: {Shown(faults)}"
        : "expected parameters that the schema refuses, found none at fault";

    private static string Shown(DiagnosticBag faults) =>
        faults.Where(static d => d.IsError).Select(static d => d.ToString()).DefaultIfEmpty("the files hold no constraint of the template").Aggregate(static (a, b) => $"{a}\n{b}");

    private GatekeeperPolicies Load(DiagnosticBag faults)
    {
        var objects = new List<PolicyObject>();
        foreach (var path in new[] { test.Template, test.Constraint, test.Expansion }.OfType<string>().Distinct())
        {
            objects.AddRange(Objects(path, test.Span, faults));
        }

        return faults.HasErrors ? new GatekeeperPolicies([], [], []) : new GatekeeperReader(faults).Read(objects);
    }

    private List<PolicyObject> Objects(string path, TextSpan named, DiagnosticBag faults)
    {
        if (read(path) is { } file)
        {
            return PolicyObjects.Read(file, faults);
        }

        faults.Add(SuiteDiagnostics.NoFile(suite.Source, named, path));
        return [];
    }

    private SuiteResult Run(SuiteCase wanted, GatekeeperPolicies policies)
    {
        var started = clock.GetTimestamp();
        var faults = new DiagnosticBag();
        var objects = Objects(wanted.Object, wanted.Span, faults);
        var inventory = wanted.Inventory.SelectMany(path => Objects(path, wanted.Span, faults)).Select(static o => new AdmissionObject(o.Value)).ToList();
        string? fault;
        if (faults.HasErrors)
        {
            fault = Shown(faults);
        }
        else if (objects is not [var single])
        {
            fault = $"{wanted.Object} holds {objects.Count} objects; a case judges one";
        }
        else
        {
            fault = Judge(wanted, new AdmissionObject(single.Value), new ClusterObjects(inventory), policies);
        }

        return new SuiteResult(suite.Source, NameOf(wanted), wanted.Span, fault is null ? TestStatus.Passed : TestStatus.Failed, fault, clock.GetElapsedTime(started));
    }

    private string? Judge(SuiteCase wanted, AdmissionObject item, ClusterObjects cluster, GatekeeperPolicies policies)
    {
        var messages = new List<string>();
        var reviews = new AdmissionReviews(policies.Expansions, cluster).Of(item, out var broken);
        if (broken is not null)
        {
            return $"{wanted.Object}: {broken}";
        }

        foreach (var review in reviews)
        {
            if (Ask(policies.Constraints[0], review, cluster, messages) is { } fault)
            {
                return fault;
            }
        }

        return wanted.Assertions.Select(assertion => assertion.Fault(messages, patterns)).FirstOrDefault(static fault => fault is not null);
    }

    private string? Ask(Constraint constraint, AdmissionReview review, ClusterObjects cluster, List<string> messages)
    {
        switch (constraint.Match.Fits(review.Request))
        {
            case Fit.No:
                return null;
            case Fit.Open:
                return $"the constraint selects by the labels of the namespace {review.Request.Namespace}, and the inventory has no such Namespace";
        }

        var request = new EvaluationRequest { Input = review.Input(constraint), Data = cluster.Data, Limits = limits, Time = clock };
        var violations = constraint.Template.Violations!.EvaluateSet(request);
        if (violations.Error is { } error)
        {
            return error.ToString();
        }

        foreach (var violation in violations)
        {
            if ((violation.Member as ObjectValue)?.Get("msg") is not StringValue { Value: var message })
            {
                return $"a violation has no text msg: {violation.Member}";
            }

            messages.Add(review.Expansion is { } expansion ? $"[Implied by {expansion.Name}] {message}" : message);
        }

        return null;
    }
}
