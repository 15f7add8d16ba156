using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Estate;

/// <summary>A document that resources were read from. Readers derive from it; places are found only when asked for.</summary>
public abstract class SourceDocument
{
    /// <summary>The text as read, for snippets and positions.</summary>
    public abstract SourceText Source { get; }

    /// <summary>The place of a value in the text; where it does not exist, the nearest place above it that does.</summary>
    public abstract TextSpan Locate(ValuePath path);

    /// <summary>The place to show for a value, which may be in another file: that of the code it was made by.</summary>
    public virtual DocumentPlace PlaceOf(ValuePath path) => new(Source, Locate(path), []);
}

/// <summary>A place that people are led to.</summary>
/// <param name="Calls">Where it lies in a Terraform module: the calls that lead there, outermost first.</param>
public sealed record DocumentPlace(SourceText Source, TextSpan Span, IReadOnlyList<CallPlace> Calls)
{
    /// <summary>Where it starts, said by whoever had the text; null where the text is at hand.</summary>
    public TextPosition? Told { get; init; }

    public TextPosition Start => Told ?? Source.PositionAt(Span.Start);
}

/// <summary>A module call.</summary>
/// <param name="Module">The instance of the module that is called: <c>module.a["k"]</c>.</param>
public sealed record CallPlace(string Module, SourceText Source, TextSpan Span)
{
    /// <inheritdoc cref="DocumentPlace.Told"/>
    public TextPosition? Told { get; init; }

    public TextPosition Start => Told ?? Source.PositionAt(Span.Start);
}
