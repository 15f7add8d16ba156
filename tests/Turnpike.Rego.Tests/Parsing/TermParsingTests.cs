using Turnpike.Rego.Parsing;
using Turnpike.Text;

namespace Turnpike.Rego.Tests.Parsing;

public sealed class TermParsingTests
{
    [Theory]
    // Precedence and association.
    [InlineData("a + b * c", "(+ a (* b c))")]
    [InlineData("a - b - c", "(- (- a b) c)")]
    [InlineData("a | b & c - d", "(| a (& b (- c d)))")]
    [InlineData("a == b | c", "(== a (| b c))")]
    [InlineData("a < b == c", "(== (< a b) c)")]
    [InlineData("(a + b) * c", "(* (+ a b) c)")]
    [InlineData("a + 1 in b | c", "(in (+ a 1) (| b c))")]
    [InlineData("k, v in xs", "(in k, v xs)")]
    [InlineData("a in b in c", "(in (in a b) c)")]
    [InlineData("x -1", "(- x 1)")]
    [InlineData("[1, k in xs, v in xs]", "(array 1 (in k xs) (in v xs))")]
    [InlineData("[(k, v in xs)]", "(array (in k, v xs))")]
    // Comprehensions win over unions, unless a comma shows a list.
    [InlineData("[a | b]", "[a | {b}]")]
    [InlineData("[a | b, c]", "(array (| a b) c)")]
    [InlineData("[a | b == c, d]", "(array (== (| a b) c) d)")]
    [InlineData("{a | b}", "{a | {b}}")]
    [InlineData("{a | b, c | d}", "(set (| a b) (| c d))")]
    [InlineData("{a + b | c, d}", "(set (| (+ a b) c) d)")]
    [InlineData("{a: b | c}", "{a: b | {c}}")]
    [InlineData("{a: b, c: d | e}", "(object a:b c:(| d e))")]
    [InlineData("{a + 1: b | c; d}", "{(+ a 1): b | {c; d}}")]
    [InlineData("[x | k, x in xs]", "[x | {(in k, x xs)}]")]
    [InlineData("[(a | b) | c]", "[(| a b) | {c}]")]
    [InlineData("{(a | b)}", "(set (| a b))")]
    // Collections.
    [InlineData("set()", "(set )")]
    [InlineData("{}", "(object )")]
    [InlineData("{1, 2,}", "(set 1 2)")]
    [InlineData("[, 1]", "(array 1)")]
    [InlineData("{\"a\": 1, \"a\": 2,}", "(object \"a\":1 \"a\":2)")]
    // Refs and calls.
    [InlineData("a.b[c][\"d e\"].if", "a[\"b\"][c][\"d e\"][\"if\"]")]
    [InlineData("f(x).y[0](1)", "f(x)[\"y\"][0](1)", true)]
    [InlineData("io.jwt.decode(x)[1]", "io[\"jwt\"][\"decode\"](x)[1]")]
    [InlineData("{\"a\": 1}[x]", "(object \"a\":1)[x]")]
    [InlineData("(a | b)[x]", "(| a b)[x]")]
    [InlineData("default.x", "default[\"x\"]")]
    [InlineData("a[b, c in d]", "a[(in b, c d)]")]
    // Scalars.
    [InlineData("-5.0e-3", "-5.0e-3")]
    [InlineData(".5", "0.5")]
    [InlineData("123456789012345678901234567890.5", "123456789012345678901234567890.5")]
    [InlineData("\"a\\u00e9\\ud83d\\ude00\\n\"", "\"aé\\uD83D\\uDE00\\n\"")]
    [InlineData("`a\\n\"`", "\"a\\\\n\\\"\"")]
    [InlineData("$\"a {b} \\{c} {$`{d}`}\"", "(template \"a \" b \" {c} \" (template d))")]
    [InlineData("$\"{x with input as 1}\"", "(template x with input as 1)")]
    public void Terms(string text, string tree, bool fails = false)
    {
        var diagnostics = new DiagnosticBag();
        var body = RegoParser.ParseQuery(SourceText.From("query", text), RegoParserOptions.Default, diagnostics);
        if (fails)
        {
            Assert.NotEmpty(diagnostics);
            return;
        }

        Assert.Empty(diagnostics);
        Assert.Equal("{" + tree + "}", TreeText.Of(body!));
    }

    [Theory]
    [InlineData("x := 1; y = x\nnot z", "{(:= x 1); (= y x); not z}")]
    [InlineData("some x", "{(some x)}")]
    [InlineData("some x, y, z", "{(some x y z)}")]
    [InlineData("some x in xs", "{(some-in x xs)}")]
    [InlineData("some k, [a, b] in xs", "{(some-in k, (array a b) xs)}")]
    [InlineData("every k, v in xs { v; k }", "{(every k, v xs {v; k})}")]
    [InlineData("not f(x) with input.a as 1 with f as g", "{not f(x) with input[\"a\"] as 1 with f as g}")]
    [InlineData("not.x\nsome[1]", "{not[\"x\"]; some[1]}")]
    [InlineData("x\n[y]", "{x; (array y)}")]
    [InlineData("1 == 1\nin.x", "{(== 1 1); in[\"x\"]}")]
    [InlineData("contains(a, b)", "{contains(a b)}")]
    public void Statements(string text, string tree)
    {
        var diagnostics = new DiagnosticBag();
        var body = RegoParser.ParseQuery(SourceText.From("query", text), RegoParserOptions.Default, diagnostics);
        Assert.Empty(diagnostics);
        Assert.Equal(tree, TreeText.Of(body!));
    }
}
