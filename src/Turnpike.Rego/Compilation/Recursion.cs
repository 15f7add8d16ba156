using Turnpike.Text;

namespace Turnpike.Rego.Compilation;

/// <summary>Finds rules that depend on themselves.</summary>
internal sealed class Recursion(RuleNode root, DiagnosticBag diagnostics)
{
    private readonly Dictionary<RuleNode, List<RuleNode>> _edges = [];
    private readonly Dictionary<RuleNode, bool> _isDone = [];
    private readonly HashSet<RuleNode> _reported = [];
    private readonly List<RuleNode> _sorted = [];

    /// <summary>The nodes with rules, each behind those it depends on.</summary>
    public IReadOnlyList<RuleNode> Sorted => _sorted;

    public void Check(IEnumerable<RuleNode> nodes)
    {
        foreach (var node in nodes)
        {
            Visit(node);
        }
    }

    // Depth first with a stack of its own: chains of rules may be longer than the program stack allows.
    private void Visit(RuleNode start)
    {
        if (_isDone.ContainsKey(start))
        {
            return;
        }

        var path = new List<RuleNode> { start };
        var next = new List<int> { 0 };
        _isDone[start] = false;
        while (path.Count > 0)
        {
            var node = path[^1];
            var edges = EdgesOf(node);
            if (next[^1] == edges.Count)
            {
                _isDone[node] = true;
                if (node.Rule is not null)
                {
                    _sorted.Add(node);
                }

                path.RemoveAt(path.Count - 1);
                next.RemoveAt(next.Count - 1);
                continue;
            }

            var target = edges[next[^1]++];
            if (!_isDone.TryGetValue(target, out var isDone))
            {
                _isDone[target] = false;
                path.Add(target);
                next.Add(0);
            }
            else if (!isDone)
            {
                Report(path, target);
            }
        }
    }

    private void Report(List<RuleNode> path, RuleNode target)
    {
        var cycle = path.Skip(path.IndexOf(target)).Where(static node => node.Rule is not null).ToArray();
        if (cycle.Length == 0 || !_reported.Add(cycle[0]))
        {
            return;
        }

        var definition = cycle[0].Definitions[0];
        var names = string.Join(" -> ", cycle.Append(cycle[0]).Select(static node => node.ToString()));
        diagnostics.Add(CompilationDiagnostics.Recursion(definition.Source, definition.Syntax.Head.Span, cycle[0].ToString(), names));
    }

    private List<RuleNode> EdgesOf(RuleNode node)
    {
        if (_edges.TryGetValue(node, out var edges))
        {
            return edges;
        }

        edges = [];
        if (node.Rule is null)
        {
            edges.AddRange(node.Sorted);
        }
        else
        {
            var seen = new HashSet<RuleNode>();
            foreach (var definition in node.Definitions)
            {
                new References(root, target =>
                {
                    if (seen.Add(target))
                    {
                        edges.Add(target);
                    }
                }).Visit(definition);
            }
        }

        _edges[node] = edges;
        return edges;
    }
}
