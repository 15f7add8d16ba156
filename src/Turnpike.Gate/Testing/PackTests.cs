using Turnpike.Gate.Judging;
using Turnpike.Gate.Rules;
using Turnpike.Gate.Trivy;
using Turnpike.Rego;
using Turnpike.Rego.Builtins;
using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Parsing;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Testing;

/// <summary>One test of a rule.</summary>
/// <param name="Name">The package and the rule, such as <c>turnpike.baseline.aws.s3_public_acl_test.test_fail_public_read</c>.</param>
/// <param name="Fault">Why it did not pass; null if it did.</param>
/// <param name="Output">What it printed.</param>
public sealed record PackTest(string Name, SourceText Source, TextSpan Span, string? Fault, IReadOnlyList<string> Output)
{
    public bool Passed => Fault is null;
}

/// <summary>The outcome of all tests of a pack.</summary>
/// <param name="Diagnostics">Faults of the files, and rules that lack a test.</param>
public sealed record PackTestReport(IReadOnlyList<PackTest> Tests, IReadOnlyList<Diagnostic> Diagnostics);

/// <summary>
/// Runs the <c>test_</c> rules of a pack's <c>_test.rego</c> files. Beside the language they have
/// <c>turnpike.unknown(name)</c>, a value that is not known, and <c>turnpike.verdict(set)</c>: "fail", "unknown" or "pass".
/// </summary>
public static class PackTests
{
    private static readonly string[] s_needed = ["test_fail", "test_pass", "test_unknown"];

    /// <summary>What rules and their tests may call, beside the builtins of the language.</summary>
    public static BuiltinRegistry Builtins { get; } = BuiltinRegistry.Default.With([.. EstateFunctions.All, .. TrivyFunctions.All, .. TestFunctions.All]);

    public static PackTestReport Run(RulePack pack, CancellationToken cancellation = default)
    {
        var diagnostics = new DiagnosticBag();
        var rules = RuleSet.Compile([pack]);
        diagnostics.AddRange(rules.Diagnostics);
        var modules = pack.Files.Where(RuleSetCompiler.IsRego)
            .Select(file => RegoParser.ParseModule(file, RegoParserOptions.Default, diagnostics))
            .OfType<RegoModule>().ToList();
        CheckCoverage(rules, modules, diagnostics);
        var options = RegoCompilerOptions.Default with { Builtins = Builtins };
        if (diagnostics.HasErrors || RegoCompiler.Compile(modules, options, diagnostics) is not { } program)
        {
            return new PackTestReport([], [.. diagnostics]);
        }

        var tests = new List<PackTest>();
        foreach (var module in modules.Where(static m => RuleSetCompiler.IsTest(m.Source)))
        {
            foreach (var rule in TestsOf(module))
            {
                tests.Add(Run(program, module, rule, rules.Data, diagnostics, cancellation));
            }
        }

        return new PackTestReport(tests, [.. diagnostics]);
    }

    private static PackTest Run(RegoProgram program, RegoModule module, RegoRule rule, ObjectValue data, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var name = rule.Head.Name.Name;
        var fullName = $"{RuleMetadataReader.PackageName(module)}.{name}";
        var query = program.Prepare(RuleDefinition.Reference(module.Package.Path, name), diagnostics);
        if (query is null)
        {
            return new PackTest(fullName, module.Source, rule.Head.Span, "it does not compile", []);
        }

        var answer = query.Evaluate(new EvaluationRequest { Data = data, Cancellation = cancellation });
        return new PackTest(fullName, module.Source, rule.Head.Span, Fault(answer), answer.Output);
    }

    private static string? Fault(RegoAnswer answer)
    {
        if (answer.Error is { } error)
        {
            return error.ToString();
        }

        if (answer.Solutions.Count == 0)
        {
            return "it is undefined";
        }

        var solution = answer.Solutions[0];
        return solution.Certainty != Certainty.Definite ? "whether it holds is unknown"
            : solution.Expressions[0] is BooleanValue { Value: true } ? null
            : $"it is {solution.Expressions[0]}";
    }

    private static IEnumerable<RegoRule> TestsOf(RegoModule module) => module.Rules
        .Where(static r => r.Head.Name.Name.StartsWith("test_", StringComparison.Ordinal) && r.Head.Kind == RuleKind.Value)
        .DistinctBy(static r => r.Head.Name.Name);

    private static void CheckCoverage(RuleSet rules, List<RegoModule> modules, DiagnosticBag diagnostics)
    {
        var tests = modules.Where(static m => RuleSetCompiler.IsTest(m.Source)).ToLookup(RuleMetadataReader.PackageName);
        foreach (var rule in rules.Rules)
        {
            var names = tests[rule.Package + "_test"].SelectMany(TestsOf).Select(static r => r.Head.Name.Name).ToList();
            foreach (var needed in s_needed)
            {
                if (!names.Exists(name => name.StartsWith(needed, StringComparison.Ordinal)))
                {
                    diagnostics.Add(RuleDiagnostics.MissingTest(rule, needed));
                }
            }
        }
    }
}
