using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Evaluation;

public sealed partial class Evaluator
{
    private readonly Dictionary<ObjectExpression, ObjectLayout> _layouts = [];

    private HclValue EvaluateTuple(TupleExpression tuple, HclScope scope, DiagnosticBag diagnostics)
    {
        if (tuple.Elements.Length == 0)
        {
            return HclValue.EmptyTuple;
        }

        var types = new HclType[tuple.Elements.Length];
        var values = new Value[types.Length];
        for (var i = 0; i < types.Length; i++)
        {
            var item = Evaluate(tuple.Elements[i], scope, diagnostics);
            types[i] = item.Type;
            values[i] = item.Value;
        }

        return new HclValue(TupleType.Create(types), ArrayValue.Create(values));
    }

    private HclValue EvaluateObject(ObjectExpression expression, HclScope scope, DiagnosticBag diagnostics)
    {
        if (expression.Items.Length == 0)
        {
            return HclValue.EmptyObject;
        }

        if (!_layouts.TryGetValue(expression, out var layout))
        {
            layout = ObjectLayout.Of(expression);
            _layouts.Add(expression, layout);
        }

        return layout.Shape is null
            ? EvaluateOpenObject(expression, scope, diagnostics)
            : EvaluateFixedObject(expression, layout, scope, diagnostics);
    }

    private HclValue EvaluateFixedObject(ObjectExpression expression, ObjectLayout layout, HclScope scope, DiagnosticBag diagnostics)
    {
        var types = new HclType[layout.Shape!.Count];
        var values = new Value[types.Length];
        for (var i = 0; i < expression.Items.Length; i++)
        {
            var member = Evaluate(expression.Items[i].Value, scope, diagnostics);
            types[layout.Places[i]] = member.Type;
            values[layout.Places[i]] = member.Value;
        }

        return new HclValue(layout.TypeOf(types), ObjectValue.Create(layout.Shape, values));
    }

    private HclValue EvaluateOpenObject(ObjectExpression expression, HclScope scope, DiagnosticBag diagnostics)
    {
        var builder = new HclObjectBuilder(expression.Items.Length);
        var marks = OwnMarks.None;
        List<HclValue>? unknown = null;
        foreach (var item in expression.Items)
        {
            var hadErrors = diagnostics.Count;
            var key = Evaluate(item.Key, scope, diagnostics);
            var hasFault = diagnostics.Count > hadErrors;
            var value = Evaluate(item.Value, scope, diagnostics);
            marks |= key.Marks;
            if (hasFault)
            {
                (unknown ??= []).Add(key);
            }
            else if (key.IsNull)
            {
                diagnostics.Add(EvaluationDiagnostics.NullKey(item.Value.Source, item.Value.Span));
                (unknown ??= []).Add(key);
            }
            else if (!HclConversion.TryConvert(key.Unmark(), HclType.String, out var name, out var fault))
            {
                diagnostics.Add(EvaluationDiagnostics.IncorrectKey(item.Key.Source, item.Key.Span, fault.Message));
                (unknown ??= []).Add(key);
            }
            else if (!name.IsKnown)
            {
                (unknown ??= []).Add(key);
            }
            else
            {
                builder.Set(name.AsString(), value);
            }
        }

        return unknown is null
            ? builder.ToValue().WithMarks(marks)
            : UnknownSources.Note(HclValue.Dynamic, System.Runtime.InteropServices.CollectionsMarshal.AsSpan(unknown)).WithMarks(marks);
    }

    private HclValue EvaluateObjectKey(ObjectKeyExpression key, HclScope scope, DiagnosticBag diagnostics)
    {
        if (key.IsAmbiguous)
        {
            diagnostics.Add(EvaluationDiagnostics.AmbiguousKey(key.Source, key.Span));
            return HclValue.Dynamic;
        }

        return key.LiteralName is { } name ? HclValue.String(name) : Evaluate(key.Inner, scope, diagnostics);
    }

    /// <summary>The shape of an object whose keys are all written out, shared by all objects that the expression makes.</summary>
    private sealed class ObjectLayout
    {
        private static readonly ObjectLayout s_open = new();
        private ObjectType? _type;

        public Shape? Shape { get; private init; }

        /// <summary>Where each item's value goes; a key that is written again replaces what was there.</summary>
        public int[] Places { get; private init; } = [];

        public static ObjectLayout Of(ObjectExpression expression)
        {
            var names = new string[expression.Items.Length];
            for (var i = 0; i < names.Length; i++)
            {
                if (StaticName(expression.Items[i].Key) is not { } name)
                {
                    return s_open;
                }

                names[i] = name;
            }

            return Create(names);
        }

        /// <summary>The objects an expression makes mostly have the same types.</summary>
        public ObjectType TypeOf(HclType[] types)
        {
            if (_type is { } known && known.Types.SequenceEqual(types))
            {
                return known;
            }

            return _type = ObjectType.Create(Shape!, types);
        }

        private static ObjectLayout Create(string[] names)
        {
            var keys = new List<Value>();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var name in names)
            {
                if (seen.Add(name))
                {
                    keys.Add(Value.Of(name));
                }
            }

            keys.Sort();
            var shape = Shape.FromSorted([.. keys]);
            return new ObjectLayout { Shape = shape, Places = Array.ConvertAll(names, shape.IndexOf) };
        }

        private static string? StaticName(HclExpression key) => key switch
        {
            ObjectKeyExpression { IsAmbiguous: false, LiteralName: { } name } => HclValue.String(name).AsString(),
            ObjectKeyExpression { Inner: TemplateExpression { LiteralText: { } text } } => HclValue.String(text).AsString(),
            JsonStringExpression { TemplateDiagnostics.Count: 0, Template: TemplateExpression { LiteralText: { } text } } => HclValue.String(text).AsString(),
            _ => null,
        };
    }
}
