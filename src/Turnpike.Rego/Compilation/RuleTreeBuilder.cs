using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Compilation.Planning;
using Turnpike.Rego.Evaluation.Rules;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation;

/// <summary>Lays the rules of all modules into one tree and settles of what kind each is.</summary>
internal sealed class RuleTreeBuilder(RuleNode root, PlanningContext planning, DiagnosticBag diagnostics)
{
    private readonly List<RuleNode> _nodes = [];
    private int _rules;

    /// <summary>The nodes that have rules, in the order of the modules.</summary>
    public IReadOnlyList<RuleNode> Nodes => _nodes;

    public void Add(RegoModule module)
    {
        var package = root;
        foreach (var part in module.Package.Path)
        {
            package = package.GetOrAdd(Value.Of(part));
        }

        foreach (var rule in module.Rules)
        {
            var node = package.GetOrAdd(Value.Of(rule.Head.Name.Name));
            foreach (var part in rule.Head.Path)
            {
                if (part is not ScalarTerm scalar)
                {
                    node.HasVariablePath = true;
                    break;
                }

                node = node.GetOrAdd(scalar.Value);
            }

            node.Definitions.Add(new BoundRule(module, rule));
        }
    }

    /// <summary>Makes the rules. Their plans come later, when something evaluates them.</summary>
    public void Settle() => Settle(root);

    private void Settle(RuleNode node)
    {
        if (node.HasVariablePath)
        {
            node.Absorb();
        }

        if (node.Definitions.Count > 0)
        {
            node.Rule = MakeRule(node);
            _nodes.Add(node);
            ReportBelow(node);
        }

        foreach (var child in node.Sorted)
        {
            Settle(child);
        }
    }

    private void ReportBelow(RuleNode node)
    {
        foreach (var child in node.Sorted)
        {
            if (!node.IsFunction && FirstDefinition(child) is { } definition)
            {
                var span = definition.Syntax.Head.Span;
                diagnostics.Add(CompilationDiagnostics.ConflictsBelow(definition.Source, span, node.ToString(), child.ToString()));
            }
        }
    }

    private static BoundRule? FirstDefinition(RuleNode node)
    {
        if (node.Definitions.Count > 0)
        {
            return node.Definitions[0];
        }

        return node.Sorted.Select(FirstDefinition).FirstOrDefault(static d => d is not null);
    }

    private Rule MakeRule(RuleNode node)
    {
        var first = node.Definitions[0].Syntax;
        var id = _rules++;
        var name = node.ToString();
        var path = node.Path();
        if (node.HasVariablePath)
        {
            Check(node, static (rule, _) => rule.Head.Kind != RuleKind.Function, first);
            return new PartialObjectRule(id, name, path, () => RulePlanner.Partial(planning, node, isSet: false));
        }

        CheckDefaults(node);
        switch (first.Head.Kind)
        {
            case RuleKind.Function:
                Check(node, static (rule, other) => rule.Head.Kind == RuleKind.Function && rule.Head.Arguments.Length == other.Head.Arguments.Length, first);
                return new FunctionRule(id, name, path, first.Head.Arguments.Length, () => RulePlanner.Value(planning, node));
            case RuleKind.Set:
                Check(node, static (rule, _) => rule.Head.Kind == RuleKind.Set, first);
                return new PartialSetRule(id, name, path, () => RulePlanner.Partial(planning, node, isSet: true));
            default:
                Check(node, static (rule, _) => rule.Head.Kind == RuleKind.Value, first);
                return new CompleteRule(id, name, path, () => RulePlanner.Value(planning, node));
        }
    }

    private void Check(RuleNode node, Func<RegoRule, RegoRule, bool> isLike, RegoRule first)
    {
        foreach (var definition in node.Definitions)
        {
            if (!isLike(definition.Syntax, first))
            {
                diagnostics.Add(CompilationDiagnostics.ConflictingRules(definition.Source, definition.Syntax.Head.Span, node.ToString()));
                return;
            }
        }
    }

    private void CheckDefaults(RuleNode node)
    {
        var defaults = node.Definitions.Where(static d => d.Syntax.IsDefault).ToArray();
        if (defaults.Length > 1)
        {
            diagnostics.Add(CompilationDiagnostics.SeveralDefaults(defaults[1].Source, defaults[1].Syntax.Head.Span, node.ToString()));
        }
    }
}
