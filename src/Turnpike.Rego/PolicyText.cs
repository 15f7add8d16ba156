using System.Text;
using Turnpike.Text;

namespace Turnpike.Rego;

/// <summary>The text of one module, and the name that errors call it by. A string is a text without a name.</summary>
public sealed record PolicyText(string Name, ReadOnlyMemory<byte> Utf8)
{
    public PolicyText(string name, string text)
        : this(name, Encoding.UTF8.GetBytes(text))
    {
    }

    public static implicit operator PolicyText(string text) => new("policy.rego", text);

    internal SourceText ToSource() => new(Name, Utf8);
}
