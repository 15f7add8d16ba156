using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Interop;
using Turnpike.Values;

namespace Turnpike.Rego;

/// <summary>
/// A compiled query with its data. Immutable; threads share it without locks. The input of each evaluation is a
/// <see cref="Value"/>, UTF-8 JSON (<c>byte[]</c> or <c>ReadOnlyMemory&lt;byte&gt;</c>), or any object that System.Text.Json
/// can write; a string is a string, not JSON.
/// </summary>
public sealed class RegoQuery
{
    private readonly PreparedQuery _query;
    private readonly ObjectValue _data;
    private readonly RegoPolicyOptions _options;

    internal RegoQuery(PreparedQuery query, ObjectValue data, RegoPolicyOptions options)
    {
        _query = query;
        _data = data;
        _options = options;
    }

    /// <summary>True where the query answers true, and nothing else: what is undefined, false or any other value is no permission.</summary>
    /// <exception cref="RegoEvaluationException">The evaluation stopped with an error.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public bool Decide(object? input = null, CancellationToken cancellation = default)
    {
        var solutions = Definite(input, cancellation);
        return solutions.Count > 0 && solutions[0].Expressions is [.., BooleanValue { Value: true }];
    }

    /// <summary>The query's value; the default of <typeparamref name="T"/> where it is undefined. <c>int?</c> tells 0 from undefined.</summary>
    /// <inheritdoc cref="Decide"/>
    /// <exception cref="System.Text.Json.JsonException">The value does not fit the type.</exception>
    public T? Evaluate<T>(object? input = null, CancellationToken cancellation = default)
    {
        var solutions = Definite(input, cancellation);
        return solutions.Count == 0 ? default : ValueConversion.To<T>(solutions[0].Expressions[^1], _options.Json);
    }

    /// <summary>
    /// One result a solution: of a query with variables its bindings, as an object whose properties are the variables; of
    /// one without, its value.
    /// </summary>
    /// <inheritdoc cref="Evaluate{T}"/>
    public IReadOnlyList<T> EvaluateAll<T>(object? input = null, CancellationToken cancellation = default)
    {
        var solutions = Definite(input, cancellation);
        var results = new T[solutions.Count];
        for (var i = 0; i < results.Length; i++)
        {
            var bindings = solutions[i].Bindings;
            var value = bindings.Count == 0
                ? solutions[i].Expressions[^1]
                : Value.Object([.. bindings.Select(static b => (b.Key, b.Value))]);
            results[i] = ValueConversion.To<T>(value, _options.Json)!;
        }

        return results;
    }

    /// <summary>All that the evaluation gave, its error among it; nothing is thrown for what a policy does.</summary>
    public RegoAnswer Answer(object? input = null, CancellationToken cancellation = default)
    {
        var answer = _query.Evaluate(new EvaluationRequest
        {
            Input = input is null ? null : ValueConversion.ToValue(input, _options.Json),
            Data = _data,
            Limits = _options.Limits,
            Time = _options.Time,
            StrictBuiltinErrors = _options.StrictBuiltinErrors,
            Host = _options.Host,
            Note = _options.Print,
            Cancellation = cancellation,
        });
        foreach (var line in _options.Print is null ? [] : answer.Output)
        {
            _options.Print!(line);
        }

        return answer;
    }

    private IReadOnlyList<RegoSolution> Definite(object? input, CancellationToken cancellation)
    {
        var answer = Answer(input, cancellation);
        if (answer.Error is { } error)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new RegoEvaluationException(error);
        }

        // Solutions that hang on unknown values are only possible; whoever feeds those asks for the answer itself.
        foreach (var solution in answer.Solutions)
        {
            if (solution.Certainty != Certainty.Definite)
            {
                return [.. answer.Solutions.Where(static s => s.Certainty == Certainty.Definite)];
            }
        }

        return answer.Solutions;
    }
}
