using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Expansion;
using Turnpike.Text;

namespace Turnpike.Conformance.Tests.TerraformRoots.Live;

/// <summary>
/// Asks the terraform of this machine, where there is one, on a handful of roots that need no provider. Few machines carry
/// it, so that its absence is no failure on a build server either.
/// </summary>
public sealed class LiveTests
{
    private static readonly string Roots = Path.Combine(Turnpike.Tests.Vectors.RepositoryRoot, "tests", "Turnpike.Conformance.Tests", "Live");

    /// <summary>Over the root good-services, which has these variables and locals.</summary>
    private static readonly string[] Expressions =
    [
        "local.ports", "local.running", "local.total + 1", "var.services[\"api\"].replicas", "values(var.services)[*].labels",
        "{ for name, service in var.services : upper(name) => service.port if service.port > 8100 }", "[for k, v in local.running : \"${k}=${v.port}\"]",
        "try(var.services.missing.port, \"none\")", "can(local.running[\"worker\"])", "merge(local.running.api, { port = null })",
        "coalesce(var.services.api.labels...)", "format(\"%-6s|%4.1f|%q\", \"ab\", local.total / 3, \"q\")", "flatten([[local.ports], [[], 1]])",
        "local.total > 1 ? local.ports : [1]", "cidrsubnet(\"10.0.0.0/16\", local.total + 2, 3)", "setunion([1, 2], [\"2\", \"3\"])",
        "regexall(\"[a-z]+\", join(\"-\", keys(var.services)))", "templatestring(local.missing, {})", "substr(\"Ünïcödé\", 1, 3)", "1 / 3", "pow(2, 90)", "[1, \"a\", true][3]",
        "zipmap(keys(var.services), local.ports)", "length(nonsensitive(var.token))", "var.services.worker.replicas == 0 && !false",
        "{ a = 1 }.b", "toset([\"b\", \"a\", \"b\"])", "type(local.ports)", "max(local.ports...)", "\"%{ for p in local.ports }${p};%{ endfor }\"", "missing.thing",
    ];

    [Fact]
    public void Roots_without_providers_are_planned_and_refused_as_terraform_does_it()
    {
        SkipWithoutTerraform();
        using var terraform = new TerraformCommand();
        TerraformCommand.Copy(Roots, terraform.Folder);
        var cases = RootCase.Load(terraform.Folder).ToList();
        Assert.Equal(6, cases.Count);
        Parallel.ForEach(cases, item => Ask(terraform, item));
        var differences = cases.SelectMany(item => RootRunner.Run(item).Select(difference => $"{item.Id}: {difference}")).ToList();
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    [Fact]
    public void Expressions_over_a_root_are_answered_as_by_terraforms_console()
    {
        SkipWithoutTerraform();
        using var terraform = new TerraformCommand();
        var item = RootCase.Load(Roots).Single(root => root.Id == "good-services");
        var root = item.Expand();
        var differences = Expressions.AsParallel().AsOrdered().WithDegreeOfParallelism(4)
            .Select((text, i) => (Text: text, Theirs: AskConsole(terraform, item, i, text)))
            .AsEnumerable()
            .Select(asked => (asked.Text, asked.Theirs, Ours: Answer(root, asked.Text)))
            .Where(asked => asked.Theirs != asked.Ours)
            .Select(asked => $"{asked.Text}: {asked.Ours}, not {asked.Theirs}").ToList();
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    // A folder each: the console locks the state of its own.
    private static string AskConsole(TerraformCommand terraform, RootCase item, int number, string text)
    {
        var code = Path.Combine(terraform.Folder, $"{number}");
        TerraformCommand.Copy(Path.Combine(item.Folder, "code"), code);
        return terraform.Run(code, text + "\n", mayFail: true, "console").Trim();
    }

    // Terraform writes its faults elsewhere: an expression that it refuses has no output.
    private static string Answer(ExpandedRoot root, string text)
    {
        var faults = new DiagnosticBag();
        var expression = HclParser.ParseExpression(SourceText.From("console", text), faults);
        var type = expression is FunctionCallExpression { Name: "type", Arguments: [var argument] } ? argument : null;
        var value = root.Evaluate(type ?? expression, faults);
        return faults.HasErrors ? "" : (type is null ? ConsoleText.Of(value) : ConsoleText.OfType(value.Type)).Trim();
    }

    private static void Ask(TerraformCommand terraform, RootCase item)
    {
        var code = Path.Combine(item.Folder, "code");
        terraform.Run(code, "", mayFail: true, "init", "-input=false", "-backend=false");
        var verdict = terraform.Run(code, "", mayFail: true, "validate", "-json");
        File.WriteAllText(Path.Combine(item.Folder, "validate.json"), verdict);
        var isValid = verdict.Contains("\"valid\": true", StringComparison.Ordinal);
        Assert.Equal(item.Id.StartsWith("good-", StringComparison.Ordinal), isValid);
        if (isValid)
        {
            File.WriteAllText(Path.Combine(item.Folder, "plan-1-create.json"), terraform.Plan(code));
        }
    }

    private static void SkipWithoutTerraform()
    {
        if (!TerraformCommand.IsPresent)
        {
            Assert.Skip("terraform is not on the PATH.");
        }
    }
}
