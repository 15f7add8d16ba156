using System.Text;
using Turnpike.Values;

namespace Turnpike.Formats.Marks;

/// <summary>Names the unknowns of one object of a plan and says why each is unknown.</summary>
internal abstract class UnknownSource(string name)
{
    public UnknownValue Unknown(ValuePath path)
    {
        var id = new StringBuilder(name);
        foreach (var step in path)
        {
            id.Append('/').Append(step is StringValue key ? key.Value : step.ToString());
        }

        return new UnknownValue(id.ToString(), OriginOf(path));
    }

    protected abstract UnknownOrigin OriginOf(ValuePath path);
}

/// <summary>Where the reason is the same throughout.</summary>
internal sealed class SameOrigin(string name, UnknownOrigin origin) : UnknownSource(name)
{
    /// <summary>For where no unknown mask is laid.</summary>
    public static SameOrigin None { get; } = new("", UnknownOrigin.Reference);

    protected override UnknownOrigin OriginOf(ValuePath path) => origin;
}
