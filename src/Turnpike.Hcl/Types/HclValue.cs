using System.Text;
using Turnpike.Text.Normalization;
using Turnpike.Values;

namespace Turnpike.Hcl.Types;

/// <summary>
/// A value with its type, as Terraform pairs them. The parts of a value take their types from the type's parts: a list's
/// items are an <see cref="ArrayValue"/>, a map or object an <see cref="ObjectValue"/>, a set a <see cref="SetValue"/>
/// whose <see cref="SetValue.Unordered"/> lies in Terraform's order. Marks (sensitive, ephemeral) are those of the value
/// itself; its parts carry their own, and a mark on the whole is not repeated on the parts.
/// The default value is no value: the answer where something could not be computed.
/// </summary>
public readonly partial struct HclValue
{
    public HclValue(HclType type, Value value)
    {
        Type = type;
        Value = value;
    }

    public HclType Type { get; }

    public Value Value { get; }

    /// <summary>This is a value, not the absence of one.</summary>
    public bool Exists => Type is not null;

    public HclTypeKind Kind => Type.Kind;

    public bool IsNull => Value.Kind == ValueKind.Null;

    public bool IsKnown => Value.Kind != ValueKind.Unknown;

    /// <summary>No part of it, at any depth, is unknown.</summary>
    public bool IsWhollyKnown => Value.IsGround;

    public OwnMarks Marks => Value.OwnMarks;

    public bool IsMarked => Value.OwnMarks != OwnMarks.None;

    /// <summary>It or a part of it, at any depth, is marked.</summary>
    public bool HoldsMarks => Value.HoldsMarks;

    /// <summary>A value of unknown type: what stands for a result after an error.</summary>
    public static HclValue Dynamic { get; } = Unknown(HclType.Dynamic);

    public static HclValue DynamicNull { get; } = new(HclType.Dynamic, Value.Null);

    public static HclValue True { get; } = new(HclType.Boolean, Value.True);

    public static HclValue False { get; } = new(HclType.Boolean, Value.False);

    public static HclValue Null(HclType type) => new(type, Value.Null);

    public static HclValue Boolean(bool value) => value ? True : False;

    /// <summary>Brings the text to Unicode's normal form C, as all strings of the language are.</summary>
    public static HclValue String(string text) =>
        new(HclType.String, Value.Of(NormalForm.C(text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? WellFormed(text) : text)));

    /// <summary>An integer of 64 bits' precision: what functions that count give.</summary>
    public static HclValue Integer(long value) => new(HclType.Number, HclNumber.OfCount(value));

    public static HclValue Number(BinaryNumber number) => new(HclType.Number, NumberValue.FromBinary(number));

    public static HclValue Number(NumberValue number) => new(HclType.Number, number);

    /// <summary>An unknown of no known origin; what computes it gives it one.</summary>
    public static HclValue Unknown(HclType type, UnknownRefinement? refinement = null) => HclUnknown.Create(type, refinement);

    /// <summary>Only where <see cref="Value"/> is a known string.</summary>
    public string AsString() => ((StringValue)Value).Value;

    public bool AsBoolean() => ((BooleanValue)Value).Value;

    public NumberValue AsNumber() => (NumberValue)Value;

    public HclValue WithMarks(OwnMarks marks) => (marks & ~Marks) == 0 ? this : new HclValue(Type, Value.WithOwnMarks(Marks | marks));

    /// <summary>Without its own marks; its parts keep theirs.</summary>
    public HclValue Unmark() => IsMarked ? new HclValue(Type, Value.WithOwnMarks(OwnMarks.None)) : this;

    public HclValue Unmark(out OwnMarks marks)
    {
        marks = Marks;
        return Unmark();
    }

    /// <summary>Without marks at any depth, which are united in <paramref name="marks"/>.</summary>
    public HclValue UnmarkDeep(out OwnMarks marks) => DeepMarks.Strip(this, out marks);

    /// <summary>For debuggers and tests.</summary>
    public override string ToString() => Exists ? $"{Type}: {Value}" : "(none)";

    private static string WellFormed(string text)
    {
        // A lone surrogate stands for what was not UTF-8.
        var runes = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            runes.Append(rune.ToString());
        }

        return runes.ToString();
    }
}
