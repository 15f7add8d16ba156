using Turnpike.Rego.Syntax;

namespace Turnpike.Rego.Testing;

/// <summary>Finds the tests of policies, as OPA does: rules whose names start with <c>test_</c> or <c>todo_test_</c>.</summary>
public static class TestDiscovery
{
    /// <summary>The tests, and the modules in which each definition of a test has a name of its own, to be compiled.</summary>
    public static (IReadOnlyList<RegoTest> Tests, IReadOnlyList<RegoModule> Modules) Find(IReadOnlyList<RegoModule> modules)
    {
        var tests = new List<RegoTest>();
        var renamed = new List<RegoModule>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var module in modules)
        {
            var package = string.Join('.', module.Package.Path.Prepend("data"));
            var rules = module.Rules.ToArray();
            for (var i = 0; i < rules.Length; i++)
            {
                if (IsTest(rules[i]))
                {
                    rules[i] = Rename(rules[i], package, seen);
                    tests.Add(new RegoTest(package, rules[i].Head.Name.Name, module, rules[i]));
                }
            }

            renamed.Add(module with { Rules = [.. rules] });
        }

        return (tests, renamed);
    }

    private static bool IsTest(RegoRule rule) =>
        rule is { IsDefault: false, Head.Kind: RuleKind.Value }
        && (rule.Head.Name.Name.StartsWith("test_", StringComparison.Ordinal) || rule.Head.Name.Name.StartsWith("todo_test_", StringComparison.Ordinal));

    private static RegoRule Rename(RegoRule rule, string package, Dictionary<string, int> seen)
    {
        var name = rule.Head.Name.Name;
        var count = seen.GetValueOrDefault($"{package}.{name}");
        seen[$"{package}.{name}"] = count + 1;
        return count == 0 || !rule.Head.Path.IsEmpty
            ? rule
            : rule with { Head = rule.Head with { Name = rule.Head.Name with { Name = $"{name}#{count:00}" } } };
    }
}
