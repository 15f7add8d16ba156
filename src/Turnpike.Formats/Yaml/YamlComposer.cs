using Turnpike.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Turnpike.Formats.Yaml;

/// <summary>
/// Builds the nodes of one document after another from the parser's events. The first fault ends the reading: after one,
/// indentation says nothing about what was meant.
/// </summary>
internal sealed class YamlComposer
{
    private const string CoreTagPrefix = "tag:yaml.org,2002:";

    private readonly YamlText _text;
    private readonly DiagnosticBag _diagnostics;
    private readonly YamlLimits _limits;
    private readonly Scanner _scanner;
    private readonly Parser _parser;
    private readonly Dictionary<string, YamlNode> _anchors = [];
    private long _aliased;
    private int _documents;

    public YamlComposer(YamlText text, DiagnosticBag diagnostics, YamlLimits limits)
    {
        _text = text;
        _diagnostics = diagnostics;
        _limits = limits;
        _scanner = new Scanner(new StringReader(text.Text), skipComments: true);
        _parser = new Parser(_scanner);
    }

    /// <summary>The root of the next document and where the document starts; null at the end and after a fault.</summary>
    public (YamlNode Root, int Start)? Next()
    {
        try
        {
            return NextDocument();
        }
        catch (YamlException e)
        {
            var start = Math.Max(e.Start.Index, TabAt(e));
            _diagnostics.Add(YamlDiagnostics.Syntax(_text.Source, _text.Span(start, Math.Max(e.End.Index, start + 1)), Reason(e)));
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or FormatException or OverflowException)
        {
            // The parser's own slips on malformed text ("a: [1" and a key on the next line), which it does not report as faults.
            var at = _scanner.CurrentPosition.Index;
            _diagnostics.Add(YamlDiagnostics.Syntax(_text.Source, _text.Span(at, at + 1), "a bracket or quote before here is not closed, or something else is out of place"));
        }
        catch (Fault fault)
        {
            _diagnostics.Add(fault.Diagnostic);
        }

        return null;
    }

    private (YamlNode Root, int Start)? NextDocument()
    {
        while (_parser.MoveNext())
        {
            if (_parser.Current is DocumentStart start)
            {
                var span = SpanOf(start);
                if (++_documents > _limits.MaxDocuments)
                {
                    throw new Fault(YamlDiagnostics.TooManyDocuments(_text.Source, span, _limits.MaxDocuments));
                }

                _anchors.Clear();
                _parser.MoveNext();
                return (Compose(1), span.Start);
            }
        }

        return null;
    }

    private YamlNode Compose(int depth)
    {
        var current = _parser.Current!;
        var span = SpanOf(current);
        if (depth > _limits.MaxDepth)
        {
            throw new Fault(YamlDiagnostics.TooDeep(_text.Source, span, _limits.MaxDepth));
        }

        switch (current)
        {
            case AnchorAlias alias:
                return Follow(alias.Value.Value, span, depth);
            case Scalar scalar:
                var node = new YamlNode(YamlNodeKind.Scalar, span) { Tag = TagOf(scalar), Text = scalar.Value, IsPlain = scalar.Style == ScalarStyle.Plain };
                Remember(scalar, node);
                return node;
            case SequenceStart sequence:
                return ComposeSequence(sequence, span, depth);
            case MappingStart mapping:
                return ComposeMapping(mapping, span, depth);
            default:
                throw new Fault(YamlDiagnostics.Syntax(_text.Source, span, "a value was expected"));
        }
    }

    private YamlNode ComposeSequence(SequenceStart start, TextSpan span, int depth)
    {
        var node = new YamlNode(YamlNodeKind.Sequence, span) { Tag = TagOf(start), IsOpen = true };
        Remember(start, node);
        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            var item = Compose(depth + 1);
            node.Items.Add(item);
            node.Hold(item);
        }

        node.IsOpen = false;
        return node;
    }

    private YamlNode ComposeMapping(MappingStart start, TextSpan span, int depth)
    {
        var node = new YamlNode(YamlNodeKind.Mapping, span) { Tag = TagOf(start), IsOpen = true };
        Remember(start, node);
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var key = Compose(depth + 1);
            _parser.MoveNext();
            var value = Compose(depth + 1);
            node.Entries.Add((key, value));
            node.Hold(key);
            node.Hold(value);
        }

        node.IsOpen = false;
        return node;
    }

    private YamlNode Follow(string anchor, TextSpan span, int depth)
    {
        if (!_anchors.TryGetValue(anchor, out var node))
        {
            throw new Fault(YamlDiagnostics.UnknownAlias(_text.Source, span, anchor));
        }

        if (node.IsOpen)
        {
            throw new Fault(YamlDiagnostics.CyclicAlias(_text.Source, span, anchor));
        }

        if (depth + node.Height - 1 > _limits.MaxDepth)
        {
            throw new Fault(YamlDiagnostics.TooDeep(_text.Source, span, _limits.MaxDepth));
        }

        // Nothing is copied here, but whoever walks the value later pays for each use.
        _aliased += node.Size;
        if (_aliased > _limits.MaxAliasedNodes)
        {
            throw new Fault(YamlDiagnostics.AliasesTooLarge(_text.Source, span, _limits.MaxAliasedNodes));
        }

        return node;
    }

    private void Remember(NodeEvent start, YamlNode node)
    {
        if (!start.Anchor.IsEmpty)
        {
            _anchors[start.Anchor.Value] = node;
        }
    }

    private TextSpan SpanOf(ParsingEvent e) => _text.Span(e.Start.Index, e is Scalar ? e.End.Index : Math.Max(e.End.Index, e.Start.Index + 1));

    private static string? TagOf(NodeEvent node)
    {
        if (node.Tag.IsEmpty || node.Tag.IsNonSpecific)
        {
            return node.Tag.IsEmpty ? null : "!!str";
        }

        var tag = node.Tag.Value;
        return tag.StartsWith(CoreTagPrefix, StringComparison.Ordinal) ? "!!" + tag[CoreTagPrefix.Length..] : tag;
    }

    private static string Reason(YamlException e) => e.Message.TrimEnd('.', ' ');

    // For a tab the parser gives the start of what it is in, not the tab.
    private long TabAt(YamlException e)
    {
        if (!e.Message.Contains("tab", StringComparison.Ordinal))
        {
            return 0;
        }

        var from = (int)Math.Clamp(e.Start.Index, 0, _text.Text.Length);
        for (var line = from; line >= 0 && line < _text.Text.Length; line = _text.Text.IndexOf('\n', line) + 1)
        {
            var indent = _text.Text.AsSpan(line).IndexOfAnyExcept(' ');
            if (indent >= 0 && _text.Text[line + indent] == '\t')
            {
                return line + indent;
            }

            if (_text.Text.IndexOf('\n', line) < 0)
            {
                break;
            }
        }

        return 0;
    }

    /// <summary>Leaves the recursion at the first fault; never seen outside <see cref="Next"/>.</summary>
    private sealed class Fault(Diagnostic diagnostic) : Exception
    {
        public Diagnostic Diagnostic => diagnostic;
    }
}
