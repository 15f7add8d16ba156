using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Evaluation;

public sealed partial class Evaluator
{
    // Both results are always computed, since together they decide the type; only the chosen one's faults are reported.
    private HclValue EvaluateConditional(ConditionalExpression expression, HclScope scope, DiagnosticBag diagnostics)
    {
        var trueFaults = new DiagnosticBag();
        var falseFaults = new DiagnosticBag();
        var whenTrue = Evaluate(expression.WhenTrue, scope, trueFaults);
        var whenFalse = Evaluate(expression.WhenFalse, scope, falseFaults);
        if (ResultType(whenTrue, whenFalse) is not { } type)
        {
            diagnostics.Add(EvaluationDiagnostics.InconsistentConditional(
                expression.Source,
                TextSpan.FromBounds(expression.WhenTrue.Span.Start, expression.WhenFalse.Span.End),
                $"Both results must be of one type. {ConditionalMismatch.Describe(whenTrue.Type, whenFalse.Type)}."));
            return HclValue.Dynamic;
        }

        var condition = Evaluate(expression.Condition, scope, diagnostics);
        var marks = condition.Marks | whenTrue.Marks | whenFalse.Marks;
        if (condition.IsNull)
        {
            diagnostics.Add(EvaluationDiagnostics.NullCondition(expression.Condition.Source, expression.Condition.Span));
            return HclValue.Unknown(type);
        }

        if (!condition.IsKnown)
        {
            return UnknownSources.Note(Either(whenTrue, whenFalse, type), [condition, whenTrue, whenFalse]).WithMarks(marks);
        }

        if (!HclConversion.TryConvert(condition, HclType.Boolean, out var decided, out _))
        {
            diagnostics.Add(EvaluationDiagnostics.IncorrectCondition(expression.Condition.Source, expression.Condition.Span));
            return HclValue.Unknown(type);
        }

        var isTrue = decided.AsBoolean();
        diagnostics.AddRange(isTrue ? trueFaults : falseFaults);
        return Chosen(expression, isTrue ? whenTrue : whenFalse, isTrue, type, diagnostics).WithMarks(marks);
    }

    private static HclValue Chosen(ConditionalExpression expression, HclValue value, bool isTrue, HclType type, DiagnosticBag diagnostics)
    {
        if (HclConversion.TryConvert(value, type, out var result, out var fault))
        {
            return result;
        }

        var branch = isTrue ? expression.WhenTrue : expression.WhenFalse;
        diagnostics.Add(EvaluationDiagnostics.InconsistentConditional(
            branch.Source, branch.Span, $"The {(isTrue ? "first" : "second")} result does not have the type of the other: {fault.Message}."));
        return HclValue.Unknown(type);
    }

    private static HclType? ResultType(HclValue whenTrue, HclValue whenFalse)
    {
        if (ReferenceEquals(whenTrue.Type, whenFalse.Type))
        {
            return whenTrue.Type;
        }

        if (IsUntypedNull(whenTrue))
        {
            return whenFalse.Type;
        }

        if (IsUntypedNull(whenFalse))
        {
            return whenTrue.Type;
        }

        return whenTrue.Kind == HclTypeKind.Dynamic || whenFalse.Kind == HclTypeKind.Dynamic
            ? HclType.Dynamic
            : HclConversion.UnifyUnsafe([whenTrue.Type, whenFalse.Type]);
    }

    private static bool IsUntypedNull(HclValue value) => value is { Kind: HclTypeKind.Dynamic, IsNull: true, IsMarked: false };

    /// <summary>What is known of a value that is one of two.</summary>
    private static HclValue Either(HclValue left, HclValue right, HclType type)
    {
        if (left.IsNull && right.IsNull)
        {
            return HclValue.Null(type);
        }

        var isNotNull = HclUnknown.IsSurelyNotNull(left) && HclUnknown.IsSurelyNotNull(right);
        var result = HclValue.Unknown(type, isNotNull ? HclUnknown.NotNull : null);
        if (left.Kind == HclTypeKind.Number && right.Kind == HclTypeKind.Number)
        {
            var (least, most) = UnknownRange.Of(left);
            var (otherLeast, otherMost) = UnknownRange.Of(right);
            return HclUnknown.Refine(result, new UnknownRefinement
            {
                NotNull = isNotNull,
                Minimum = Extreme(least, otherLeast, -1),
                Maximum = Extreme(most, otherMost, 1),
            });
        }

        if (left.Type.IsCollection && left.Type.Equals(right.Type) && !left.IsNull && !right.IsNull)
        {
            var (least, most) = LengthBounds.Of(left);
            var (otherLeast, otherMost) = LengthBounds.Of(right);
            return HclUnknown.Refine(result, new UnknownRefinement
            {
                NotNull = isNotNull,
                MinimumLength = Math.Min(least, otherLeast),
                MaximumLength = most is { } a && otherMost is { } b ? Math.Max(a, b) : null,
            });
        }

        return result;
    }

    private static NumberValue? Extreme(NumberValue? a, NumberValue? b, int sign) =>
        a is null || b is null ? null : HclNumber.Compare(a, b) * sign >= 0 ? a : b;
}
