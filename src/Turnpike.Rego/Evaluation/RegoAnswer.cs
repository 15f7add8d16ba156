using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation;

/// <summary>What a query answers: its solutions, or the error that stopped it.</summary>
public sealed class RegoAnswer
{
    internal RegoAnswer(IReadOnlyList<RegoSolution> solutions, RegoError? error, IReadOnlyList<string> output)
    {
        Solutions = solutions;
        Error = error;
        Output = output;
    }

    /// <summary>Empty where the query is undefined, and where there is an error.</summary>
    public IReadOnlyList<RegoSolution> Solutions { get; }

    public RegoError? Error { get; }

    /// <summary>What <c>print</c> wrote, a string a call.</summary>
    public IReadOnlyList<string> Output { get; }
}

/// <param name="Bindings">The query's variables by name.</param>
/// <param name="Expressions">The value of each expression of the query, in its order.</param>
/// <param name="Causes">The unknowns that keep the solution from being definite.</param>
public sealed record RegoSolution(
    IReadOnlyDictionary<string, Value> Bindings,
    IReadOnlyList<Value> Expressions,
    Certainty Certainty,
    IReadOnlyList<UnknownValue> Causes);

/// <summary>Why an evaluation stopped.</summary>
/// <param name="Code">OPA's code where OPA has one (<c>eval_conflict_error</c>, <c>eval_builtin_error</c>, <c>eval_type_error</c>), else ours (<c>eval_step_limit_error</c> and its like).</param>
/// <param name="Source">The policy text at fault, if any.</param>
public sealed record RegoError(string Code, string Message, SourceText? Source, TextSpan Span)
{
    public override string ToString() => Source is null ? $"{Code}: {Message}" : $"{Source.Name}:{Source.PositionAt(Span.Start)}: {Code}: {Message}";
}
