using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Evaluation;

public sealed partial class Evaluator
{
    private HclValue EvaluateSplat(SplatExpression splat, HclScope scope, DiagnosticBag diagnostics)
    {
        var faults = new DiagnosticBag();
        var source = Evaluate(splat.From, scope, faults);
        diagnostics.AddRange(faults);
        if (faults.HasErrors)
        {
            return HclValue.Dynamic;
        }

        var isSingle = source.Kind is not (HclTypeKind.Tuple or HclTypeKind.List or HclTypeKind.Set);
        if (source.IsNull)
        {
            if (isSingle)
            {
                return HclValue.EmptyTuple.WithMarks(source.Marks);
            }

            diagnostics.Add(EvaluationDiagnostics.SplatOfNull(splat.From.Source, splat.From.Span));
            return HclValue.Dynamic;
        }

        if (source.Kind == HclTypeKind.Dynamic)
        {
            return UnknownSources.Note(HclValue.Dynamic, source).WithMarks(source.Marks);
        }

        // A single value is a list of one, but an unknown one may turn out null and the list empty.
        var mayBeEmpty = isSingle && !HclUnknown.IsSurelyNotNull(source);
        if (isSingle)
        {
            source = HclValue.Tuple(source);
        }

        var (item, value) = (_splatItem, _splatValue);
        _splatItem = splat.Item;
        var result = source.IsKnown ? SplatKnown(splat, source, scope, diagnostics) : SplatUnknown(splat, source, scope, diagnostics);
        (_splatItem, _splatValue) = (item, value);
        return mayBeEmpty ? UnknownSources.Note(HclValue.Dynamic, source) : result;
    }

    private HclValue SplatKnown(SplatExpression splat, HclValue source, HclScope scope, DiagnosticBag diagnostics)
    {
        if (source.Kind != HclTypeKind.Tuple && source.Count == 0)
        {
            return HclValue.EmptyList(SplatType(splat, source.Type, scope, diagnostics).Element!).WithMarks(source.Marks);
        }

        var items = new HclValue[source.Count];
        var isFaulty = false;
        for (var i = 0; i < items.Length; i++)
        {
            var before = diagnostics.Count;
            _splatValue = source.ElementAt(i);
            items[i] = Evaluate(splat.Each, scope, diagnostics);
            isFaulty |= diagnostics.Count > before;
        }

        if (isFaulty)
        {
            return HclValue.Unknown(SplatType(splat, source.Type, scope, new DiagnosticBag()));
        }

        return (source.Kind == HclTypeKind.Tuple ? HclValue.Tuple(items) : ListOf(items)).WithMarks(source.Marks);
    }

    // All have one type, but for those of which nothing is known.
    private static HclValue ListOf(HclValue[] items)
    {
        var element = HclType.Dynamic;
        var values = new Value[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            element = element.Kind == HclTypeKind.Dynamic ? items[i].Type : element;
            values[i] = items[i].Value;
        }

        return HclValue.List(element, values);
    }

    private HclValue SplatUnknown(SplatExpression splat, HclValue source, HclScope scope, DiagnosticBag diagnostics)
    {
        var type = SplatType(splat, source.Type, scope, diagnostics);
        var result = HclValue.Unknown(type, HclUnknown.NotNull);
        if (type.Kind == HclTypeKind.List)
        {
            var (least, most) = LengthBounds.Of(source);
            result = HclUnknown.Refine(result, new UnknownRefinement { NotNull = true, MinimumLength = least, MaximumLength = most });
        }

        return UnknownSources.Note(result, source).WithMarks(source.Marks);
    }

    private HclType SplatType(SplatExpression splat, HclType source, HclScope scope, DiagnosticBag diagnostics)
    {
        if (source is not TupleType tuple)
        {
            _splatValue = HclValue.Unknown(source.Element!);
            return HclType.List(Evaluate(splat.Each, scope, diagnostics).Type);
        }

        var types = new HclType[tuple.Count];
        for (var i = 0; i < types.Length; i++)
        {
            _splatValue = HclValue.Unknown(tuple[i]);
            types[i] = Evaluate(splat.Each, scope, diagnostics).Type;
        }

        return TupleType.Create(types);
    }
}
