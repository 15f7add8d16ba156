using Turnpike.Rego.Compilation.Bound;
using Turnpike.Text;

namespace Turnpike.Rego.Compilation.Binding;

/// <summary>
/// Puts the statements of a body in an order in which each finds its variables bound, changing the written order as
/// little as possible. What cannot be placed is unsafe.
/// </summary>
internal sealed class Ordering
{
    private readonly IReadOnlyList<BoundStatement> _statements;
    private readonly List<Local>[] _needed;
    private readonly Dictionary<Local, List<int>> _waitingFor = [];
    private readonly LocalSet _bound;
    private readonly bool[] _isPlaced;
    private readonly bool[] _isQueued;

    private Ordering(IReadOnlyList<BoundStatement> statements, IEnumerable<Local> known)
    {
        _statements = statements;
        _bound = new LocalSet(known);
        _needed = new List<Local>[statements.Count];
        _isPlaced = new bool[statements.Count];
        _isQueued = new bool[statements.Count];
        for (var i = 0; i < _needed.Length; i++)
        {
            _needed[i] = [];
            Locals.Collect(statements[i], _needed[i]);
            foreach (var local in _needed[i])
            {
                if (!_waitingFor.TryGetValue(local, out var waiting))
                {
                    _waitingFor[local] = waiting = [];
                }

                waiting.Add(i);
            }
        }
    }

    public static BoundBody Order(
        SourceText source,
        TextSpan span,
        IReadOnlyList<BoundStatement> statements,
        IEnumerable<Local> known,
        IReadOnlyList<BoundTerm> head,
        DiagnosticBag? diagnostics,
        IEnumerable<string>? names = null)
    {
        var ordering = new Ordering(statements, known);
        var ordered = ordering.Place();
        var unplaced = statements.Where((_, i) => !ordering._isPlaced[i]).ToList();
        Report(source, unplaced, head, ordering._bound, diagnostics, names);
        return new BoundBody(span, ordered);
    }

    // As if the statements that are left were gone through again and again, but one is only looked at anew when
    // something it waits for has been bound.
    private List<BoundStatement> Place()
    {
        var ordered = new List<BoundStatement>(_statements.Count);
        var (round, next) = (new PriorityQueue<int, int>(), new PriorityQueue<int, int>());
        for (var i = 0; i < _statements.Count; i++)
        {
            Queue(round, i);
        }

        while (round.Count > 0)
        {
            while (round.TryDequeue(out var at, out _))
            {
                _isQueued[at] = false;
                var before = _bound.Count;
                if (!IsReady(at))
                {
                    continue;
                }

                _isPlaced[at] = true;
                ordered.Add(_statements[at]);
                for (var i = before; i < _bound.Count; i++)
                {
                    Wake(_bound.Items[i], at, round, next);
                }
            }

            (round, next) = (next, round);
        }

        return ordered;
    }

    private void Wake(Local local, int after, PriorityQueue<int, int> round, PriorityQueue<int, int> next)
    {
        foreach (var waiting in _waitingFor.GetValueOrDefault(local) ?? [])
        {
            if (!_isPlaced[waiting] && !_isQueued[waiting])
            {
                Queue(waiting > after ? round : next, waiting);
            }
        }
    }

    private void Queue(PriorityQueue<int, int> queue, int statement)
    {
        _isQueued[statement] = true;
        queue.Enqueue(statement, statement);
    }

    // If it is ready, its outputs are added.
    private bool IsReady(int at)
    {
        if (_needed[at].TrueForAll(_bound.Contains))
        {
            return true;
        }

        var before = _bound.Count;
        Locals.AddOutputs(_statements[at], _bound);
        if (_needed[at].TrueForAll(_bound.Contains))
        {
            return true;
        }

        _bound.Shrink(before);
        return false;
    }

    private static void Report(
        SourceText source, List<BoundStatement> unplaced, IReadOnlyList<BoundTerm> head, LocalSet bound, DiagnosticBag? diagnostics, IEnumerable<string>? names)
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
                    diagnostics?.Add(CompilationDiagnostics.UnsafeVariable(source, local.Span, local.Name, Similar(local.Name, bound, names)));
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
                    diagnostics?.Add(CompilationDiagnostics.UnsafeVariable(source, local.Span, local.Name, Similar(local.Name, bound, names)));
                }
            }
        }
    }

    // Short names are like too many others.
    private static string? Similar(string name, LocalSet bound, IEnumerable<string>? names) => name.Length < 3
        ? null
        : Spelling.Nearest(name, bound.Items.Select(static local => local.Name).Concat(names ?? []).Where(other => other.Length > 2 && other != name));
}
