using Turnpike.Rego.Builtins;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation.Bound;

/// <summary>A term whose names are resolved.</summary>
internal abstract class BoundTerm(TextSpan span)
{
    public TextSpan Span { get; } = span;
}

internal sealed class BoundConstant(TextSpan span, Value value) : BoundTerm(span)
{
    public Value Value { get; } = value;
}

internal sealed class BoundLocal(TextSpan span, Local local) : BoundTerm(span)
{
    public Local Local { get; } = local;
}

internal enum DocumentRoot : byte
{
    Input,
    Data,
}

/// <summary><c>input</c> or <c>data</c> itself; mostly the head of a <see cref="BoundRef"/>.</summary>
internal sealed class BoundRoot(TextSpan span, DocumentRoot root) : BoundTerm(span)
{
    public DocumentRoot Root { get; } = root;
}

/// <summary>A path into another term. The head is never itself a reference.</summary>
internal sealed class BoundRef(TextSpan span, BoundTerm head, IReadOnlyList<BoundTerm> keys) : BoundTerm(span)
{
    public BoundTerm Head { get; } = head;

    public IReadOnlyList<BoundTerm> Keys { get; } = keys;
}

internal sealed class BoundArray(TextSpan span, IReadOnlyList<BoundTerm> items) : BoundTerm(span)
{
    public IReadOnlyList<BoundTerm> Items { get; } = items;
}

internal sealed class BoundSet(TextSpan span, IReadOnlyList<BoundTerm> items) : BoundTerm(span)
{
    public IReadOnlyList<BoundTerm> Items { get; } = items;
}

internal sealed class BoundObject(TextSpan span, IReadOnlyList<(BoundTerm Key, BoundTerm Value)> members) : BoundTerm(span)
{
    public IReadOnlyList<(BoundTerm Key, BoundTerm Value)> Members { get; } = members;
}

internal enum ComprehensionKind : byte
{
    Array,
    Set,
    Object,
}

/// <param name="key">Only of an object.</param>
/// <param name="captured">The locals of enclosing bodies that it uses.</param>
internal sealed class BoundComprehension(
    TextSpan span, ComprehensionKind kind, BoundTerm? key, BoundTerm value, BoundBody body, IReadOnlyList<Local> captured) : BoundTerm(span)
{
    public ComprehensionKind Kind { get; } = kind;

    public BoundTerm? Key { get; } = key;

    public BoundTerm Value { get; } = value;

    public BoundBody Body { get; } = body;

    public IReadOnlyList<Local> Captured { get; } = captured;
}

/// <summary>A call of a builtin or of a function written in Rego; exactly one of the two is there.</summary>
internal sealed class BoundCall(TextSpan span, Builtin? builtin, RuleNode? function, IReadOnlyList<BoundTerm> arguments) : BoundTerm(span)
{
    public Builtin? Builtin { get; } = builtin;

    public RuleNode? Function { get; } = function;

    public IReadOnlyList<BoundTerm> Arguments { get; } = arguments;

    public string Name => Builtin?.Name ?? Function!.ToString();

    public bool IsRelation => Builtin?.Enumerate is not null;
}

/// <summary>Each part is a text constant or a comprehension that gathers at most one value.</summary>
internal sealed class BoundTemplate(TextSpan span, IReadOnlyList<BoundTerm> parts) : BoundTerm(span)
{
    public IReadOnlyList<BoundTerm> Parts { get; } = parts;
}
