using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

internal enum RepetitionKind
{
    Single,
    Count,
    ForEach,
}

/// <summary>How often a resource or module call stands: once, or for each of some keys, which may not be known.</summary>
/// <param name="Keys">A null key for what is not repeated.</param>
/// <param name="Values">What <c>each.value</c> is, at the places of the keys.</param>
/// <param name="Unknown">Why the keys are not known; no value where they are.</param>
internal sealed record Repetition(RepetitionKind Kind, IReadOnlyList<Value?> Keys, IReadOnlyList<HclValue> Values, HclValue Unknown)
{
    private static readonly UnknownValue s_unknownKey = new("key", UnknownOrigin.Reference);

    public static Repetition Once { get; } = new(RepetitionKind.Single, [null], [], default);

    /// <summary>After a fault, which has been reported: no instance.</summary>
    public static Repetition Faulty(RepetitionKind kind) => new(kind, [], [], default) { IsFaulty = true };

    public bool IsFaulty { get; private init; }

    public bool IsKnown => !Unknown.Exists;

    /// <summary>One instance stands for all of them.</summary>
    public static Repetition OfUnknown(RepetitionKind kind, HclValue reason) => new(kind, [s_unknownKey], [HclValue.Dynamic], reason);

    /// <summary>The variables <c>count</c> or <c>each</c> for the instance at a place.</summary>
    public HclScope ScopeOf(int index, HclScope parent)
    {
        switch (Kind)
        {
            case RepetitionKind.Single:
                return parent;
            case RepetitionKind.Count:
                var number = IsKnown
                    ? new HclValue(HclType.Number, Keys[index]!)
                    : new HclValue(HclType.Number, new UnknownValue(new UnknownPath("count").Child(Value.Of("index")), UnknownOrigin.Reference, new UnknownRefinement { NotNull = true, Minimum = Value.Of(0) }));
                return parent.With(("count", HclValue.Object(("index", number))));
            default:
                var key = IsKnown
                    ? new HclValue(HclType.String, Keys[index]!)
                    : new HclValue(HclType.String, new UnknownValue(new UnknownPath("each").Child(Value.Of("key")), UnknownOrigin.Reference, new UnknownRefinement { NotNull = true, Type = ValueKind.String }));
                var value = IsKnown ? Values[index] : ElementOf(Unknown);
                return parent.With(("each", HclValue.Object(("key", key), ("value", value))));
        }
    }

    // Of a map that is not known, its elements are of a known type all the same.
    private static HclValue ElementOf(HclValue collection) => new(
        collection.Type.Kind switch { HclTypeKind.Map => collection.Type.Element!, HclTypeKind.Set => HclType.String, _ => HclType.Dynamic },
        new UnknownValue(new UnknownPath("each").Child(Value.Of("value")), UnknownOrigin.Reference));

    public static Repetition Evaluate(HclExpression? count, HclExpression? forEach, HclScope scope, Evaluator evaluator, DiagnosticBag diagnostics, TerraformLimits limits)
    {
        if (count is not null)
        {
            return OfCount(count, evaluator.Evaluate(count, scope, diagnostics).Unmark(), diagnostics, limits);
        }

        return forEach is not null ? OfForEach(forEach, evaluator.Evaluate(forEach, scope, diagnostics), diagnostics, limits) : Once;
    }

    private static Repetition OfCount(HclExpression expression, HclValue given, DiagnosticBag diagnostics, TerraformLimits limits)
    {
        if (!HclConversion.TryConvert(given, HclType.Number, out var value, out var fault))
        {
            diagnostics.Add(TerraformDiagnostics.CountType(expression, fault.ToString()));
            return Faulty(RepetitionKind.Count);
        }

        if (!value.IsKnown)
        {
            return OfUnknown(RepetitionKind.Count, value);
        }

        if (value.IsNull)
        {
            diagnostics.Add(TerraformDiagnostics.NullCount(expression));
            return Faulty(RepetitionKind.Count);
        }

        var number = value.AsNumber();
        if (!number.TryGetInt64(out var times))
        {
            diagnostics.Add(TerraformDiagnostics.UnsuitableCount(expression, "it must be a whole number"));
            return Faulty(RepetitionKind.Count);
        }

        if (times < 0)
        {
            diagnostics.Add(TerraformDiagnostics.UnsuitableCount(expression, "it must not be negative"));
            return Faulty(RepetitionKind.Count);
        }

        if (times > limits.MaxRepetition)
        {
            diagnostics.Add(TerraformDiagnostics.TooManyInstances(expression, times, limits.MaxRepetition));
            return Faulty(RepetitionKind.Count);
        }

        var keys = new Value?[times];
        for (var i = 0; i < times; i++)
        {
            keys[i] = Value.Of(i);
        }

        return new Repetition(RepetitionKind.Count, keys, [], default);
    }

    private static Repetition OfForEach(HclExpression expression, HclValue value, DiagnosticBag diagnostics, TerraformLimits limits)
    {
        if ((value.Marks & OwnMarks.Sensitive) != 0)
        {
            diagnostics.Add(TerraformDiagnostics.SensitiveForEach(expression));
            return Faulty(RepetitionKind.ForEach);
        }

        if ((value.Marks & OwnMarks.Ephemeral) != 0)
        {
            diagnostics.Add(TerraformDiagnostics.EphemeralForEach(expression));
            return Faulty(RepetitionKind.ForEach);
        }

        if (value.IsNull)
        {
            diagnostics.Add(TerraformDiagnostics.NullForEach(expression));
            return Faulty(RepetitionKind.ForEach);
        }

        if (value.Kind is not (HclTypeKind.Map or HclTypeKind.Object or HclTypeKind.Set or HclTypeKind.Dynamic))
        {
            diagnostics.Add(TerraformDiagnostics.ForEachType(expression, value.Type));
            return Faulty(RepetitionKind.ForEach);
        }

        if (!value.IsKnown)
        {
            return OfUnknown(RepetitionKind.ForEach, value);
        }

        if (value.Count > limits.MaxRepetition)
        {
            diagnostics.Add(TerraformDiagnostics.TooManyInstances(expression, value.Count, limits.MaxRepetition));
            return Faulty(RepetitionKind.ForEach);
        }

        return value.Kind == HclTypeKind.Set ? OfSet(expression, value, diagnostics) : OfMap(value);
    }

    private static Repetition OfMap(HclValue map)
    {
        var keys = new Value?[map.Count];
        var values = new HclValue[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = Value.Of(map.KeyAt(i));
            values[i] = map.ElementAt(i);
        }

        return new Repetition(RepetitionKind.ForEach, keys, values, default);
    }

    private static Repetition OfSet(HclExpression expression, HclValue set, DiagnosticBag diagnostics)
    {
        if (!set.IsWhollyKnown)
        {
            return OfUnknown(RepetitionKind.ForEach, set);
        }

        if (set.Count > 0 && set.Type.Element!.Kind != HclTypeKind.String)
        {
            diagnostics.Add(TerraformDiagnostics.ForEachSetType(expression, set.Type.Element));
            return Faulty(RepetitionKind.ForEach);
        }

        var keys = new Value?[set.Count];
        var values = new HclValue[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            values[i] = set.ElementAt(i);
            keys[i] = values[i].Value;
            if (values[i].IsNull)
            {
                diagnostics.Add(TerraformDiagnostics.ForEachSetNull(expression));
                return Faulty(RepetitionKind.ForEach);
            }
        }

        return new Repetition(RepetitionKind.ForEach, keys, values, default);
    }
}
