using System.Collections.Immutable;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Syntax;

public enum AnnotationScope : byte
{
    Rule,
    Document,
    Package,
    Subpackages,
}

/// <summary>A <c># METADATA</c> block.</summary>
/// <param name="Span">The whole block of comments.</param>
/// <param name="Scope">As written, else rule above a rule and package above a package.</param>
/// <param name="Document">
/// What <c>rego.metadata</c> gives: only the fields that are set; authors as objects of name and email,
/// related resources as objects of ref and description, <c>custom</c> as written.
/// </param>
public sealed record Annotation(TextSpan Span, AnnotationScope Scope, ObjectValue Document)
{
    public string? Title => (Document.Get("title") as StringValue)?.Value;

    public string? Description => (Document.Get("description") as StringValue)?.Value;

    public bool IsEntrypoint => Document.Get("entrypoint") is BooleanValue { Value: true };

    /// <summary>The path (<c>input</c>, <c>data.acl</c>) and what its value must look like.</summary>
    public ImmutableArray<SchemaAnnotation> Schemas { get; init; } = [];

    public ObjectValue? Custom => Document.Get("custom") as ObjectValue;
}

/// <summary>Either the path of a loaded schema (<c>schema.input</c>) or one written in place.</summary>
public sealed record SchemaAnnotation(ImmutableArray<string> Path, ImmutableArray<string> Schema, Value? Definition);
