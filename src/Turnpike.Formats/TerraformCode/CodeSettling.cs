using Turnpike.Estate.Changes;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformCode;

/// <summary>
/// What code leads to where its resources are there already. As Terraform proposes it: what the code leaves to the provider,
/// and what it takes from another resource that is there, stays as it is known; what is spelt otherwise and the same stays
/// too. What the code sets is as the code says.
/// </summary>
internal sealed class CodeSettling(IReadOnlyList<ResourceChange> changes)
{
    private readonly Lazy<Dictionary<string, ResourceChange>> _there = new(() =>
    {
        var there = new Dictionary<string, ResourceChange>(StringComparer.Ordinal);
        foreach (var change in changes.Where(static c => c.StartsFromSomething && c.LeavesSomething))
        {
            there.TryAdd(change.Address.Text, change);
        }

        return there;
    });

    public Value? Of(PlannedObject planned) => planned.After is { } after ? Settle(after, planned.Before ?? Value.Null) : null;

    /// <summary>Whether what is there would be changed, as far as both are known.</summary>
    public static bool IsChanged(Value? before, Value? after, ReadOnlySpan<byte> key) =>
        !SameValue.IsSame(before ?? Value.Null, after ?? Value.Null, key) || Opens(before, after);

    private Value Settle(Value after, Value before)
    {
        switch (after, before)
        {
            case (UnknownValue unknown, _):
                return Find(unknown) is { } known ? after.IsSensitive ? known.ToSensitive() : known : after;
            case ({ IsSensitive: true }, _):
                return after;
            case (ObjectValue wanted, ObjectValue there):
                return Members(wanted, there);
            case (ArrayValue wanted, ArrayValue there) when wanted.Count == there.Count:
                var items = Items(wanted, there);
                return items.IsGround && SameValue.IsSame(items, there, []) ? there : items;
            case (ObjectValue or ArrayValue, _) when !after.IsGround:
                return Parts(after);
            case (NullValue, _):
                return IsNothing(before) ? before : after;
            default:
                return before is not NullValue && after.IsGround && before.IsGround && SameValue.IsSame(after, before, []) ? before : after;
        }
    }

    private ObjectValue Members(ObjectValue wanted, ObjectValue there)
    {
        var made = new ObjectBuilder(there.Count);
        made.SetAll(there);
        for (var i = 0; i < wanted.Count; i++)
        {
            made.Set(wanted.Keys[i], Settle(wanted.Values[i], there.Get(wanted.Keys[i]) ?? Value.Null));
        }

        return made.ToValue();
    }

    private ArrayValue Items(ArrayValue wanted, ArrayValue there)
    {
        var items = new Value[wanted.Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Settle(wanted[i], there[i]);
        }

        return ArrayValue.Create(items);
    }

    // Of another form than what is there, so that its own unknown parts have no counterpart; those of other resources do.
    private Value Parts(Value value)
    {
        switch (value)
        {
            case UnknownValue { Origin: UnknownOrigin.Reference } unknown:
                return Find(unknown) ?? value;
            case ObjectValue obj when !obj.IsGround && !obj.IsSensitive:
                return ObjectValue.Create(obj.Shape, [.. obj.Values.ToArray().Select(Parts)]);
            case ArrayValue array when !array.IsGround && !array.IsSensitive:
                return ArrayValue.Create([.. array.Items.ToArray().Select(Parts)]);
            default:
                return value;
        }
    }

    private Value? Find(UnknownValue unknown)
    {
        if (unknown.IsDerived || unknown.IsAnonymous || unknown.Origin is UnknownOrigin.Withheld)
        {
            return null;
        }

        var (name, steps) = unknown.Path.Parts();
        return steps.Count > 0 && _there.Value.TryGetValue(name, out var change) ? steps.Resolve(change.Before) : null;
    }

    private static bool Opens(Value? before, Value? after) => (before, after) switch
    {
        (null or NullValue or UnknownValue, _) => false,
        (_, UnknownValue { Origin: not UnknownOrigin.Withheld }) => true,
        (_, null or { IsGround: true }) => false,
        (ObjectValue there, ObjectValue wanted) => wanted.Keys.ToArray().Any(key => Opens(there.Get(key), wanted.Get(key))),
        (ArrayValue there, ArrayValue wanted) => wanted.Items.ToArray().Where((item, i) => Opens(i < there.Count ? there[i] : null, item)).Any(),
        _ => false,
    };

    // What a provider writes for an argument that is not set.
    private static bool IsNothing(Value value) => value switch
    {
        NullValue or StringValue { Value: "" } or ArrayValue { Count: 0 } or ObjectValue { Count: 0 } or BooleanValue { Value: false } => true,
        NumberValue number => number.TryGetInt32(out var n) && n == 0,
        _ => false,
    };
}
