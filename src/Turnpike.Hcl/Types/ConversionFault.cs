using Turnpike.Values;

namespace Turnpike.Hcl.Types;

/// <summary>Why a value cannot become what is asked, and in which part of it the reason lies.</summary>
/// <param name="Message">Without a place: <c>a number is required</c>.</param>
/// <param name="Path">From the value to the part at fault.</param>
public sealed record ConversionFault(string Message, ValuePath Path)
{
    public ConversionFault(string message)
        : this(message, ValuePath.Root)
    {
    }

    /// <summary>The fault as seen from a value that holds the part at <paramref name="step"/>.</summary>
    public ConversionFault Under(Value step) => this with { Path = new ValuePath([step, .. Path]) };

    /// <summary>The place, if any, then the message: <c>element 0: a number is required</c>, <c>attribute "port": a number is required</c>.</summary>
    public override string ToString() => ConversionText.Of(this);
}
