using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Rules;

/// <summary>A rule that makes a set: each solution of each definition adds a member.</summary>
internal sealed class PartialSetRule(int id, string name, Value[] path, Func<PartialDefinitions> compile) : DocumentRule(id, name, path)
{
    private readonly Lazy<PartialDefinitions> _definitions = new(compile);

    protected override Value Evaluate(Machine machine)
    {
        var collector = new SetCollector();
        PartialEvaluation.Run(machine, _definitions.Value, collector);
        return collector.ToValue();
    }
}

/// <summary>A rule that makes an object of any depth: each solution of each definition adds a leaf.</summary>
internal sealed class PartialObjectRule(int id, string name, Value[] path, Func<PartialDefinitions> compile) : DocumentRule(id, name, path)
{
    private readonly Lazy<PartialDefinitions> _definitions = new(compile);

    protected override Value Evaluate(Machine machine)
    {
        var definitions = _definitions.Value;
        var collector = new TreeCollector();
        PartialEvaluation.Run(machine, definitions, collector);
        return collector.HasConflict ? machine.Fail(EvaluationErrors.ObjectConflict(definitions.Source, definitions.Span)) : collector.ToValue();
    }
}

internal sealed class PartialDefinitions
{
    public required Plan[] Clauses { get; init; }

    public Text.SourceText? Source => Clauses.Length == 0 ? null : Clauses[0].Source;

    public Text.TextSpan Span => Clauses.Length == 0 ? default : Clauses[0].Span;
}

internal static class PartialEvaluation
{
    public static void Run(Machine machine, PartialDefinitions definitions, Collector collector)
    {
        var outer = machine.Collector;
        machine.Collector = collector;
        foreach (var clause in definitions.Clauses)
        {
            machine.Mark = null;
            clause.Run(machine);
        }

        machine.Mark = null;
        machine.Collector = outer;
    }
}
