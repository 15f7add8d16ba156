using Turnpike.Values;

namespace Turnpike.Estate.Changes;

/// <summary>
/// What happens to a resource, in order. The usual combinations are shared; one never seen before is kept as it is
/// written. Ask for what you mean (<see cref="Deletes"/>), never compare the whole list.
/// </summary>
public sealed class ChangeActions : IEquatable<ChangeActions>
{
    private static readonly ChangeActions[] s_usual =
    [
        NoOp = new("no-op"), Create = new("create"), Read = new("read"), Update = new("update"), Delete = new("delete"),
        Forget = new("forget"), DeleteCreate = new("delete", "create"), CreateDelete = new("create", "delete"), CreateForget = new("create", "forget"),
    ];

    private readonly string[] _names;

    private ChangeActions(params string[] names)
    {
        _names = names;
        var values = new Value[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            values[i] = Value.Of(names[i]);
        }

        Words = ArrayValue.Create(values);
    }

    public static ChangeActions NoOp { get; }

    public static ChangeActions Create { get; }

    public static ChangeActions Read { get; }

    public static ChangeActions Update { get; }

    public static ChangeActions Delete { get; }

    /// <summary>Leaves management, keeps running.</summary>
    public static ChangeActions Forget { get; }

    /// <summary>Replacement that destroys first.</summary>
    public static ChangeActions DeleteCreate { get; }

    /// <summary>Replacement that creates first.</summary>
    public static ChangeActions CreateDelete { get; }

    /// <summary>Replacement that leaves the old object running but unmanaged.</summary>
    public static ChangeActions CreateForget { get; }

    /// <summary>In Terraform's words, in their order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The same as rules read it: an array of strings.</summary>
    public ArrayValue Words { get; }

    public bool IsNoOp => Has("no-op");

    public bool Creates => Has("create");

    public bool Reads => Has("read");

    public bool Updates => Has("update");

    public bool Deletes => Has("delete");

    public bool Forgets => Has("forget");

    public bool Replaces => Creates && (Deletes || Forgets);

    public static ChangeActions Of(params ReadOnlySpan<string> names)
    {
        foreach (var usual in s_usual)
        {
            if (names.SequenceEqual(usual._names))
            {
                return usual;
            }
        }

        return new ChangeActions(names.ToArray());
    }

    private bool Has(string name) => System.Array.IndexOf(_names, name) >= 0;

    public bool Equals(ChangeActions? other) => other is not null && _names.AsSpan().SequenceEqual(other._names);

    public override bool Equals(object? obj) => Equals(obj as ChangeActions);

    public override int GetHashCode() => Words.GetHashCode();

    public override string ToString() => string.Join(", ", _names);
}
