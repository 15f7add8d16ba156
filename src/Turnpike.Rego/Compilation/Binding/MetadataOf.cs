using Turnpike.Rego.Compilation.Bound;
using Turnpike.Rego.Syntax;
using Turnpike.Values;

namespace Turnpike.Rego.Compilation.Binding;

/// <summary>Gathers what <c>rego.metadata.rule()</c> and <c>rego.metadata.chain()</c> give inside a rule.</summary>
internal static class MetadataOf
{
    public static RuleMetadata Rule(BoundRule rule)
    {
        var own = Last(rule.Syntax.Annotations, AnnotationScope.Rule);
        return new RuleMetadata(own?.Document ?? ObjectValue.Empty, Chain(rule, own));
    }

    private static ArrayValue Chain(BoundRule rule, Annotation? own)
    {
        var package = PackagePath(rule.Module);
        var chain = new List<Value> { Link(RulePath(rule, package), own) };
        if (Last(rule.Syntax.Annotations, AnnotationScope.Document) is { } document)
        {
            chain.Add(Link(RulePath(rule, package), document));
        }

        if (Last(rule.Module.Package.Annotations, AnnotationScope.Package) is { } owner)
        {
            chain.Add(Link(package, owner));
        }

        for (var i = rule.Module.Package.Annotations.Length - 1; i >= 0; i--)
        {
            if (rule.Module.Package.Annotations[i].Scope == AnnotationScope.Subpackages)
            {
                chain.Add(Link(package, rule.Module.Package.Annotations[i]));
            }
        }

        return ArrayValue.Create([.. chain]);
    }

    private static Annotation? Last(IReadOnlyList<Annotation> annotations, AnnotationScope scope)
    {
        for (var i = annotations.Count - 1; i >= 0; i--)
        {
            if (annotations[i].Scope == scope)
            {
                return annotations[i];
            }
        }

        return null;
    }

    private static ObjectValue Link(Value[] path, Annotation? annotation) => annotation is null
        ? Value.Object(("path", ArrayValue.Create(path)))
        : Value.Object(("path", ArrayValue.Create(path)), ("annotations", annotation.Document));

    private static Value[] PackagePath(RegoModule module) => [.. module.Package.Path.Select(static part => (Value)Value.Of(part))];

    private static Value[] RulePath(BoundRule rule, Value[] package)
    {
        var path = new List<Value>(package) { Value.Of(rule.Syntax.Head.Name.Name) };
        foreach (var part in rule.Syntax.Head.Path)
        {
            if (part is not ScalarTerm scalar)
            {
                break;
            }

            path.Add(scalar.Value);
        }

        return [.. path];
    }
}
