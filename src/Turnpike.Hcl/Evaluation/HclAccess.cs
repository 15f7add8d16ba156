using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Evaluation;

/// <summary>Attributes and elements of values, as <c>.name</c> and <c>[key]</c> give them, with Terraform's faults.</summary>
public static class HclAccess
{
    private const string NoElement = "The key is that of no element";

    /// <summary>Takes constant steps one after the other; stops at the first that fails.</summary>
    public static HclValue Traverse(HclValue value, ReadOnlySpan<TraversalStep> steps, SourceText source, DiagnosticBag diagnostics)
    {
        foreach (var step in steps)
        {
            value = step switch
            {
                AttributeStep attribute => Attribute(value, attribute.Name, source, attribute.Span, diagnostics),
                IndexStep index => Index(value, new HclValue(TypeOf(index.Key), index.Key), source, step.Span, diagnostics),
                _ => default,
            };
            if (!value.Exists)
            {
                return HclValue.Dynamic;
            }
        }

        return value;
    }

    private static HclType TypeOf(Value key) => key.Kind switch
    {
        ValueKind.String => HclType.String,
        ValueKind.Number => HclType.Number,
        ValueKind.Boolean => HclType.Boolean,
        _ => HclType.Dynamic,
    };

    /// <summary>The attribute of an object or element of a map; no value (with a diagnostic) where there is none.</summary>
    public static HclValue Attribute(HclValue value, string name, SourceText source, TextSpan span, DiagnosticBag diagnostics)
    {
        if (value.IsNull)
        {
            diagnostics.Add(EvaluationDiagnostics.AttributeOfNull(source, span));
            return default;
        }

        switch (value.Type)
        {
            case ObjectType type:
                var at = type.IndexOf(name);
                if (at < 0)
                {
                    diagnostics.Add(EvaluationDiagnostics.UnsupportedAttribute(source, span, $"The object has no attribute named {TypeText.Quote(name)}."));
                    return default;
                }

                return value.IsKnown ? value.ElementAt(at).WithMarks(value.Marks) : UnknownPart(value, type.Types[at], name);
            case { Kind: HclTypeKind.Map }:
                if (!value.IsKnown)
                {
                    return UnknownPart(value, value.Type.Element!, name);
                }

                var element = value.ElementAt(name);
                if (!element.Exists)
                {
                    diagnostics.Add(EvaluationDiagnostics.MissingMapElement(source, span, name));
                    return default;
                }

                return element.WithMarks(value.Marks);
            case { Kind: HclTypeKind.Dynamic }:
                return UnknownPart(value, HclType.Dynamic, name);
            default:
                diagnostics.Add(EvaluationDiagnostics.UnsupportedAttribute(source, span, WhyNoAttributes(value.Type, name)));
                return default;
        }
    }

    /// <summary>The element at a key; no value (with a diagnostic) where there is none.</summary>
    public static HclValue Index(HclValue value, HclValue key, SourceText source, TextSpan span, DiagnosticBag diagnostics)
    {
        if (value.IsNull)
        {
            diagnostics.Add(EvaluationDiagnostics.IndexOfNull(source, span));
            return default;
        }

        if (key.IsNull)
        {
            return Fail("The key is null.", source, span, diagnostics);
        }

        if (key.Kind == HclTypeKind.Dynamic || value.Kind == HclTypeKind.Dynamic)
        {
            return UnknownElement(value, key, HclType.Dynamic);
        }

        switch (value.Kind)
        {
            case HclTypeKind.List or HclTypeKind.Tuple:
                return Converted(ref key, HclType.Number, source, span, diagnostics) ? ElementOfSequence(value, key, source, span, diagnostics) : default;
            case HclTypeKind.Map:
                return Converted(ref key, HclType.String, source, span, diagnostics) ? ElementOfMap(value, key, source, span, diagnostics) : default;
            case HclTypeKind.Object:
                return ElementOfObject(value, key, source, span, diagnostics);
            case HclTypeKind.Set:
                return Fail(
                    "A set's elements have neither order nor keys; make it a list with tolist() or go over it with a for expression.",
                    source, span, diagnostics);
            default:
                return Fail("Only lists, tuples, maps and objects have elements to select.", source, span, diagnostics);
        }
    }

    private static bool Converted(ref HclValue key, HclType type, SourceText source, TextSpan span, DiagnosticBag diagnostics)
    {
        if (HclConversion.TryConvert(key, type, out var converted, out var fault))
        {
            key = converted;
            return true;
        }

        Fail($"{NoElement}: {fault.Message}.", source, span, diagnostics);
        return false;
    }

    private static HclValue ElementOfSequence(HclValue value, HclValue key, SourceText source, TextSpan span, DiagnosticBag diagnostics)
    {
        var tuple = value.Type as TupleType;
        if (!key.IsKnown)
        {
            return UnknownElement(value, key, tuple is null ? value.Type.Element! : HclType.Dynamic);
        }

        var number = key.AsNumber();
        var isPlace = number.TryGetInt32(out var at) && HclNumber.IsPlain(number);
        if (!value.IsKnown && isPlace && at >= 0 && (tuple is null ? LengthBounds.Of(value).Most is not { } most || at < most : at < tuple.Count))
        {
            return UnknownPart(value, tuple is null ? value.Type.Element! : tuple[at], at).WithMarks(key.Marks);
        }

        if (value.IsKnown && isPlace && (uint)at < (uint)value.Count)
        {
            return value.ElementAt(at).WithMarks(value.Marks | key.Marks);
        }

        return Fail(WhyNoElement(number, value), source, span, diagnostics);
    }

    private static string WhyNoElement(NumberValue index, HclValue value)
    {
        var number = HclNumber.ToBinary(index);
        if (!number.IsInteger)
        {
            return NoElement + ": an index is a whole number, and this one has a fraction; use floor().";
        }

        if (number.Sign < 0)
        {
            return NoElement + ": an index is not negative; use element() to count from the end.";
        }

        if (value.IsMarked)
        {
            return NoElement + ".";
        }

        return value.IsKnown && value.Count == 0
            ? NoElement + ": there are no elements at all."
            : NoElement + ": there are fewer elements.";
    }

    private static HclValue ElementOfMap(HclValue value, HclValue key, SourceText source, TextSpan span, DiagnosticBag diagnostics)
    {
        if (!key.IsKnown || !value.IsKnown)
        {
            return UnknownElement(value, key, value.Type.Element!);
        }

        var element = value.ElementAt(key.AsString());
        return element.Exists
            ? element.WithMarks(value.Marks | key.Marks)
            : Fail(NoElement + ".", source, span, diagnostics);
    }

    private static HclValue ElementOfObject(HclValue value, HclValue key, SourceText source, TextSpan span, DiagnosticBag diagnostics)
    {
        var wasNumber = key.Kind == HclTypeKind.Number;
        if (!Converted(ref key, HclType.String, source, span, diagnostics))
        {
            return default;
        }

        if (!key.IsKnown)
        {
            return UnknownElement(value, key, HclType.Dynamic);
        }

        var type = (ObjectType)value.Type;
        var at = type.IndexOf(key.AsString());
        if (at < 0)
        {
            var hint = wasNumber ? " An object's attributes are selected by name, not by number." : "";
            return Fail($"{NoElement}.{hint}", source, span, diagnostics);
        }

        return (value.IsKnown ? value.ElementAt(at) : UnknownPart(value, type.Types[at], key.AsString())).WithMarks(value.Marks);
    }

    // What stands in a known place of an unknown keeps that unknown's name, so that it can be followed to its origin.
    private static HclValue UnknownPart(HclValue value, HclType type, Value step)
    {
        var unknown = (UnknownValue)value.Value;
        return unknown.IsAnonymous
            ? UnknownSources.Note(HclValue.Unknown(type), value).WithMarks(value.Marks)
            : new HclValue(type, unknown.Child(step)).WithMarks(value.Marks);
    }

    private static HclValue UnknownPart(HclValue value, HclType type, string name) => UnknownPart(value, type, Value.Of(name));

    private static HclValue UnknownPart(HclValue value, HclType type, int place) => UnknownPart(value, type, Value.Of((long)place));

    private static HclValue UnknownElement(HclValue value, HclValue key, HclType type) =>
        UnknownSources.Note(HclValue.Unknown(type), value, key).WithMarks(value.Marks | key.Marks);

    private static string WhyNoAttributes(HclType type, string name)
    {
        if (type is { Kind: HclTypeKind.List, Element: ObjectType element })
        {
            return element.IndexOf(name) >= 0
                ? $"This is a list of objects: {TypeText.Quote(name)} is an attribute of its elements. Select one with [0], or all with [*]."
                : "This is a list of objects: its elements have attributes. Select one with [0], or all with [*].";
        }

        if (type is { Kind: HclTypeKind.Set, Element: ObjectType })
        {
            return "This is a set of objects: its elements have attributes. Go over them with [*].";
        }

        return type.IsPrimitive ? $"A {type} has no attributes." : "Only objects and maps have attributes.";
    }

    private static HclValue Fail(string detail, SourceText source, TextSpan span, DiagnosticBag diagnostics)
    {
        diagnostics.Add(EvaluationDiagnostics.InvalidIndex(source, span, detail));
        return default;
    }
}
