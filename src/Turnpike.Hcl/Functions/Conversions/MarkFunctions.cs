using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Types;
using Turnpike.Values;
using static Turnpike.Hcl.Functions.Takes;

namespace Turnpike.Hcl.Functions.Conversions;

/// <summary>Functions of what a value is marked with: sensitive and ephemeral.</summary>
internal static class MarkFunctions
{
    public static FunctionList All { get; } = new()
    {
        { "sensitive", new HclFunction([Everything("value")], SameType, static (c, _) => c[0].WithMarks(OwnMarks.Sensitive)) },
        { "nonsensitive", new HclFunction([Everything("value")], SameType, static (c, _) => Without(c[0], OwnMarks.Sensitive)) },
        { "issensitive", new HclFunction([Everything("value")], HclType.Boolean, IsSensitive) { IsNeverNull = true } },
        { "ephemeralasnull", new HclFunction([Everything("value")], SameType, static (c, _) => new HclValue(c[0].Type, WithoutEphemeral(c[0].Value))) },
    };

    private static OrFault<HclType> SameType(FunctionCall call) => call[0].Type;

    private static HclValue Without(HclValue value, OwnMarks marks) => new(value.Type, value.Value.WithOwnMarks(value.Marks & ~marks));

    private static OrFault<HclValue> IsSensitive(FunctionCall call, HclType type) =>
        (call[0].Marks & OwnMarks.Sensitive) != 0 ? HclValue.True
        : call[0].IsKnown ? HclValue.False
        : HclValue.Unknown(type);

    private static Value WithoutEphemeral(Value value)
    {
        if (!value.HoldsMarks)
        {
            return value;
        }

        if (value.IsEphemeral)
        {
            // An unknown's type may turn out narrower than that of a null here.
            var stand = value.Kind == ValueKind.Unknown ? HclValue.Unknown(HclType.Dynamic).Value : Value.Null;
            return stand.WithOwnMarks(value.OwnMarks & ~OwnMarks.Ephemeral);
        }

        return value switch
        {
            ArrayValue array => ArrayValue.Create(Array.ConvertAll(array.Items.ToArray(), WithoutEphemeral)).WithOwnMarks(value.OwnMarks),
            ObjectValue o => ObjectValue.Create(o.Shape, Array.ConvertAll(o.Values.ToArray(), WithoutEphemeral)).WithOwnMarks(value.OwnMarks),
            _ => value,
        };
    }
}
