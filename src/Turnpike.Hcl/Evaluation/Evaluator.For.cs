using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Evaluation;

public sealed partial class Evaluator
{
    private HclValue EvaluateFor(ForExpression expression, HclScope scope, DiagnosticBag diagnostics)
    {
        var collection = Evaluate(expression.Collection, scope, diagnostics);
        var place = expression.Collection;
        if (collection.IsNull)
        {
            diagnostics.Add(EvaluationDiagnostics.IterationOverNull(place.Source, place.Span));
            return HclValue.Dynamic;
        }

        if (collection.Kind != HclTypeKind.Dynamic && collection.Type.IsPrimitive)
        {
            diagnostics.Add(EvaluationDiagnostics.IterationOverOther(place.Source, place.Span, collection.Type));
            return HclValue.Dynamic;
        }

        if (!collection.IsKnown)
        {
            return UnknownSources.Note(HclValue.Dynamic, collection).WithMarks(collection.Marks);
        }

        var elements = HclScope.ForElements(scope, expression.KeyName, expression.ValueName);
        var loop = new ForLoop(expression, collection, elements);
        if (expression.Condition is not null && !ConditionMakesSense(expression.Condition, elements, diagnostics))
        {
            return HclValue.Dynamic;
        }

        return expression.KeyResult is null ? ForTuple(loop, diagnostics) : ForObject(loop, diagnostics);
    }

    /// <summary>One evaluation of a for expression: what it goes over, and what has been found out on the way.</summary>
    private sealed class ForLoop(ForExpression expression, HclValue collection, HclScope scope)
    {
        public ForExpression Expression => expression;

        public HclScope Scope => scope;

        public int Count => collection.Count;

        /// <summary>Of the collection, of conditions and of keys: they mark the whole result.</summary>
        public OwnMarks Marks { get; set; } = collection.Marks;

        /// <summary>What made it impossible to know the result, or null.</summary>
        public List<HclValue>? Unknown { get; private set; }

        public bool IsKnown => Unknown is null;

        public void MarkUnknown(HclValue cause) => (Unknown ??= []).Add(cause);

        public void MoveTo(int index)
        {
            var value = collection.ElementAt(index);
            var key = collection.Value switch
            {
                ObjectValue o => new HclValue(HclType.String, o.Keys[index]),
                SetValue => value,
                _ => HclValue.Integer(index),
            };
            scope.SetElement(key, value);
        }

        public HclValue ToUnknown() =>
            UnknownSources.Note(HclValue.Dynamic, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(Unknown)).WithMarks(Marks);
    }

    // Tried with elements that are not known, so that a fault of the condition's type is reported once and not for each element.
    private bool ConditionMakesSense(HclExpression condition, HclScope scope, DiagnosticBag diagnostics)
    {
        scope.SetElement(HclValue.Dynamic, HclValue.Dynamic);
        var faults = new DiagnosticBag();
        var result = Evaluate(condition, scope, faults);
        diagnostics.AddRange(faults);
        if (result.IsNull)
        {
            diagnostics.Add(EvaluationDiagnostics.ConditionIsNull(condition.Source, condition.Span));
            return false;
        }

        if (!HclConversion.TryConvert(result, HclType.Boolean, out _, out var fault))
        {
            diagnostics.Add(EvaluationDiagnostics.InvalidForCondition(condition.Source, condition.Span, $"What stands after if must be true or false: {fault.Message}."));
            return false;
        }

        return !faults.HasErrors;
    }

    private HclValue ForTuple(ForLoop loop, DiagnosticBag diagnostics)
    {
        var types = new List<HclType>();
        var values = new List<Value>();
        for (var i = 0; i < loop.Count; i++)
        {
            loop.MoveTo(i);
            if (!IsIncluded(loop, diagnostics))
            {
                continue;
            }

            var item = Evaluate(loop.Expression.Result, loop.Scope, diagnostics);
            types.Add(item.Type);
            values.Add(item.Value);
            if (!_budget.TrySpend())
            {
                return HclValue.Dynamic;
            }
        }

        if (IsTooMany(values.Count, loop.Expression, diagnostics))
        {
            return HclValue.Dynamic;
        }

        return loop.IsKnown
            ? new HclValue(TupleType.Create([.. types]), ArrayValue.Create([.. values])).WithMarks(loop.Marks)
            : loop.ToUnknown();
    }

    private HclValue ForObject(ForLoop loop, DiagnosticBag diagnostics)
    {
        var single = new HclObjectBuilder();
        var groups = new Dictionary<string, List<HclValue>>(StringComparer.Ordinal);
        for (var i = 0; i < loop.Count; i++)
        {
            loop.MoveTo(i);
            if (!IsIncluded(loop, diagnostics) || ForKey(loop, diagnostics) is not { } key)
            {
                continue;
            }

            var value = Evaluate(loop.Expression.Result, loop.Scope, diagnostics);
            if (!loop.Expression.IsGrouped)
            {
                AddSingle(loop, single, key, value, diagnostics);
            }
            else if (groups.TryGetValue(key, out var group))
            {
                group.Add(value);
            }
            else
            {
                groups.Add(key, [value]);
            }
        }

        if (!loop.IsKnown)
        {
            return loop.ToUnknown();
        }

        foreach (var (key, group) in groups)
        {
            single.Set(key, HclValue.Tuple(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(group)));
        }

        return single.ToValue().WithMarks(loop.Marks);
    }

    private static void AddSingle(ForLoop loop, HclObjectBuilder members, string key, HclValue value, DiagnosticBag diagnostics)
    {
        if (!members.TryAdd(key, value))
        {
            var place = loop.Expression.KeyResult!;
            diagnostics.Add(EvaluationDiagnostics.DuplicateObjectKey(place.Source, place.Span, key));
        }
    }

    private bool IsIncluded(ForLoop loop, DiagnosticBag diagnostics)
    {
        if (loop.Expression.Condition is not { } condition)
        {
            return true;
        }

        var raw = Evaluate(condition, loop.Scope, diagnostics);
        string? detail = null;
        HclValue include = default;
        if (raw.IsNull)
        {
            detail = "What stands after if is null for an element.";
        }
        else if (!HclConversion.TryConvert(raw, HclType.Boolean, out include, out var fault))
        {
            detail = $"What stands after if must be true or false: {fault.Message}.";
        }

        if (detail is not null)
        {
            if (loop.IsKnown)
            {
                diagnostics.Add(EvaluationDiagnostics.InvalidForCondition(condition.Source, condition.Span, detail));
            }

            loop.MarkUnknown(raw);
            return false;
        }

        loop.Marks |= include.Marks;
        if (!include.IsKnown)
        {
            loop.MarkUnknown(raw);
            return false;
        }

        return include.AsBoolean();
    }

    private string? ForKey(ForLoop loop, DiagnosticBag diagnostics)
    {
        var expression = loop.Expression.KeyResult!;
        var raw = Evaluate(expression, loop.Scope, diagnostics);
        string? detail = null;
        HclValue key = default;
        if (raw.IsNull)
        {
            detail = "The key is null for an element.";
        }
        else if (!raw.IsKnown)
        {
            loop.Marks |= raw.Marks;
            loop.MarkUnknown(raw);
            return null;
        }
        else if (!HclConversion.TryConvert(raw, HclType.String, out key, out var fault))
        {
            detail = $"A key must be a string: {fault.Message}.";
        }

        if (detail is not null)
        {
            if (loop.IsKnown)
            {
                diagnostics.Add(EvaluationDiagnostics.InvalidObjectKey(expression.Source, expression.Span, detail));
            }

            loop.MarkUnknown(raw);
            return null;
        }

        loop.Marks |= key.Marks;
        return key.AsString();
    }
}
