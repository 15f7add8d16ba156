using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Gate.Tests.Judging;
using Turnpike.Text;

namespace Turnpike.Gate.Tests.Gatekeeper;

/// <summary>Gatekeeper's templates and constraints in a policy folder judge manifests.</summary>
public sealed class ConstraintTests
{
    private const string Template = """
        apiVersion: templates.gatekeeper.sh/v1
        kind: ConstraintTemplate
        metadata:
          name: forbiddenname
          annotations: {metadata.gatekeeper.sh/title: Names, description: Why.}
        spec:
          crd:
            spec:
              names:
                kind: ForbiddenName
              validation:
                openAPIV3Schema:
                  type: object
                  properties:
                    names: {type: array, items: {type: string}}
          targets:
            - target: admission.k8s.gatekeeper.sh
              rego: |
                package forbiddenname

                violation[{"msg": msg}] {
                  input.review.object.metadata.name == input.parameters.names[_]
                  msg := sprintf("%v is forbidden", [input.review.name])
                }

        """;

    private const string Constraint = """
        apiVersion: constraints.gatekeeper.sh/v1beta1
        kind: ForbiddenName
        metadata:
          name: no-x
        spec:
          enforcementAction: deny
          match:
            namespaces: ["shop"]
          parameters:
            names: ["x"]

        """;

    private const string Manifests = """
        apiVersion: v1
        kind: Pod
        metadata: {name: x, namespace: shop}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: x, namespace: mail}
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: y, namespace: shop}
        """;

    [Fact]
    public void What_a_constraint_is_meant_for_is_judged()
    {
        var report = Checking.Run(Policies(Template, Constraint), Manifests);

        Assert.Empty(report.Diagnostics);
        var finding = Assert.Single(report.Findings);
        Assert.Equal("ForbiddenName/no-x Fail High Pod/shop/x: x is forbidden", Shown(finding));
        Assert.Equal(new SourcePlace("plan0.json", 1, 1), finding.Source);
        Assert.Equal("Names", finding.Rule.Title);
        Assert.Equal((Verdict.Fail, 2, 1), (report.Verdict, report.Summary.ResourcesJudged, report.Summary.RulesRun));
    }

    [Theory]
    [InlineData("warn", "ForbiddenName/no-x Fail Medium Pod/shop/x: x is forbidden (warning)", Verdict.Pass)]
    [InlineData("dryrun", "ForbiddenName/no-x Fail Low Pod/shop/x: x is forbidden (warning)", Verdict.Pass)]
    [InlineData("scoped\n  scopedEnforcementActions: [{action: deny, enforcementPoints: [{name: validation.gatekeeper.sh}]}]", "ForbiddenName/no-x Fail High Pod/shop/x: x is forbidden", Verdict.Fail)]
    [InlineData("scoped\n  scopedEnforcementActions: [{action: deny, enforcementPoints: [{name: audit.gatekeeper.sh}]}, {action: dryrun, enforcementPoints: [{name: \"*\"}]}]", "ForbiddenName/no-x Fail Medium Pod/shop/x: x is forbidden (warning)", Verdict.Pass)]
    public void Enforcement_decides_what_a_finding_does(string action, string expected, Verdict verdict)
    {
        var report = Checking.Run(Policies(Template, Constraint.Replace("enforcementAction: deny", "enforcementAction: " + action, StringComparison.Ordinal)), Manifests);

        Assert.Equal([expected], report.Findings.Select(Shown));
        Assert.Equal(verdict, report.Verdict);
    }

    [Fact]
    public void The_labels_of_a_namespace_that_is_not_given_leave_the_answer_open()
    {
        var constraint = Constraint.Replace("namespaces: [\"shop\"]", "namespaceSelector: {matchLabels: {env: prod}}", StringComparison.Ordinal);
        const string Known = "\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: mail, labels: {env: prod}}";

        var report = Checking.Run(Policies(Template, constraint), Manifests + Known);

        Assert.Equal(
            ["ForbiddenName/no-x Fail High Pod/mail/x: x is forbidden", "ForbiddenName/no-x Unknown High Pod/shop/x: x is forbidden"],
            report.Findings.Select(Shown));
        Assert.Equal("the labels of the namespace shop", report.Findings[1].Unknowns.Single().Path);
    }

    [Fact]
    public void Reviews_written_down_are_judged_as_what_they_ask()
    {
        const string Review = """
            apiVersion: admission.k8s.io/v1
            kind: AdmissionReview
            request:
              operation: DELETE
              name: x
              namespace: shop
              oldObject: {apiVersion: v1, kind: Pod, metadata: {name: x, namespace: shop}}
            """;

        Assert.Single(Checking.Run(Policies(Template, Constraint), Review).Findings);

        var broken = Checking.Run(Policies(Template, Constraint), Review.Replace("oldObject", "old", StringComparison.Ordinal));
        Assert.Equal(["GATE088 1:1"], broken.Diagnostics.Select(Place));
    }

    [Fact]
    public void A_plan_holds_nothing_that_a_constraint_judges()
    {
        var report = Checking.Run(Policies(Template, Constraint), Checking.Plan(Checking.Create("a", "{}")));

        Assert.Equal(["GATE062"], report.Diagnostics.Select(static d => d.Code));
    }

    [Fact]
    public void Faults_in_embedded_rego_have_the_lines_of_the_file()
    {
        var template = Template.Replace("sprintf(\"%v is", "sprint(\"%v is", StringComparison.Ordinal);

        var fault = Assert.Single(Policies(template, Constraint).Diagnostics);

        Assert.Equal("policy0.yaml:23:18", $"{fault.Source!.Name}:{fault.Position}");
        Assert.Contains("sprintf", fault.Help, StringComparison.Ordinal);
    }

    [Fact]
    public void Templates_do_not_share_their_libraries()
    {
        static string With(string kind, string body) => $$$"""
            apiVersion: templates.gatekeeper.sh/v1
            kind: ConstraintTemplate
            metadata: {name: {{{kind.ToLowerInvariant()}}} }
            spec:
              crd: {spec: {names: {kind: {{{kind}}} } } }
              targets:
                - target: admission.k8s.gatekeeper.sh
                  rego: |
                    package same
                    import data.lib.words
                    violation[{"msg": words.say}] { true }
                  libs:
                    - 'package lib.words say = "{{{body}}}" { true }'
            ---
            apiVersion: constraints.gatekeeper.sh/v1beta1
            kind: {{{kind}}}
            metadata: {name: c}
            """;

        var report = Checking.Run(Policies(With("One", "first"), With("Two", "second")), "apiVersion: v1\nkind: Pod\nmetadata: {name: x}");

        Assert.Equal(["One/c Fail High Pod/x: first", "Two/c Fail High Pod/x: second"], report.Findings.Select(Shown));
    }

    public static TheoryData<string, string, string> Faults => new()
    {
        { "templates.gatekeeper.sh/v1", "templates.gatekeeper.sh/v7", "GATE070 policy0.yaml:1:1" },
        { "        kind: ForbiddenName", "        plural: x", "GATE071 policy0.yaml:9:7,GATE081 policy1.yaml:2:1" },
        { "names: [\"x\"]", "names: \"x\"", "GATE083 policy1.yaml:10:5" },
        { "names: [\"x\"]", "names: [x, 1]", "GATE083 policy1.yaml:10:16" },
        { "names: [\"x\"]", "nmaes: [x]", "GATE084 policy1.yaml:10:5" },
        { "name: forbiddenname", "name: forbidden", "GATE073 policy0.yaml:4:3" },
        { "admission.k8s.gatekeeper.sh", "elsewhere", "GATE074 policy0.yaml:17:7" },
        { "violation[{", "deny[{", "GATE076 policy0.yaml:19:9" },
        { "input.parameters.names[_]", "data.names[_]", "GATE077 policy0.yaml:18:7" },
        { "kind: ForbiddenName\nmetadata", "kind: forbiddenName\nmetadata", "GATE081 policy1.yaml:2:1,GATE082 policy0.yaml:4:3" },
        { "namespaces: [\"shop\"]", "namespace: [shop]", "GATE085 policy1.yaml:8:5" },
        { "namespaces: [\"shop\"]", "namespaces: shop", "GATE072 policy1.yaml:8:5" },
        { "namespaces: [\"shop\"]", "scope: Both", "GATE086 policy1.yaml:8:5" },
        { "namespaces: [\"shop\"]", "labelSelector: {matchExpressions: [{key: a, operator: In}]}", "GATE072 policy1.yaml:8:41" },
        { "namespaces: [\"shop\"]", "labelSelector: {matchExpressions: [{key: a, operator: Is}]}", "GATE086 policy1.yaml:8:49,GATE072 policy1.yaml:8:41" },
        { "enforcementAction: deny", "enforcementAction: block", "GATE086 policy1.yaml:6:3" },
        { "enforcementAction: deny", "enforcementAction: scoped", "GATE072 policy1.yaml:5:1" },
        { "constraints.gatekeeper.sh/v1beta1", "constraints.gatekeeper.sh/v9", "GATE070 policy1.yaml:1:1" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Faults_are_said_with_their_places(string written, string changed, string expected)
    {
        Assert.Contains(written, Template + Constraint, StringComparison.Ordinal);
        var rules = Policies(Template.Replace(written, changed, StringComparison.Ordinal), Constraint.Replace(written, changed, StringComparison.Ordinal));

        Assert.Equal(expected, string.Join(',', rules.Diagnostics.Select(Place)));
    }

    [Fact]
    public void Rules_in_cel_are_refused_where_a_constraint_needs_them()
    {
        var at = Template.IndexOf("      rego: |", StringComparison.Ordinal);
        var template = Template[..at] + "      code: [{engine: K8sNativeValidation, source: {validations: [{expression: \"true\"}]}}]\n";

        Assert.Equal(["GATE075 policy1.yaml:2:1"], Policies(template, Constraint).Diagnostics.Select(Place));
        Assert.Equal(["GATE082 policy0.yaml:4:3", "GATE010"], Policies(template).Diagnostics.Select(Place));
    }

    [Fact]
    public void What_is_given_twice_must_be_the_same()
    {
        Assert.Empty(Policies(Template, Constraint, Template, Constraint).Diagnostics);

        var other = Policies(Template, Constraint, Template.Replace("is forbidden", "is not for you", StringComparison.Ordinal), Constraint.Replace("\"x\"", "\"y\"", StringComparison.Ordinal));
        Assert.Equal(["GATE079 policy2.yaml:4:3", "GATE080 policy3.yaml:4:3"], other.Diagnostics.Select(Place).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Mutations_are_passed_over_and_said()
    {
        const string Mutation = "apiVersion: mutations.gatekeeper.sh/v1\nkind: Assign\nmetadata: {name: a}\n";

        Assert.Equal(["GATE087 policy2.yaml:2:1"], Policies(Template, Constraint, Mutation).Diagnostics.Select(Place));
    }

    [Fact]
    public void Constraints_and_plain_policies_live_in_one_folder()
    {
        var files = new[] { SourceText.From("t.yaml", Template), SourceText.From("c.yaml", Constraint), SourceText.From("p.rego", "package main\n\ndeny contains \"all\" if input.metadata") };
        var report = Checking.Run(RuleSet.Compile([], new PolicyFolder { Files = files }), "apiVersion: v1\nkind: Pod\nmetadata: {name: x, namespace: shop}");

        Assert.Equal(["ForbiddenName/no-x Fail High Pod/shop/x: x is forbidden", "main.deny Fail High Pod/shop/x: all"], report.Findings.Select(Shown));
    }

    private static RuleSet Policies(params string[] files) => RuleSet.Compile([], new PolicyFolder
    {
        Files = [.. files.Select(static (text, i) => SourceText.From($"policy{i}.yaml", text))],
    });

    private static string Place(Diagnostic diagnostic) =>
        diagnostic.Source is null ? diagnostic.Code : $"{diagnostic.Code} {(diagnostic.Source.Name.StartsWith("plan", StringComparison.Ordinal) ? "" : diagnostic.Source.Name + ":")}{diagnostic.Position}";

    private static string Shown(Finding finding) =>
        $"{finding.Rule.Id} {finding.Status} {finding.Severity} {finding.Resource!.Address}: {finding.Message}{(finding.IsWarning ? " (warning)" : "")}";
}
