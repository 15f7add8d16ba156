using System.Collections.Immutable;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Parsing;

/// <summary>Hangs each metadata block on the declaration below it, and those of scope document on every rule of that path.</summary>
internal sealed class AnnotationAttacher
{
    private readonly RegoModule _module;
    private readonly List<Diagnostic> _faults;
    private readonly List<Annotation> _all = [];
    private readonly List<Annotation> _package = [];
    private readonly Dictionary<RegoRule, List<Annotation>> _ofRule = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, List<Annotation>> _ofPath = [];

    private AnnotationAttacher(RegoModule module, List<Diagnostic> faults)
    {
        _module = module;
        _faults = faults;
    }

    /// <summary>The module with its annotations. Faults of the blocks are added to the list.</summary>
    public static RegoModule Attach(RegoModule module, List<Diagnostic> faults)
    {
        var blocks = MetadataBlock.Find(module.Source, module.Comments);
        return blocks.Count == 0 ? module : new AnnotationAttacher(module, faults).Attach(blocks);
    }

    private RegoModule Attach(List<MetadataBlock> blocks)
    {
        foreach (var block in blocks)
        {
            if (block.Read(_faults) is { } content)
            {
                var reader = new AnnotationReader(_module.Source, block, content, _faults);
                Attach(block, reader.Read(), reader);
            }
        }

        var rules = ImmutableArray.CreateBuilder<RegoRule>(_module.Rules.Length);
        foreach (var rule in _module.Rules)
        {
            var ofPath = _ofPath.GetValueOrDefault(PathOf(rule)) ?? [];
            var ofRule = _ofRule.GetValueOrDefault(rule) ?? [];
            rules.Add(ofPath.Count + ofRule.Count == 0 ? rule : rule with { Annotations = [.. ofPath, .. ofRule] });
        }

        return _module with
        {
            Annotations = [.. _all],
            Rules = rules.MoveToImmutable(),
            Package = _module.Package with { Annotations = [.. _package] },
        };
    }

    private void Attach(MetadataBlock block, Annotation annotation, AnnotationReader reader)
    {
        var target = FindTarget(block);
        var name = reader.Scope ?? target switch
        {
            RegoRule => reader.IsEntrypoint ? "document" : "rule",
            PackageDeclaration => "package",
            _ => null,
        };
        if (ScopeOf(name) is not { } scope)
        {
            _faults.Add(name is null
                ? SyntaxDiagnostics.MetadataPlace(_module.Source, block.HeadSpan, "rule", "rule", target is Import ? "import" : null)
                : SyntaxDiagnostics.MetadataScope(_module.Source, block.SpanOf("scope"), name));
            return;
        }

        var wantsRule = scope is AnnotationScope.Rule or AnnotationScope.Document;
        if (wantsRule ? target is not RegoRule : target is not PackageDeclaration)
        {
            var found = target switch { RegoRule => "rule", PackageDeclaration => "package", Import => "import", _ => null };
            _faults.Add(SyntaxDiagnostics.MetadataPlace(_module.Source, block.HeadSpan, name!, wantsRule ? "rule" : "package", found));
            return;
        }

        if (reader.IsEntrypoint && scope is not (AnnotationScope.Document or AnnotationScope.Package))
        {
            _faults.Add(SyntaxDiagnostics.MetadataEntrypoint(_module.Source, block.SpanOf("entrypoint"), name!));
            return;
        }

        Keep(annotation with { Scope = scope, Document = annotation.Document.With("scope", Value.Of(name!)) }, target);
    }

    private void Keep(Annotation annotation, object? target)
    {
        _all.Add(annotation);
        if (target is not RegoRule rule)
        {
            _package.Add(annotation);
        }
        else if (annotation.Scope == AnnotationScope.Document)
        {
            Add(_ofPath, PathOf(rule), annotation);
        }
        else
        {
            Add(_ofRule, rule, annotation);
        }
    }

    private static void Add<T>(Dictionary<T, List<Annotation>> lists, T key, Annotation annotation)
        where T : notnull
    {
        if (!lists.TryGetValue(key, out var list))
        {
            lists[key] = list = [];
        }

        list.Add(annotation);
    }

    private object? FindTarget(MetadataBlock block)
    {
        var row = block.Row;
        object? best = null;
        var bestStart = int.MaxValue;
        Consider(_module.Package, _module.Package.Span);
        foreach (var import in _module.Imports)
        {
            Consider(import, import.Span);
        }

        foreach (var rule in _module.Rules)
        {
            Consider(rule, rule.Span);
        }

        return best;

        void Consider(object declaration, TextSpan span)
        {
            if (span.Start < bestStart && span.Start > block.Span.Start && _module.Source.PositionAt(span.Start).Line > row)
            {
                (best, bestStart) = (declaration, span.Start);
            }
        }
    }

    private static AnnotationScope? ScopeOf(string? name) => name switch
    {
        "rule" => AnnotationScope.Rule,
        "document" => AnnotationScope.Document,
        "package" => AnnotationScope.Package,
        "subpackages" => AnnotationScope.Subpackages,
        _ => null,
    };

    // The ground part of the path, as one text.
    private static string PathOf(RegoRule rule)
    {
        List<string> parts = [rule.Head.Name.Name];
        foreach (var part in rule.Head.Path)
        {
            if (part is not ScalarTerm scalar)
            {
                break;
            }

            parts.Add($"{scalar.Value.Kind}:{(scalar.Value is StringValue text ? text.Value : scalar.Value.ToString())}");
        }

        return string.Join('\0', parts);
    }
}
