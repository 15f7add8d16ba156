using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Unknowns;

/// <summary>Why a path is not definite, and how weak it is. A definite path has none. Immutable.</summary>
internal sealed class PathMark
{
    private readonly UnknownValue[] _causes;

    private PathMark(bool isMany, UnknownValue[] causes, int count)
    {
        IsMany = isMany;
        _causes = causes;
        Count = count;
    }

    public bool IsMany { get; }

    public IReadOnlyList<UnknownValue> Causes => _causes;

    /// <summary>With those that are only counted.</summary>
    public int Count { get; }

    public Certainty Certainty => IsMany ? Certainty.Many : Certainty.Possible;

    public static PathMark From(UnknownValue unknown, bool isMany = false) => Add(null, unknown.Sources, unknown.Sources.Count, isMany);

    public static PathMark From(PossibleValue possible) => Add(null, possible.Causes, possible.CauseCount, possible.IsMany);

    public static PathMark From(IReadOnlyList<UnknownValue> unknowns)
    {
        PathMark? mark = null;
        foreach (var unknown in unknowns)
        {
            mark = Add(mark, unknown.Sources, unknown.Sources.Count, isMany: false);
        }

        return mark!;
    }

    /// <summary>The mark of a path that has both.</summary>
    public static PathMark? Join(PathMark? left, PathMark? right) =>
        left is null || ReferenceEquals(left, right) ? right : right is null ? left : Add(left, right._causes, right.Count, right.IsMany);

    public PathMark AsMany() => IsMany ? this : new(true, _causes, Count);

    public PathMark AsPossible() => IsMany ? new(false, _causes, Count) : this;

    public PossibleValue Wrap(Value member) => new(member, IsMany, _causes, Count);

    private static PathMark Add(PathMark? mark, IReadOnlyList<UnknownValue> more, int moreCount, bool isMany)
    {
        var causes = mark is null ? [] : new List<UnknownValue>(mark._causes);
        var count = (mark?.Count ?? 0) + moreCount - more.Count;
        var known = causes.Count;
        foreach (var cause in more)
        {
            if (causes.Contains(cause))
            {
                continue;
            }

            count++;
            if (causes.Count < UnknownCauses.Capacity)
            {
                causes.Add(cause);
            }
        }

        var many = isMany || mark is { IsMany: true };
        return mark is not null && causes.Count == known && count == mark.Count && many == mark.IsMany ? mark : new(many, [.. causes], count);
    }
}
