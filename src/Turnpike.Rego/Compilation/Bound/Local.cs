using Turnpike.Text;

namespace Turnpike.Rego.Compilation.Bound;

/// <summary>A variable of one rule, function or query. It is known by its identity: several may have one name.</summary>
internal sealed class Local
{
    public Local(string name, TextSpan span, bool isWildcard = false)
    {
        Name = name;
        Span = span;
        IsWildcard = isWildcard;
    }

    public string Name { get; }

    /// <summary>Where it is first written.</summary>
    public TextSpan Span { get; }

    public bool IsWildcard { get; }

    /// <summary>Made by the compiler, so no message may name it.</summary>
    public bool IsGenerated => Name.Length == 0;

    public override string ToString() => Name;
}
