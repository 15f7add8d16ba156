using System.Text;

namespace Turnpike.Values;

/// <summary>Why a value is not known.</summary>
public enum UnknownOrigin : byte
{
    /// <summary>It refers to something that exists only after apply.</summary>
    Reference,

    /// <summary>The provider computes it and the configuration does not set it.</summary>
    ComputedUnset,

    /// <summary>The provider or Terraform put the change off to a later plan.</summary>
    Deferred,

    /// <summary>The module that would say is not there.</summary>
    MissingModule,

    /// <summary>It is a secret, and the document was kept without it (<see cref="Values.Withheld"/>).</summary>
    Withheld,

    /// <summary>It is there, and whoever observed it could not read it: a call was denied or failed.</summary>
    Unread,
}

/// <summary>What is known of an unknown value. Absent members say nothing.</summary>
public sealed record UnknownRefinement
{
    public const int MaxAlternatives = 8;

    public ValueKind? Type { get; init; }

    public bool NotNull { get; init; }

    /// <summary>The value is a string that starts so.</summary>
    public string? Prefix { get; init; }

    /// <summary>The value is a number at least this.</summary>
    public NumberValue? Minimum { get; init; }

    /// <summary>The value is a number at most this.</summary>
    public NumberValue? Maximum { get; init; }

    /// <summary>The value is a collection of at least so many elements, or a text that is not empty.</summary>
    public int MinimumLength { get; init; }

    /// <summary>The value is a collection of at most so many elements.</summary>
    public int? MaximumLength { get; init; }

    /// <summary>The value is one of these ground values, at most <see cref="MaxAlternatives"/>; all else above is then implied.</summary>
    public IReadOnlyList<Value>? Alternatives { get; init; }
}

/// <summary>
/// Names an unknown by where it stands, each step sharing the one above it: a plan holds hundreds of thousands of
/// unknowns, and few of their names are ever read.
/// </summary>
public sealed class UnknownPath
{
    private readonly UnknownPath? _parent;
    private readonly string? _name;
    private readonly Value? _step;

    /// <param name="name">Of what holds the unknown: an address.</param>
    public UnknownPath(string name) => _name = name;

    private UnknownPath(UnknownPath parent, Value step)
    {
        _parent = parent;
        _step = step;
    }

    public UnknownPath Child(Value step) => new(this, step);

    /// <summary>What it begins with, and the steps from there.</summary>
    public (string Name, ValuePath Steps) Parts()
    {
        var steps = new Stack<Value>();
        var here = this;
        for (; here._parent is { } parent; here = parent)
        {
            steps.Push(here._step!);
        }

        return (here._name!, new ValuePath([.. steps]));
    }

    /// <summary>As Terraform refers to it: <c>aws_x.y["a/b"].nodes[0].id</c>.</summary>
    public string ToReference()
    {
        if (_parent is null)
        {
            return _name!;
        }

        var text = new StringBuilder();
        AppendReferenceTo(text);
        return text.ToString();
    }

    /// <summary>The same steps, starting anew: not the same path.</summary>
    internal UnknownPath Copy() => _parent is null ? new(_name!) : new(_parent.Copy(), _step!);

    /// <summary>The same steps from the very same start, not only from one of the same name.</summary>
    internal bool IsSame(UnknownPath other)
    {
        var here = this;
        while (!ReferenceEquals(here, other))
        {
            if (here._parent is null || other._parent is null || here._step != other._step)
            {
                return false;
            }

            (here, other) = (here._parent, other._parent);
        }

        return true;
    }

    /// <summary>The name and the steps, parted by slashes.</summary>
    public override string ToString()
    {
        if (_parent is null)
        {
            return _name!;
        }

        var text = new StringBuilder();
        AppendTo(text);
        return text.ToString();
    }

    private void AppendReferenceTo(StringBuilder text)
    {
        if (_parent is null)
        {
            text.Append(_name);
            return;
        }

        _parent.AppendReferenceTo(text);
        if (_step is StringValue { Value: var key } && IsName(key))
        {
            text.Append('.').Append(key);
        }
        else
        {
            text.Append('[').Append(JsonText.Redacted(_step!)).Append(']');
        }
    }

    private static bool IsName(string key)
    {
        foreach (var c in key)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '-'))
            {
                return false;
            }
        }

        return key.Length > 0 && !char.IsDigit(key[0]);
    }

    private void AppendTo(StringBuilder text)
    {
        if (_parent is null)
        {
            text.Append(_name);
            return;
        }

        _parent.AppendTo(text);
        text.Append('/').Append(_step is StringValue key ? key.Value : _step!.ToString());
    }
}

/// <summary>A value that exists and is not known: not null, not absent, not false.</summary>
public sealed class UnknownValue : Value
{
    private readonly UnknownPath _path;

    // Null for an unknown of the input: most are, and a plan has many.
    private readonly IReadOnlyList<UnknownValue>? _sources;
    private string? _id;

    /// <param name="id">Its path. Two unknowns with one id are the same value.</param>
    /// <param name="isAnonymous">Born of iterating an unknown: it stands for many values, so another of its name is another value.</param>
    public UnknownValue(string id, UnknownOrigin origin, UnknownRefinement? refinement = null, bool isAnonymous = false)
        : this(new UnknownPath(id), origin, refinement, isAnonymous)
    {
    }

    /// <inheritdoc cref="UnknownValue(string, UnknownOrigin, UnknownRefinement?, bool)"/>
    public UnknownValue(UnknownPath path, UnknownOrigin origin, UnknownRefinement? refinement = null, bool isAnonymous = false)
        : this(path, origin, refinement, isAnonymous, null, ValueMarks.HoldsUnknown)
    {
    }

    private UnknownValue(
        UnknownPath path,
        UnknownOrigin origin,
        UnknownRefinement? refinement,
        bool isAnonymous,
        IReadOnlyList<UnknownValue>? sources,
        ValueMarks marks)
        : base(ValueKind.Unknown, marks)
    {
        _path = path;
        Origin = origin;
        Refinement = refinement;
        IsAnonymous = isAnonymous;
        _sources = sources;
    }

    /// <summary>A value computed from unknowns, such as the result of a function.</summary>
    /// <param name="sources">What it was computed from: at least one, none of them itself derived.</param>
    public static UnknownValue Derived(string id, IReadOnlyList<UnknownValue> sources, UnknownRefinement? refinement = null, bool isAnonymous = false) =>
        new(new UnknownPath(id), sources[0].Origin, refinement, isAnonymous, sources, ValueMarks.HoldsUnknown);

    public UnknownPath Path => _path;

    public string Id => _id ??= _path.ToString();

    public UnknownOrigin Origin { get; }

    public UnknownRefinement? Refinement { get; }

    public bool IsAnonymous { get; }

    /// <summary>The unknowns of the input that make this unknown: itself, unless it was computed.</summary>
    public IReadOnlyList<UnknownValue> Sources => _sources ?? [this];

    /// <summary>Computed from unknowns: it may be a set, while an unknown of the input is a JSON value.</summary>
    public bool IsDerived => _sources is not null;

    /// <summary>Another value of the same kind: what this one stands for, met a second time.</summary>
    public UnknownValue Anew() => new(_path.Copy(), Origin, Refinement, isAnonymous: true, _sources, Marks);

    /// <summary>This unknown, with more or less known of it.</summary>
    public UnknownValue Refined(UnknownRefinement? refinement) => new(_path, Origin, refinement, IsAnonymous, _sources, Marks);

    /// <summary>This unknown, said to be computed from others.</summary>
    /// <param name="sources">At least one, none of them itself derived.</param>
    public UnknownValue From(IReadOnlyList<UnknownValue> sources) => new(_path, sources[0].Origin, Refinement, IsAnonymous, sources, Marks);

    /// <summary>This unknown as one that has a name of its own: where it stands.</summary>
    public UnknownValue Placed(UnknownPath path) => new(path, Origin, Refinement, isAnonymous: false, _sources, Marks);

    /// <summary>What stands at <paramref name="key"/> inside this unknown; sensitive if this is.</summary>
    public UnknownValue Child(Value key) => new(_path.Child(key), Origin, null, IsAnonymous, _sources, Marks);

    public override Value ToSensitive() =>
        IsSensitive ? this : new UnknownValue(_path, Origin, Refinement, IsAnonymous, _sources, Marks | ValueMarks.Sensitive);

    private protected override Value Remark(ValueMarks marks) => new UnknownValue(_path, Origin, Refinement, IsAnonymous, _sources, marks);

    private protected override bool EqualsSameKind(Value other)
    {
        var that = (UnknownValue)other;
        return IsAnonymous || that.IsAnonymous
            ? IsAnonymous == that.IsAnonymous && _path.IsSame(that._path)
            : ReferenceEquals(_path, that._path) || Id == that.Id;
    }

    private protected override int CompareSameKind(Value other) => CodePointOrder.Compare(Id, ((UnknownValue)other).Id);

    private protected override int ComputeHash() => Id.GetHashCode(StringComparison.Ordinal);
}
