using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Evaluation;

public sealed partial class Evaluator
{
    private const string NullArgument = "argument must not be null";

    // The left operands of a long chain are walked without recursion: generated code has chains of thousands.
    private HclValue EvaluateBinary(BinaryExpression expression, HclScope scope, DiagnosticBag diagnostics)
    {
        var before = diagnostics.Count;
        if (expression.Left is not BinaryExpression)
        {
            return Combine(expression, Evaluate(expression.Left, scope, diagnostics), before, scope, diagnostics);
        }

        var chain = new Stack<BinaryExpression>();
        HclExpression first = expression;
        while (first is BinaryExpression binary)
        {
            chain.Push(binary);
            first = binary.Left;
        }

        var value = Evaluate(first, scope, diagnostics);
        while (chain.TryPop(out var binary))
        {
            if (!_budget.TrySpend())
            {
                return HclValue.Dynamic;
            }

            value = Combine(binary, value, before, scope, diagnostics);
        }

        return value;
    }

    /// <param name="before">How many diagnostics there were before the left operand's.</param>
    private HclValue Combine(BinaryExpression expression, HclValue left, int before, HclScope scope, DiagnosticBag diagnostics)
    {
        var right = Evaluate(expression.Right, scope, diagnostics);
        if (expression.Operator is BinaryOperator.Equal or BinaryOperator.NotEqual)
        {
            return diagnostics.Count > before
                ? HclValue.Unknown(HclType.Boolean).WithMarks(left.Marks | right.Marks)
                : CompareEqual(left, right, expression.Operator == BinaryOperator.NotEqual);
        }

        var isLogical = expression.Operator is BinaryOperator.And or BinaryOperator.Or;
        var operandType = isLogical ? HclType.Boolean : HclType.Number;
        if (!HclConversion.TryConvert(left, operandType, out var a, out var leftFault))
        {
            diagnostics.Add(EvaluationDiagnostics.InvalidOperand(expression.Left.Source, expression.Left.Span, "left", leftFault.Message));
        }

        if (!HclConversion.TryConvert(right, operandType, out var b, out var rightFault))
        {
            diagnostics.Add(EvaluationDiagnostics.InvalidOperand(expression.Right.Source, expression.Right.Span, "right", rightFault.Message));
        }

        var resultType = expression.Operator >= BinaryOperator.Add ? HclType.Number : HclType.Boolean;
        var marks = a.Marks | b.Marks;
        if (diagnostics.Count == before && (a.IsNull || b.IsNull))
        {
            diagnostics.Add(EvaluationDiagnostics.OperationFailed(expression.Source, expression.Span, NullArgument));
        }

        if (diagnostics.Count > before)
        {
            return HclValue.Unknown(resultType).WithMarks(marks);
        }

        var result = isLogical ? CombineLogical(expression.Operator == BinaryOperator.Or, a, b)
            : resultType == HclType.Boolean ? Compare(expression.Operator, a.Unmark(), b.Unmark())
            : Calculate(expression, a, b, diagnostics);
        return result.WithMarks(marks);
    }

    // One decided operand may decide the whole: the other's value does not matter, but its faults do.
    private static HclValue CombineLogical(bool controlling, HclValue left, HclValue right)
    {
        if (Is(left, controlling) || Is(right, controlling))
        {
            return HclValue.Boolean(controlling);
        }

        return left.IsKnown && right.IsKnown
            ? HclValue.Boolean(!controlling)
            : UnknownSources.Note(HclValue.Unknown(HclType.Boolean, HclUnknown.NotNull), left, right);
    }

    private static HclValue CompareEqual(HclValue left, HclValue right, bool isNegated)
    {
        var plainLeft = left.UnmarkDeep(out var leftMarks);
        var plainRight = right.UnmarkDeep(out var rightMarks);
        var same = ThreeValued.AreEqual(plainLeft, plainRight);
        var result = same is { } known
            ? HclValue.Boolean(known != isNegated)
            : UnknownSources.Note(HclValue.Unknown(HclType.Boolean, HclUnknown.NotNull), left, right);
        return result.WithMarks(leftMarks | rightMarks);
    }

    private static HclValue Compare(BinaryOperator operation, HclValue left, HclValue right)
    {
        var answer = operation switch
        {
            BinaryOperator.Less => ThreeValued.IsLess(left, right),
            BinaryOperator.Greater => ThreeValued.IsLess(right, left),
            BinaryOperator.LessOrEqual => Or(ThreeValued.IsLess(left, right), ThreeValued.AreEqual(left, right)),
            _ => Or(ThreeValued.IsLess(right, left), ThreeValued.AreEqual(left, right)),
        };
        return answer is { } known
            ? HclValue.Boolean(known)
            : UnknownSources.Note(HclValue.Unknown(HclType.Boolean, HclUnknown.NotNull), left, right);
    }

    private static bool? Or(bool? a, bool? b) => a is true || b is true ? true : a is false && b is false ? false : null;

    private static HclValue Calculate(BinaryExpression expression, HclValue left, HclValue right, DiagnosticBag diagnostics)
    {
        if (!left.IsKnown || !right.IsKnown)
        {
            return UnknownSources.Note(HclValue.Unknown(HclType.Number, HclUnknown.NotNull), left, right);
        }

        var (a, b) = (left.AsNumber(), right.AsNumber());
        var result = expression.Operator switch
        {
            BinaryOperator.Add => Arithmetic.Add(a, b),
            BinaryOperator.Subtract => Arithmetic.Subtract(a, b),
            BinaryOperator.Multiply => Arithmetic.Multiply(a, b),
            BinaryOperator.Divide => Arithmetic.Divide(a, b),
            _ => Arithmetic.Modulo(a, b),
        };
        if (result is not null)
        {
            return HclValue.Number(result);
        }

        diagnostics.Add(EvaluationDiagnostics.OperationFailed(expression.Source, expression.Span, WhyNoResult(expression.Operator)));
        return HclValue.Unknown(HclType.Number);
    }

    private static string WhyNoResult(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Add => "can't compute sum of opposing infinities",
        BinaryOperator.Subtract => "can't subtract infinity from itself",
        BinaryOperator.Multiply => "can't multiply zero by infinity",
        BinaryOperator.Divide => "can't divide zero by zero or infinity by infinity",
        _ => "can't use modulo with zero and infinity",
    };

    private static bool Is(HclValue value, bool expected) => value is { Value: BooleanValue known } && known.Value == expected;

    private HclValue EvaluateUnary(UnaryExpression expression, HclScope scope, DiagnosticBag diagnostics)
    {
        var type = expression.Operator == UnaryOperator.Not ? HclType.Boolean : HclType.Number;
        var before = diagnostics.Count;
        var given = Evaluate(expression.Operand, scope, diagnostics);
        if (!HclConversion.TryConvert(given, type, out var operand, out var fault))
        {
            diagnostics.Add(EvaluationDiagnostics.InvalidOperand(expression.Operand.Source, expression.Operand.Span, "unary", fault.Message));
        }

        if (diagnostics.Count > before)
        {
            return HclValue.Unknown(type);
        }

        if (operand.IsNull)
        {
            diagnostics.Add(EvaluationDiagnostics.OperationFailed(expression.Source, expression.Span, NullArgument));
            return HclValue.Unknown(type);
        }

        if (!operand.IsKnown)
        {
            return UnknownSources.Note(HclValue.Unknown(type, HclUnknown.NotNull), given).WithMarks(operand.Marks);
        }

        return (type == HclType.Boolean ? HclValue.Boolean(!operand.AsBoolean()) : HclValue.Number(Arithmetic.Negate(operand.AsNumber())))
            .WithMarks(operand.Marks);
    }
}
