using System.Collections.Frozen;
using Turnpike.Rego.Compilation.Planning;
using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego;

/// <summary>A compiled query. Immutable; evaluates from any number of threads at once without locks.</summary>
public sealed class PreparedQuery
{
    private static readonly FrozenDictionary<string, Value> s_noBindings = FrozenDictionary<string, Value>.Empty;

    private readonly RegoProgram _program;
    private readonly QueryPlan _plan;

    internal PreparedQuery(RegoProgram program, QueryPlan plan)
    {
        _program = program;
        _plan = plan;
    }

    /// <summary>All solutions of the query.</summary>
    public RegoAnswer Evaluate(EvaluationRequest request)
    {
        var collector = new SolutionCollector(request.Limits.Output);
        var error = Run(request, collector, out var output);
        if (error is not null)
        {
            return new RegoAnswer([], error, output);
        }

        var solutions = new RegoSolution[collector.Solutions.Count];
        for (var i = 0; i < solutions.Length; i++)
        {
            solutions[i] = ToSolution(collector.Solutions[i]);
        }

        return new RegoAnswer(solutions, null, output);
    }

    /// <summary>
    /// The members of the one set that the query names, such as <c>data.p.deny</c>, with their certainty.
    /// Where the query answers an array, its items; an object, its values; where it is undefined, none.
    /// </summary>
    public MarkedMembers EvaluateSet(EvaluationRequest request)
    {
        var collector = new SolutionCollector(request.Limits.Output);
        var error = Run(request, collector, out var output);
        if (error is not null)
        {
            return new MarkedMembers([], error, output);
        }

        var members = new List<MarkedMember>();
        foreach (var (values, mark) in collector.Solutions)
        {
            foreach (var item in MarkedItems.Of(values[^1]))
            {
                var whole = PathMark.Join(mark, item.Mark);
                members.Add(new MarkedMember(item.Item, whole?.Certainty ?? Certainty.Definite, whole?.Causes ?? [], whole?.Count ?? 0));
            }

            if (values[^1] is UnknownValue unknown && members.Count == 0)
            {
                members.Add(Open(unknown));
            }
        }

        if (members.Count > request.Limits.Output)
        {
            return new MarkedMembers([], EvaluationErrors.Output(request.Limits.Output).Error, output);
        }

        return members.Count == 0 && output.Count == 0 ? MarkedMembers.Empty : new MarkedMembers([.. members], null, output);
    }

    private static MarkedMember Open(UnknownValue unknown)
    {
        var mark = PathMark.From(unknown, isMany: true);
        return new MarkedMember(unknown, Certainty.Many, mark.Causes, mark.Count);
    }

    private RegoError? Run(EvaluationRequest request, Collector collector, out IReadOnlyList<string> output)
    {
        var machine = _program.Machines.Rent();
        output = [];
        try
        {
            machine.Start(request, _program.Patterns);
            machine.Collector = collector;
            _plan.Plan.Run(machine);
            machine.StopListening();
            output = machine.TakeOutput();
            machine.Release();
            _program.Machines.Return(machine);
            return null;
        }
        catch (EvaluationStopped stop)
        {
            machine.StopListening();
            output = machine.TakeOutput();
            return stop.Error;
        }
        catch (OperationCanceledException) when (request.Cancellation.IsCancellationRequested)
        {
            machine.StopListening();
            return EvaluationErrors.Cancelled().Error;
        }
    }

    private RegoSolution ToSolution((Value[] Values, PathMark? Mark) solution)
    {
        var (values, mark) = solution;
        if (_plan.Variables.Count == 0)
        {
            return new RegoSolution(s_noBindings, values, mark?.Certainty ?? Certainty.Definite, mark?.Causes ?? []);
        }

        var bindings = new Dictionary<string, Value>(_plan.Variables.Count, StringComparer.Ordinal);
        for (var i = 0; i < _plan.Variables.Count; i++)
        {
            bindings[_plan.Variables[i]] = values[i];
        }

        return new RegoSolution(bindings, values[_plan.Variables.Count..], mark?.Certainty ?? Certainty.Definite, mark?.Causes ?? []);
    }
}
