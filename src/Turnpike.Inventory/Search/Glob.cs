using System.Text;
using Turnpike.Inventory.Segments;
using Turnpike.Text;

namespace Turnpike.Inventory.Search;

/// <summary>What a field must be, where <c>*</c> stands for any text; A to Z are as good as a to z.</summary>
internal sealed class Glob
{
    private readonly byte[] _pattern;

    public Glob(string text)
    {
        Text = text;
        _pattern = Encoding.UTF8.GetBytes(Folded.Lower(text));
        HasStar = text.Contains('*', StringComparison.Ordinal);
        Literal = Encoding.UTF8.GetBytes(Folded.Lower(text).Split('*').MaxBy(static part => part.Length)!);
        Prefix = Encoding.UTF8.GetBytes(Folded.Lower(text).Split('*')[0]);
    }

    public string Text { get; }

    public bool HasStar { get; }

    /// <summary>What every match holds: the longest part between stars.</summary>
    public byte[] Literal { get; }

    /// <summary>What every match begins with.</summary>
    public byte[] Prefix { get; }

    public bool Matches(string text) => Matches(Encoding.UTF8.GetBytes(Folded.Lower(text)));

    /// <param name="text">Folded.</param>
    public bool Matches(ReadOnlySpan<byte> text) => Wildcard.Matches(_pattern, text, (byte)'*');
}
