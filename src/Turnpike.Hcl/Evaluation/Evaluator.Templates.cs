using System.Text;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Evaluation;

public sealed partial class Evaluator
{
    private HclValue EvaluateTemplate(TemplateExpression template, HclScope scope, DiagnosticBag diagnostics)
    {
        if (template.Parts is [LiteralExpression { Value: StringValue literal }])
        {
            return new HclValue(HclType.String, literal);
        }

        var text = new StringBuilder();
        var marks = OwnMarks.None;
        var faults = diagnostics.Count;
        List<HclValue>? unknown = null;
        foreach (var part in template.Parts)
        {
            var value = Evaluate(part, scope, diagnostics);
            if (value.IsNull)
            {
                diagnostics.Add(EvaluationDiagnostics.InvalidInterpolation(
                    part.Source, part.Span, "The value is null, which has no text; give it a default."));
                continue;
            }

            marks |= value.Marks;
            if (!value.IsKnown)
            {
                (unknown ??= []).Add(value);
            }
            else if (!HclConversion.TryConvert(value.Unmark(), HclType.String, out var shown, out var fault))
            {
                diagnostics.Add(EvaluationDiagnostics.InvalidInterpolation(
                    part.Source, part.Span, $"The value has no text: {fault.Message}. Use jsonencode() or join()."));
            }
            else if (unknown is null && !Append(text, shown.AsString(), part, diagnostics))
            {
                return HclValue.Dynamic;
            }
        }

        if (unknown is null)
        {
            return HclValue.String(text.ToString()).WithMarks(marks);
        }

        var known = KnownPrefix.Of(text.ToString());
        var result = HclValue.Unknown(
            HclType.String, diagnostics.Count > faults || known.Length == 0 ? HclUnknown.NotNull : new UnknownRefinement { NotNull = true, Prefix = known });
        return UnknownSources.Note(result, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(unknown)).WithMarks(marks);
    }

    private bool Append(StringBuilder text, string more, HclExpression part, DiagnosticBag diagnostics)
    {
        if (text.Length + (long)more.Length > Context.Limits.TextLength || !_budget.TrySpend(more.Length / 64))
        {
            diagnostics.Add(EvaluationDiagnostics.TooLarge(part.Source, part.Span, "characters", Context.Limits.TextLength));
            return false;
        }

        text.Append(more);
        return true;
    }

    private HclValue EvaluateJoin(TemplateJoinExpression join, HclScope scope, DiagnosticBag diagnostics)
    {
        var tuple = Evaluate(join.Tuple, scope, diagnostics);
        if (!tuple.IsKnown || tuple.IsNull)
        {
            return UnknownSources.Note(HclValue.Unknown(HclType.String), tuple).WithMarks(tuple.Marks);
        }

        var text = new StringBuilder();
        var marks = tuple.Marks;
        for (var i = 0; i < tuple.Count; i++)
        {
            var item = tuple.ElementAt(i);
            if (item.IsNull)
            {
                diagnostics.Add(EvaluationDiagnostics.InvalidInterpolation(
                    join.Source, join.Span, "A value of the loop is null, which has no text."));
            }
            else if (!item.IsKnown && item.Kind == HclTypeKind.Dynamic)
            {
                return UnknownSources.Note(HclValue.Unknown(HclType.String), item).WithMarks(marks);
            }
            else if (!HclConversion.TryConvert(item, HclType.String, out var shown, out var fault))
            {
                diagnostics.Add(EvaluationDiagnostics.InvalidInterpolation(
                    join.Source, join.Span, $"A value of the loop has no text: {fault.Message}."));
            }
            else if (!item.IsKnown)
            {
                return UnknownSources.Note(HclValue.Unknown(HclType.String), item).WithMarks(marks);
            }
            else if (Append(text, shown.AsString(), join, diagnostics))
            {
                marks |= shown.Marks;
            }
            else
            {
                return HclValue.Dynamic;
            }
        }

        return HclValue.String(text.ToString()).WithMarks(marks);
    }
}
