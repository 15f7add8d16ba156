using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.Yaml;

/// <summary>
/// Finds where a path stands in one YAML document that has been read without error, by reading the document once more
/// when the first place is asked for. Safe for several threads.
/// </summary>
public sealed class YamlLocator
{
    private readonly Lazy<YamlNode?> _root;
    private readonly YamlLimits _limits;

    public YamlLocator(SourceText source, TextSpan document, YamlLimits limits)
    {
        _limits = limits;
        _root = new Lazy<YamlNode?>(() => new YamlComposer(new YamlText(source, document), new DiagnosticBag(), limits).Next()?.Root);
        Start = new TextSpan(document.Start, 0);
    }

    private TextSpan Start { get; }

    /// <summary>The span of the value at a path with its key; the key alone for a container. Where the path ends early, the deepest part there is.</summary>
    public TextSpan Locate(IEnumerable<Value> path)
    {
        if (_root.Value is not { } node)
        {
            return Start;
        }

        YamlNode? key = null;
        foreach (var step in path)
        {
            var found = Step(node, step);
            if (found is null)
            {
                break;
            }

            (key, node) = found.Value;
        }

        return Head(key, node);
    }

    private (YamlNode? Key, YamlNode Value)? Step(YamlNode node, Value step) => step switch
    {
        StringValue name when node.Kind == YamlNodeKind.Mapping => Member(node, name.Value),
        NumberValue number when node.Kind == YamlNodeKind.Sequence && number.TryGetInt32(out var at) && at >= 0 && at < node.Items.Count => (null, node.Items[at]),
        _ => null,
    };

    private (YamlNode? Key, YamlNode Value)? Member(YamlNode mapping, string name)
    {
        foreach (var (key, value) in mapping.Entries)
        {
            if (!YamlValues.IsMerge(key) && YamlValues.KeyText(key, _limits) == name)
            {
                return (key, value);
            }
        }

        foreach (var (key, value) in mapping.Entries)
        {
            if (YamlValues.IsMerge(key) && Merged(value, name) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private (YamlNode? Key, YamlNode Value)? Merged(YamlNode from, string name)
    {
        foreach (var part in from.Kind == YamlNodeKind.Sequence ? from.Items : [from])
        {
            if (Member(part, name) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static TextSpan Head(YamlNode? key, YamlNode node)
    {
        if (node.Kind == YamlNodeKind.Scalar)
        {
            // A value behind an alias stands elsewhere; its key does not.
            return key is null ? node.Span : node.Span.Start < key.Span.Start ? key.Span : key.Span.Cover(node.Span);
        }

        return key?.Span ?? (node.Entries.Count > 0 ? node.Entries[0].Key.Span : new TextSpan(node.Span.Start, 1));
    }
}
