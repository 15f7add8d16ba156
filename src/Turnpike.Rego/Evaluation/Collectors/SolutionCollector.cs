using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation;

/// <summary>The solutions of a query.</summary>
internal sealed class SolutionCollector(int limit) : Collector
{
    private readonly List<(Value[] Values, PathMark? Mark)> _solutions = [];

    public IReadOnlyList<(Value[] Values, PathMark? Mark)> Solutions => _solutions;

    public bool Add(Machine machine, Value[] values)
    {
        if (_solutions.Count == limit)
        {
            throw EvaluationErrors.Output(limit);
        }

        _solutions.Add((values, machine.Mark));
        return false;
    }
}
