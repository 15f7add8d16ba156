using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Evaluation;

/// <summary>
/// Where a type leaves a part open there is no saying what a known value there is, so such a part becomes unknown:
/// functions come to this where they join an untyped null with other types.
/// </summary>
internal static class OpenParts
{
    public static HclValue Hide(HclValue value) =>
        value.Type.HoldsDynamic ? new HclValue(value.Type, Hide(value.Type, value.Value)) : value;

    private static Value Hide(HclType type, Value value)
    {
        if (!type.HoldsDynamic || value.Kind is ValueKind.Null or ValueKind.Unknown)
        {
            return value;
        }

        var whole = new HclValue(type, value);
        if (type.Kind == HclTypeKind.Dynamic || value is SetValue)
        {
            return type.Kind == HclTypeKind.Dynamic || HoldsKnown(whole) ? HclValue.Unknown(type).Value.WithOwnMarks(value.OwnMarks) : value;
        }

        var parts = new Value[whole.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            var part = whole.ElementAt(i);
            parts[i] = Hide(part.Type, part.Value);
        }

        Value result = value is ObjectValue o ? ObjectValue.Create(o.Shape, parts) : ArrayValue.Create(parts);
        return result.WithOwnMarks(value.OwnMarks);
    }

    private static bool HoldsKnown(HclValue set)
    {
        for (var i = 0; i < set.Count; i++)
        {
            var member = set.ElementAt(i);
            if (Hide(member.Type, member.Value) != member.Value)
            {
                return true;
            }
        }

        return false;
    }
}
