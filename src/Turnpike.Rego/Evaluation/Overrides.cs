using Turnpike.Rego.Evaluation.Rules;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation;

/// <summary>What <c>with</c> replaced beside input: paths below data, whose rules do not count then, and functions. Immutable.</summary>
internal sealed class Overrides
{
    private readonly Overrides? _outer;
    private readonly Value[]? _path;
    private readonly object? _function;

    private Overrides(Overrides? outer, Value[]? path, object? function, Value? value, object? replacement)
    {
        _outer = outer;
        _path = path;
        _function = function;
        Value = value;
        Replacement = replacement;
    }

    /// <summary>What a call of the function gives; null where <see cref="Replacement"/> is called instead.</summary>
    public Value? Value { get; }

    /// <summary>A <see cref="FunctionRule"/> or a builtin.</summary>
    public object? Replacement { get; }

    public static Overrides Document(Overrides? outer, Value[] path) => new(outer, path, null, null, null);

    public static Overrides Function(Overrides? outer, object function, Value? value, object? replacement) =>
        new(outer, null, function, value, replacement);

    /// <summary>The replaced documents without the replaced functions: inside a replacement, functions are meant themselves.</summary>
    public Overrides? WithoutFunctions()
    {
        var outer = _outer?.WithoutFunctions();
        return _path is null ? outer : ReferenceEquals(outer, _outer) ? this : Document(outer, _path);
    }

    /// <summary>Whether the virtual document at this path gave way to given data.</summary>
    public bool Covers(ReadOnlySpan<Value> path)
    {
        for (var one = this; one is not null; one = one._outer)
        {
            if (one._path is { } replaced && path.StartsWith(replaced))
            {
                return true;
            }
        }

        return false;
    }

    public Overrides? Find(object function)
    {
        var one = this;
        while (one is not null && !ReferenceEquals(one._function, function))
        {
            one = one._outer;
        }

        return one;
    }
}
