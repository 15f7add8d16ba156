using Turnpike.Rego.Compilation.Bound;
using Turnpike.Text;

namespace Turnpike.Rego.Compilation.Binding;

/// <summary>
/// Puts the statements of a body in an order in which each finds its variables bound, changing the written order as
/// little as possible. What cannot be placed is unsafe.
/// </summary>
internal static class Ordering
{
    public static BoundBody Order(
        SourceText source,
        TextSpan span,
        IReadOnlyList<BoundStatement> statements,
        IEnumerable<Local> known,
        IReadOnlyList<BoundTerm> head,
        DiagnosticBag? diagnostics)
    {
        var bound = new HashSet<Local>(known);
        var ordered = new List<BoundStatement>(statements.Count);
        var waiting = new List<BoundStatement>(statements);
        bool moved;
        do
        {
            moved = false;
            for (var i = 0; i < waiting.Count; i++)
            {
                if (!IsReady(waiting[i], bound))
                {
                    continue;
                }

                ordered.Add(waiting[i]);
                waiting.RemoveAt(i--);
                moved = true;
            }
        }
        while (moved && waiting.Count > 0);

        Report(source, waiting, head, bound, diagnostics);
        return new BoundBody(span, ordered);
    }

    // If it is ready, its outputs are added.
    private static bool IsReady(BoundStatement statement, HashSet<Local> bound)
    {
        var needed = new List<Local>();
        Locals.Collect(statement, needed);
        if (needed.TrueForAll(bound.Contains))
        {
            return true;
        }

        var after = new HashSet<Local>(bound);
        Locals.AddOutputs(statement, after);
        if (!needed.TrueForAll(after.Contains))
        {
            return false;
        }

        bound.UnionWith(after);
        return true;
    }

    private static void Report(
        SourceText source, List<BoundStatement> unplaced, IReadOnlyList<BoundTerm> head, HashSet<Local> bound, DiagnosticBag? diagnostics)
    {
        var reported = new HashSet<Local>();
        foreach (var statement in unplaced)
        {
            var needed = new List<Local>();
            Locals.Collect(statement, needed);
            foreach (var local in needed)
            {
                if (!bound.Contains(local) && !local.IsGenerated && reported.Add(local))
                {
                    diagnostics?.Add(CompilationDiagnostics.UnsafeVariable(source, local.Span, local.Name));
                }
            }
        }

        foreach (var term in unplaced.Count > 0 ? [] : head)
        {
            var needed = new List<Local>();
            Locals.Collect(term, needed);
            foreach (var local in needed)
            {
                if (!bound.Contains(local) && reported.Add(local))
                {
                    diagnostics?.Add(CompilationDiagnostics.UnsafeVariable(source, local.Span, local.Name));
                }
            }
        }
    }
}
