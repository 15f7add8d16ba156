using System.Collections.Immutable;
using Turnpike.Text;

namespace Turnpike.Rego.Syntax;

public enum RegoVersion : byte
{
    V0,
    V1,
}

/// <summary>One parsed file. Immutable, like all below it.</summary>
public sealed record RegoModule(
    SourceText Source,
    RegoVersion Version,
    PackageDeclaration Package,
    ImmutableArray<Import> Imports,
    ImmutableArray<RegoRule> Rules,
    ImmutableArray<Comment> Comments)
{
    /// <summary>Every metadata block in the order of the text; those of rules hang on their rule too.</summary>
    public ImmutableArray<Annotation> Annotations { get; init; } = [];

    /// <summary>Version 1 rules hold: the file is version 1 or imports <c>rego.v1</c>.</summary>
    public bool IsV1 { get; init; }
}

/// <param name="Span">The whole declaration.</param>
/// <param name="PathSpan">The path alone.</param>
/// <param name="Path">Below <c>data</c>.</param>
public sealed record PackageDeclaration(TextSpan Span, TextSpan PathSpan, ImmutableArray<string> Path)
{
    /// <summary>The metadata of scope package or subpackages written above the declaration.</summary>
    public ImmutableArray<Annotation> Annotations { get; init; } = [];
}

/// <param name="Span">The whole import.</param>
/// <param name="PathSpan">The path alone.</param>
/// <param name="Path">Starts with <c>data</c>, <c>input</c>, <c>future</c> or <c>rego</c>.</param>
/// <param name="Alias">Null where none is written.</param>
public sealed record Import(TextSpan Span, TextSpan PathSpan, ImmutableArray<string> Path, VarTerm? Alias)
{
    /// <summary>The name by which the module knows it: the alias, else the last part of the path.</summary>
    public string Name => Alias?.Name ?? Path[^1];

    /// <summary><c>future.keywords</c> or <c>rego.v1</c>: tells the parser something and binds no name.</summary>
    public bool IsDirective => Path[0] is "future" or "rego";
}

/// <summary>From the number sign to the end of the line.</summary>
public readonly record struct Comment(TextSpan Span);
