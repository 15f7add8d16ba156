using Turnpike.Values;

namespace Turnpike.Formats.Withholding;

/// <summary>What the walks over a document's zones share. Parts that stay the same are shared, not copied.</summary>
internal static class Zones
{
    public static Value Members(Value value, Func<string, Value, Value> map)
    {
        if (value is not ObjectValue obj)
        {
            return value;
        }

        Value[]? mapped = null;
        for (var i = 0; i < obj.Count; i++)
        {
            var member = obj.Keys[i] is StringValue { Value: var name } && obj.Values[i] is var old and not NullValue ? map(name, old) : obj.Values[i];
            if (!ReferenceEquals(member, obj.Values[i]))
            {
                mapped ??= obj.Values.ToArray();
                mapped[i] = member;
            }
        }

        return mapped is null ? obj : ObjectValue.Create(obj.Shape, mapped);
    }

    public static Value Items(Value value, Func<Value, Value> map)
    {
        if (value is not ArrayValue array)
        {
            return value;
        }

        Value[]? mapped = null;
        for (var i = 0; i < array.Count; i++)
        {
            var item = map(array[i]);
            if (!ReferenceEquals(item, array[i]))
            {
                mapped ??= array.Items.ToArray();
                mapped[i] = item;
            }
        }

        return mapped is null ? array : ArrayValue.Create(mapped);
    }

    /// <summary>A member that this version does not know may hold anything, so it is a secret as a whole.</summary>
    public static Value Unheard(Value value, ZoneVisit visit) => value is BooleanValue or NumberValue ? value : visit(value, Value.True);
}
