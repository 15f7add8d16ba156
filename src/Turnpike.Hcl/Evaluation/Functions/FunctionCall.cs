using Turnpike.Hcl.Types;

namespace Turnpike.Hcl.Evaluation;

/// <summary>The arguments of one call, and what a function may ask of its surroundings.</summary>
public sealed class FunctionCall(HclValue[] arguments, EvaluationContext context)
{
    public int Count => arguments.Length;

    public HclValue this[int index] => arguments[index];

    public ReadOnlySpan<HclValue> Arguments => arguments;

    public EvaluationContext Context => context;

    /// <summary>The argument at a place, as a string that is known and not null.</summary>
    public string Text(int index) => arguments[index].AsString();
}
