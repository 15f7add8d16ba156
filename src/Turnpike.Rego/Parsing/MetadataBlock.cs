using System.Text;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Parsing;

/// <summary>The comments of one metadata block: the line with METADATA, and those right below it in the first column.</summary>
internal sealed class MetadataBlock(SourceText source, Comment head, List<Comment> lines)
{
    public TextSpan Span => lines.Count == 0 ? head.Span : head.Span.Cover(lines[^1].Span);

    public TextSpan HeadSpan => head.Span;

    public int Row => source.PositionAt(head.Span.Start).Line;

    public static List<MetadataBlock> Find(SourceText source, IReadOnlyList<Comment> comments)
    {
        List<MetadataBlock> blocks = [];
        List<Comment>? lines = null;
        var row = 0;
        foreach (var comment in comments)
        {
            var place = source.PositionAt(comment.Span.Start);
            if (lines is not null && place.Line == row + 1 && place.Column == 1)
            {
                lines.Add(comment);
            }
            else if (source.Slice(comment.Span)[1..].Trim(" \t"u8).StartsWith("METADATA"u8))
            {
                lines = [];
                blocks.Add(new MetadataBlock(source, comment, lines));
            }
            else
            {
                lines = null;
            }

            row = place.Line;
        }

        return blocks;
    }

    /// <summary>The content, or null after a fault was reported.</summary>
    public ObjectValue? Read(List<Diagnostic> faults)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            text.Append(source.GetString(ContentOf(line))).Append('\n');
        }

        if (string.IsNullOrWhiteSpace(text.ToString()))
        {
            faults.Add(SyntaxDiagnostics.MetadataField(source, head.Span, "the block is empty"));
            return null;
        }

        var value = MetadataYaml.Read(text.ToString(), out var fault);
        if (fault is { } found)
        {
            faults.Add(SyntaxDiagnostics.MetadataYaml(source, SpanAt(found.Line, found.Column), found.Message));
            return null;
        }

        if (value is ObjectValue document)
        {
            return document;
        }

        faults.Add(SyntaxDiagnostics.MetadataField(source, head.Span, "expected `key: value` lines"));
        return null;
    }

    /// <summary>The line that starts with the key, else the head of the block.</summary>
    public TextSpan SpanOf(string key)
    {
        var start = Encoding.UTF8.GetBytes(key + ":");
        foreach (var line in lines)
        {
            if (source.Slice(ContentOf(line)).StartsWith(start))
            {
                return ContentOf(line);
            }
        }

        return head.Span;
    }

    private TextSpan ContentOf(Comment line)
    {
        var skip = line.Span.Length > 1 && source.Utf8.Span[line.Span.Start + 1] == ' ' ? 2 : 1;
        return TextSpan.FromBounds(line.Span.Start + skip, line.Span.End);
    }

    private TextSpan SpanAt(int line, int column)
    {
        var content = ContentOf(lines[Math.Clamp(line - 1, 0, lines.Count - 1)]);
        var start = Math.Min(content.End, content.Start + Math.Max(0, column - 1));
        return start < content.End ? TextSpan.FromBounds(start, content.End) : content;
    }
}
