using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Evaluation;

/// <summary>Notes on a computed unknown from which unknowns it was computed, so that it can be said why it is unknown.</summary>
internal static class UnknownSources
{
    private const int Kept = 8;

    /// <summary>The result with its sources, where it is an unknown that has just been made; otherwise the result.</summary>
    public static HclValue Note(HclValue result, HclValue operand) => Note(result, new ReadOnlySpan<HclValue>(in operand));

    public static HclValue Note(HclValue result, HclValue first, HclValue second) =>
        IsNew(result) ? Note(result, [first, second]) : result;

    public static HclValue Note(HclValue result, ReadOnlySpan<HclValue> operands)
    {
        if (!IsNew(result))
        {
            return result;
        }

        List<UnknownValue>? found = null;
        foreach (var operand in operands)
        {
            if (operand.Exists && !operand.IsWhollyKnown)
            {
                Collect(operand.Value, found ??= []);
            }
        }

        return found is { Count: > 0 }
            ? new HclValue(result.Type, ((UnknownValue)result.Value).From(found))
            : result;
    }

    private static bool IsNew(HclValue value) => value.Value is UnknownValue { IsAnonymous: true, IsDerived: false };

    private static void Collect(Value value, List<UnknownValue> found)
    {
        if (value.IsGround || found.Count >= Kept)
        {
            return;
        }

        switch (value)
        {
            case UnknownValue unknown:
                foreach (var source in unknown.Sources)
                {
                    if (found.Count < Kept && !HclUnknown.IsUnplaced(source) && !found.Contains(source))
                    {
                        found.Add(source);
                    }
                }

                break;
            case ArrayValue array:
                CollectAll(array.Items, found);
                break;
            case SetValue set:
                CollectAll(set.Unordered, found);
                break;
            case ObjectValue o:
                CollectAll(o.Values, found);
                break;
        }
    }

    private static void CollectAll(ReadOnlySpan<Value> values, List<UnknownValue> found)
    {
        foreach (var value in values)
        {
            Collect(value, found);
        }
    }
}
