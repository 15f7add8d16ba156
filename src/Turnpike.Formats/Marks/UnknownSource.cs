using Turnpike.Values;

namespace Turnpike.Formats.Marks;

/// <summary>Names the unknowns of one object of a plan and says why each is unknown.</summary>
internal abstract class UnknownSource(string name)
{
    public UnknownPath Root { get; } = new(name);

    /// <param name="path">From the object to the unknown.</param>
    public abstract UnknownOrigin OriginOf(ReadOnlySpan<Value> path);

    /// <param name="place">The name of what stands there.</param>
    public virtual UnknownValue Make(UnknownPath place, ReadOnlySpan<Value> path) => new(place, OriginOf(path));
}

/// <summary>Where the reason is the same throughout.</summary>
internal sealed class SameOrigin(string name, UnknownOrigin origin) : UnknownSource(name)
{
    /// <summary>For where no unknown mask is laid.</summary>
    public static SameOrigin None { get; } = new("", UnknownOrigin.Reference);

    public override UnknownOrigin OriginOf(ReadOnlySpan<Value> path) => origin;
}
