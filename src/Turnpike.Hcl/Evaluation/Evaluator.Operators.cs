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
        if (expression.Left is not BinaryExpression)
        {
            var faults = IsLogical(expression.Operator) ? new DiagnosticBag() : diagnostics;
            return Combine(expression, Evaluate(expression.Left, scope, faults), faults, 0, scope, diagnostics);
        }

        var chain = new Stack<BinaryExpression>();
        HclExpression first = expression;
        var hasLogical = false;
        while (first is BinaryExpression binary)
        {
            chain.Push(binary);
            hasLogical |= IsLogical(binary.Operator);
            first = binary.Left;
        }

        var leftFaults = hasLogical ? new DiagnosticBag() : diagnostics;
        var start = leftFaults.Count;
        var value = Evaluate(first, scope, leftFaults);
        while (chain.TryPop(out var binary))
        {
            if (!_budget.TrySpend())
            {
                return HclValue.Dynamic;
            }

            var into = hasLogical ? new DiagnosticBag() : diagnostics;
            value = Combine(binary, value, leftFaults, start, scope, into);
            leftFaults = into;
        }

        if (hasLogical)
        {
            diagnostics.AddRange(leftFaults);
        }

        return value;
    }

    private static bool IsLogical(BinaryOperator operation) => operation is BinaryOperator.And or BinaryOperator.Or;

    /// <param name="leftFaults">The left operand's faults; where they are not yet in <paramref name="diagnostics"/>, a bag of its own.</param>
    /// <param name="start">Where in that bag the operand's own faults begin.</param>
    private HclValue Combine(BinaryExpression expression, HclValue left, DiagnosticBag leftFaults, int start, HclScope scope, DiagnosticBag diagnostics)
    {
        if (IsLogical(expression.Operator))
        {
            return CombineLogical(expression, left, leftFaults, scope, diagnostics);
        }

        if (!ReferenceEquals(leftFaults, diagnostics))
        {
            diagnostics.AddRange(leftFaults);
            start = 0;
        }

        if (expression.Operator is BinaryOperator.Equal or BinaryOperator.NotEqual)
        {
            var right = Evaluate(expression.Right, scope, diagnostics);
            return diagnostics.Count > start && diagnostics.HasErrors
                ? HclValue.Unknown(HclType.Boolean).WithMarks(left.Marks | right.Marks)
                : CompareEqual(left, right, expression.Operator == BinaryOperator.NotEqual);
        }

        return CombineNumbers(expression, left, start, scope, diagnostics);
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

    private HclValue CombineNumbers(BinaryExpression expression, HclValue left, int start, HclScope scope, DiagnosticBag diagnostics)
    {
        var resultType = expression.Operator >= BinaryOperator.Add ? HclType.Number : HclType.Boolean;
        var operandFaults = diagnostics.Count;
        var isLeftFit = HclConversion.TryConvert(left, HclType.Number, out var a, out var leftFault);
        if (!isLeftFit)
        {
            diagnostics.Add(EvaluationDiagnostics.InvalidOperand(expression.Left.Source, expression.Left.Span, "left", leftFault!.Message));
        }

        var right = Evaluate(expression.Right, scope, diagnostics);
        if (!HclConversion.TryConvert(right, HclType.Number, out var b, out var rightFault))
        {
            diagnostics.Add(EvaluationDiagnostics.InvalidOperand(expression.Right.Source, expression.Right.Span, "right", rightFault.Message));
        }

        var marks = a.Marks | b.Marks;
        if (diagnostics.Count > start || diagnostics.Count > operandFaults)
        {
            return HclValue.Unknown(resultType).WithMarks(marks);
        }

        if (a.IsNull || b.IsNull)
        {
            diagnostics.Add(EvaluationDiagnostics.OperationFailed(expression.Source, expression.Span, NullArgument));
            return HclValue.Unknown(resultType);
        }

        var result = resultType == HclType.Boolean
            ? Compare(expression.Operator, a.Unmark(), b.Unmark())
            : Calculate(expression, a, b, diagnostics);
        return result.WithMarks(marks);
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

    // One decided operand may decide the whole; the faults of the other are then not reported.
    private HclValue CombineLogical(BinaryExpression expression, HclValue left, DiagnosticBag leftFaults, HclScope scope, DiagnosticBag diagnostics)
    {
        var rightFaults = new DiagnosticBag();
        var right = Evaluate(expression.Right, scope, rightFaults);
        var isLeftFit = HclConversion.TryConvert(left, HclType.Boolean, out var a, out var leftFault);
        var isRightFit = HclConversion.TryConvert(right, HclType.Boolean, out var b, out var rightFault);
        if (!isLeftFit || !isRightFit)
        {
            if (!isLeftFit)
            {
                diagnostics.Add(EvaluationDiagnostics.InvalidOperand(expression.Left.Source, expression.Left.Span, "left", leftFault!.Message));
            }

            if (!isRightFit)
            {
                diagnostics.Add(EvaluationDiagnostics.InvalidOperand(expression.Right.Source, expression.Right.Span, "right", rightFault!.Message));
            }

            diagnostics.AddRange(leftFaults);
            diagnostics.AddRange(rightFaults);
            return HclValue.Unknown(HclType.Boolean);
        }

        return Decide(expression, a, b, leftFaults, rightFaults, diagnostics).WithMarks(a.Marks | b.Marks);
    }

    private static HclValue Decide(
        BinaryExpression expression, HclValue left, HclValue right, DiagnosticBag leftFaults, DiagnosticBag rightFaults, DiagnosticBag diagnostics)
    {
        var controlling = expression.Operator == BinaryOperator.Or;
        if (!left.IsKnown && !right.IsKnown && !leftFaults.HasErrors)
        {
            diagnostics.AddRange(leftFaults);
            return UnknownSources.Note(HclValue.Unknown(HclType.Boolean, HclUnknown.NotNull), left, right);
        }

        if (Is(left, controlling))
        {
            diagnostics.AddRange(leftFaults);
            return HclValue.Boolean(controlling);
        }

        if (Is(right, controlling))
        {
            diagnostics.AddRange(rightFaults);
            return HclValue.Boolean(controlling);
        }

        if ((!left.IsKnown && Is(right, !controlling)) || (!right.IsKnown && Is(left, !controlling)))
        {
            diagnostics.AddRange(left.IsKnown ? rightFaults : leftFaults);
            return UnknownSources.Note(HclValue.Unknown(HclType.Boolean, HclUnknown.NotNull), left, right);
        }

        diagnostics.AddRange(leftFaults);
        diagnostics.AddRange(rightFaults);
        if (leftFaults.HasErrors || rightFaults.HasErrors)
        {
            return HclValue.Unknown(HclType.Boolean);
        }

        if (left.IsNull || right.IsNull)
        {
            diagnostics.Add(EvaluationDiagnostics.OperationFailed(expression.Source, expression.Span, NullArgument));
            return HclValue.Unknown(HclType.Boolean);
        }

        return left.IsKnown && right.IsKnown
            ? HclValue.Boolean(!controlling)
            : UnknownSources.Note(HclValue.Unknown(HclType.Boolean, HclUnknown.NotNull), left, right);
    }

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
