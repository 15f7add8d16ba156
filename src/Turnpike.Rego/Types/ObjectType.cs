using Turnpike.Values;

namespace Turnpike.Rego.Types;

/// <summary>An object: members known by key, and perhaps others with keys and values of some types.</summary>
public sealed class ObjectType : RegoType
{
    private readonly Dictionary<Value, RegoType> _byKey;

    internal ObjectType(IReadOnlyList<(Value Key, RegoType Value)> members, (RegoType Key, RegoType Value)? others)
    {
        _byKey = new Dictionary<Value, RegoType>(members.Count);
        foreach (var (key, value) in members)
        {
            _byKey[key] = value;
        }

        Members = [.. _byKey.OrderBy(m => m.Key).Select(m => (m.Key, m.Value))];
        Others = others;
        Size = SizeOf([.. Members.Select(static m => m.Value), others?.Key ?? Null], others?.Value);
    }

    public static ObjectType Create(IReadOnlyList<(Value Key, RegoType Value)> members, (RegoType Key, RegoType Value)? others) => new(members, others);

    /// <summary>The members that each value of the type has, in the order of their keys.</summary>
    public IReadOnlyList<(Value Key, RegoType Value)> Members { get; }

    /// <summary>What further members look like; null where there are none.</summary>
    public (RegoType Key, RegoType Value)? Others { get; }

    public override RegoType? Keys => UnionOf([.. Members.Select(m => Of(m.Key)), .. Others is { } others ? [others.Key] : System.Array.Empty<RegoType>()]);

    public override RegoType? Items => UnionOf([.. Members.Select(m => m.Value), .. Others is { } others ? [others.Value] : System.Array.Empty<RegoType>()]);

    internal override int Kinds => 1 << (int)ValueKind.Object;

    internal override int Size { get; }

    public override RegoType? Select(Value key) =>
        _byKey.TryGetValue(key, out var known) ? known
        : Others is { } others && others.Key.Overlaps(Of(key)) ? others.Value
        : null;

    private protected override string Describe()
    {
        var members = string.Join(", ", Members.Select(m => $"{(m.Key is StringValue text ? text.Value : m.Key.ToString())}: {m.Value}"));
        var known = Members.Count == 0 && Others is not null ? "" : $"<{members}>";
        return $"object{known}{(Others is { } others ? $"[{others.Key}: {others.Value}]" : "")}";
    }

    private protected override bool OverlapsOne(RegoType other) =>
        other is ObjectType obj && HoldsAllOf(obj) && obj.HoldsAllOf(this);

    private bool HoldsAllOf(ObjectType other)
    {
        foreach (var (key, value) in other.Members)
        {
            if (Select(key) is not { } mine || !mine.Overlaps(value))
            {
                return false;
            }
        }

        return true;
    }
}
