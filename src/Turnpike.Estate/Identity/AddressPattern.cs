using Turnpike.Text;

namespace Turnpike.Estate.Identity;

/// <summary>
/// A glob over addresses: <c>*</c> stands for any text. It matches an address as a whole, or its configuration address
/// (without instance keys), so <c>aws_s3_bucket.logs</c> covers every instance and <c>module.a.*</c> a whole module.
/// Everything but <c>*</c> stands for itself; quotes and brackets of keys need no escape.
/// </summary>
public sealed class AddressPattern
{
    public AddressPattern(string text) => Text = text;

    public string Text { get; }

    public bool Matches(ResourceAddress address) =>
        Matches(Text, address.Text) || (!ReferenceEquals(address.Text, address.ConfigurationText) && Matches(Text, address.ConfigurationText));

    /// <summary>For what has a name and no address, such as a file.</summary>
    public bool MatchesText(string name) => Matches(Text, name);

    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text) => Wildcard.Matches(pattern, text, '*');

    public override string ToString() => Text;
}
