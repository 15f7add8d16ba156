using Turnpike.Hcl.Syntax;
using Turnpike.Text;

namespace Turnpike.Hcl.Parsing;

/// <summary>
/// Finds the comments of a file of native syntax after it was parsed: they are what stands between two tokens besides
/// space and line breaks.
/// </summary>
internal static class CommentReader
{
    public static IReadOnlyList<HclComment> Read(SourceText source)
    {
        var text = source.Utf8.Span;
        var start = text.StartsWith("\uFEFF"u8) ? 3 : 0;
        var lexer = new Lexer(text, start, LexerMode.Normal, mends: false, new LexicalFaults(source, null));
        var comments = new List<HclComment>();
        var from = start;
        while (true)
        {
            lexer.Next();

            // The line break after a comment is a token that covers the comment too.
            var to = lexer.Kind == TokenKind.Newline ? lexer.End : lexer.Start;
            AddComments(comments, text, from, to);
            if (lexer.Kind == TokenKind.EndOfFile)
            {
                return comments;
            }

            from = lexer.End;
        }
    }

    private static void AddComments(List<HclComment> comments, ReadOnlySpan<byte> text, int from, int to)
    {
        while (from < to)
        {
            var gap = text[from..to];
            var start = gap.IndexOfAny((byte)'#', (byte)'/');
            if (start < 0)
            {
                return;
            }

            gap = gap[start..];
            var isBlock = gap is [(byte)'/', (byte)'*', ..];
            var end = isBlock ? gap[2..].IndexOf("*/"u8) + 4 : gap.IndexOf((byte)'\n');
            var length = isBlock ? end : end < 0 ? gap.Length : gap[..end].TrimEnd((byte)'\r').Length;
            comments.Add(new HclComment(new TextSpan(from + start, length)));
            from += start + length;
        }
    }
}
