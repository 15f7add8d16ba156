using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins;

/// <summary>
/// Computes a builtin from arguments whose kinds fit its parameters. Null is undefined: said by the function itself,
/// or after <see cref="BuiltinContext.Fail(string)"/>.
/// </summary>
public delegate Value? BuiltinFunction(BuiltinContext context, ReadOnlySpan<Value> arguments);

/// <summary>How the sensitive marks of arguments reach the result.</summary>
public enum SensitivityFlow : byte
{
    /// <summary>The result is computed from all of the arguments: anything sensitive inside them makes it sensitive.</summary>
    Computed,

    /// <summary>The result is made of parts of the arguments, and each part keeps its own mark.</summary>
    Parts,

    /// <summary>The result tells only of an argument's kind, size or keys: sensitive if an argument itself is.</summary>
    Shape,

    /// <summary>A comparison: never sensitive.</summary>
    None,
}

/// <summary>A function that policies call by name and that is not written in Rego. Immutable data.</summary>
public sealed class Builtin
{
    private readonly BuiltinFunction _function;

    /// <param name="parameters">Top-level kinds are checked before the function is called; what they hold is not.</param>
    public Builtin(string name, IReadOnlyList<RegoType> parameters, RegoType result, BuiltinFunction function)
    {
        Name = name;
        Parameters = parameters;
        Result = result;
        _function = function;
    }

    public string Name { get; }

    public IReadOnlyList<RegoType> Parameters { get; }

    public RegoType Result { get; }

    /// <summary>How it is written between two operands, such as <c>+</c>; null for the others.</summary>
    public string? Infix { get; init; }

    /// <summary>Defined, and without error, for arguments of every kind.</summary>
    public bool IsTotal { get; init; }

    /// <summary>As <see cref="IsTotal"/> where that depends on the known arguments: <c>sprintf</c> with a known format and an array.</summary>
    public Func<IReadOnlyList<Value>, bool>? IsTotalFor { get; init; }

    /// <summary>Equal arguments may give another answer the next time.</summary>
    public bool IsNondeterministic { get; init; }

    /// <summary>
    /// Unknowns below the top of an argument are moved, never looked into, so the result is exact. Where the function
    /// does have to look into one, it says so through <see cref="BuiltinContext.LookInto"/>.
    /// </summary>
    public bool AcceptsUnknownParts { get; init; }

    /// <summary>
    /// Speaks of the marks themselves: it is called with unknowns and possible members as they are, and what it answers
    /// is sure.
    /// </summary>
    public bool SeesMarks { get; init; }

    public SensitivityFlow Sensitivity { get; init; }

    /// <summary>Gives many results for one argument (<c>walk</c>); null for the others.</summary>
    public Func<BuiltinContext, Value, IEnumerable<Value>>? Enumerate { get; init; }

    public FunctionType Signature => RegoType.Function(Parameters, Result);

    /// <summary>
    /// The result, or null: undefined, or failed if <see cref="BuiltinContext.TakeFailure"/> says so.
    /// The number of arguments must be the number of parameters.
    /// </summary>
    public Value? Invoke(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        context.Current = this;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!Parameters[i].AcceptsKind(arguments[i].Kind))
            {
                return context.WrongType(i + 1, Parameters[i], arguments[i]);
            }
        }

        return _function(context, arguments) is { } result ? Marked(result, arguments) : null;
    }

    private Value Marked(Value result, ReadOnlySpan<Value> arguments)
    {
        if (Sensitivity is SensitivityFlow.None or SensitivityFlow.Parts)
        {
            return result;
        }

        foreach (var argument in arguments)
        {
            if (argument.IsSensitive || (argument.HoldsSensitive && Sensitivity == SensitivityFlow.Computed))
            {
                return result.ToSensitive();
            }
        }

        return result;
    }
}
