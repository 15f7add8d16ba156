using Turnpike.Hcl.Types;

namespace Turnpike.Hcl.Evaluation;

/// <summary>The result's type from the arguments. Arguments may be unknown here even where the parameter does not allow it.</summary>
public delegate OrFault<HclType> ReturnTypeRule(FunctionCall call);

/// <summary>The result, which is of the type that the type rule gave.</summary>
public delegate OrFault<HclValue> FunctionBody(FunctionCall call, HclType type);

/// <summary>Evaluates a call whose arguments are not evaluated beforehand, such as <c>try</c>.</summary>
public delegate HclValue LazyFunctionBody(LazyCall call);

/// <summary>A function of the language: what it takes, what type it gives and how it is computed.</summary>
public sealed class HclFunction
{
    /// <summary>A function whose result is of one type.</summary>
    public HclFunction(HclParameter[] parameters, HclType returnType, FunctionBody body)
        : this(parameters, _ => returnType, body)
    {
    }

    public HclFunction(HclParameter[] parameters, ReturnTypeRule returnType, FunctionBody body)
    {
        Parameters = parameters;
        ReturnType = returnType;
        Body = body;
    }

    private HclFunction(HclParameter[] parameters, LazyFunctionBody body)
        : this(parameters, HclType.Dynamic, static (_, _) => HclValue.Dynamic) => LazyBody = body;

    public IReadOnlyList<HclParameter> Parameters { get; }

    /// <summary>Takes any number of arguments after <see cref="Parameters"/>; null where there may be none.</summary>
    public HclParameter? Variadic { get; init; }

    public ReturnTypeRule ReturnType { get; }

    public FunctionBody Body { get; }

    /// <summary>The result is never null: an unknown result says so.</summary>
    public bool IsNeverNull { get; init; }

    /// <summary>What more is known of an unknown result.</summary>
    public Func<FunctionCall, HclValue, HclValue>? Refine { get; init; }

    /// <summary>Set where the function evaluates its own arguments.</summary>
    internal LazyFunctionBody? LazyBody { get; }

    /// <summary>A function that evaluates its arguments itself. Of the parameters only the number and names count.</summary>
    public static HclFunction Lazy(HclParameter[] parameters, LazyFunctionBody body, HclParameter? variadic = null) => new(parameters, body) { Variadic = variadic };
}
