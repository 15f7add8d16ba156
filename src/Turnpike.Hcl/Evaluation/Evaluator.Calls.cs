using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;

namespace Turnpike.Hcl.Evaluation;

public sealed partial class Evaluator
{
    private HclValue EvaluateCall(FunctionCallExpression call, HclScope scope, DiagnosticBag diagnostics)
    {
        if (Context.Functions.Find(call.Name) is not { } function)
        {
            diagnostics.Add(call.Name.Contains("::", StringComparison.Ordinal)
                ? EvaluationDiagnostics.UnknownProviderFunction(call.Source, call.NameSpan, call.Name)
                : EvaluationDiagnostics.UnknownFunction(call.Source, call.NameSpan, call.Name, NameSuggestion.Find(call.Name, Context.Functions.Names)));
            return HclValue.Dynamic;
        }

        var expanded = default(HclValue);
        if (call.ExpandsLast && !TryExpand(call, scope, diagnostics, out expanded))
        {
            return UnknownSources.Note(HclValue.Dynamic, expanded);
        }

        var written = call.ExpandsLast ? call.Arguments.Length - 1 : call.Arguments.Length;
        var count = written + (call.ExpandsLast ? expanded.Count : 0);
        if (!IsRightCount(call, function, count, diagnostics))
        {
            return HclValue.Dynamic;
        }

        var pending = new PendingCall(this, call, function, scope, expanded, written, count, diagnostics);
        return function.LazyBody is { } lazy ? lazy(pending) : CallWithValues(pending, diagnostics);
    }

    private bool TryExpand(FunctionCallExpression call, HclScope scope, DiagnosticBag diagnostics, out HclValue expanded)
    {
        var last = call.Arguments[^1];
        var before = diagnostics.Count;
        expanded = Evaluate(last, scope, diagnostics);
        if (diagnostics.Count > before)
        {
            return false;
        }

        var isSequence = expanded.Kind is HclTypeKind.Dynamic or HclTypeKind.Tuple or HclTypeKind.List or HclTypeKind.Set;
        if (!isSequence || expanded.IsNull)
        {
            diagnostics.Add(EvaluationDiagnostics.InvalidExpansion(last.Source, last.Span, isSequence
                ? "What stands before ... is null; it must be a list."
                : "What stands before ... must be a list, a set or a tuple."));
            return false;
        }

        return expanded.IsKnown;
    }

    private static bool IsRightCount(FunctionCallExpression call, HclFunction function, int count, DiagnosticBag diagnostics)
    {
        var expected = function.Parameters.Count;
        if (count < expected)
        {
            diagnostics.Add(EvaluationDiagnostics.NotEnoughArguments(
                call.Source, call.CloseSpan, call.Name, expected, function.Variadic is not null, function.Parameters[count].Name));
            return false;
        }

        if (function.Variadic is null && count > expected)
        {
            var extra = call.Arguments[Math.Min(expected, call.Arguments.Length - 1)];
            diagnostics.Add(EvaluationDiagnostics.TooManyArguments(call.Source, extra.Span, call.Name, expected));
            return false;
        }

        return true;
    }

    private HclValue CallWithValues(PendingCall call, DiagnosticBag diagnostics)
    {
        var arguments = new HclValue[call.Count];
        var before = diagnostics.Count;
        for (var i = 0; i < arguments.Length; i++)
        {
            var value = call.Evaluate(i, diagnostics);
            if (!HclConversion.TryConvert(value, call.Parameter(i).Type, out arguments[i], out var fault))
            {
                call.ReportArgument(i, fault.Message);
            }
        }

        if (diagnostics.Count > before || !_budget.TrySpend(arguments.Length))
        {
            return HclValue.Dynamic;
        }

        var outcome = FunctionInvocation.Invoke(call.Function, arguments, Context);
        return outcome.Fault is { } refused ? call.Fail(refused) : outcome.Value;
    }

    /// <summary>A call whose arguments are about to be evaluated, those of an expanded last one too.</summary>
    private sealed class PendingCall(
        Evaluator evaluator,
        FunctionCallExpression call,
        HclFunction function,
        HclScope scope,
        HclValue expanded,
        int written,
        int count,
        DiagnosticBag diagnostics) : LazyCall
    {
        public HclFunction Function => function;

        public override int Count => count;

        public override EvaluationContext Context => evaluator.Context;

        public override HclExpression Expression(int argument) => call.Arguments[Math.Min(argument, call.Arguments.Length - 1)];

        public HclParameter Parameter(int argument) =>
            argument < function.Parameters.Count ? function.Parameters[argument] : function.Variadic!;

        public override HclValue Evaluate(int argument, DiagnosticBag into) => argument < written
            ? evaluator.Evaluate(call.Arguments[argument], scope, into)
            : expanded.ElementAt(argument - written).WithMarks(expanded.Marks);

        public void ReportArgument(int argument, string fault)
        {
            var place = Expression(argument);
            diagnostics.Add(EvaluationDiagnostics.InvalidArgument(place.Source, place.Span, Parameter(argument).Name, fault));
        }

        public override HclValue Fail(FunctionFault fault)
        {
            if (fault.Argument >= 0 && fault.Argument < count)
            {
                ReportArgument(fault.Argument, fault.Message);
            }
            else if (fault.Argument >= 0 && (fault.Argument < function.Parameters.Count || function.Variadic is not null))
            {
                diagnostics.Add(EvaluationDiagnostics.InvalidArgument(call.Source, call.Span, Parameter(fault.Argument).Name, fault.Message));
            }
            else
            {
                diagnostics.Add(EvaluationDiagnostics.CallFailed(
                    call.Source, TextSpan.FromBounds(call.NameSpan.Start, call.OpenSpan.End), call.Name, fault.Message));
            }

            return HclValue.Dynamic;
        }
    }
}
