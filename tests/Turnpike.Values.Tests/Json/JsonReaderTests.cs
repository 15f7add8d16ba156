using System.Text;
using Turnpike.Text;
using Turnpike.Values.Json;

namespace Turnpike.Values.Tests.Json;

public class JsonReaderTests
{
    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData(" \t\r\n[ 1 , 2 ] \n")]
    [InlineData("[true,false,null,\"\",\"a\",0,-1,1.5,1e10,-2.5E-3]")]
    [InlineData("{\"b\":1,\"a\":{\"b\":2,\"a\":[]}}")]
    [InlineData("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\"")]
    [InlineData("\"é 코드 😀\"")]
    [InlineData("[{\"a\":1,\"b\":\"x\"},{\"a\":1,\"b\":\"x\"},{\"b\":\"x\",\"a\":1},{\"a\":2},{\"a\":1,\"c\":\"x\"}]")]
    [InlineData("{\"before\":{\"x\":[1]},\"after\":{\"x\":[1]},\"last\":{\"x\":[12]}}")]
    [InlineData("{\"before\":{\"x\":1},\"after\":{\"x\":1} , \"\\u0061\":{\"x\":1}}")]
    public void Agrees_with_another_reader(string json)
    {
        var value = ReadWhole(json, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.Equal(Oracle.Convert(json), value);
    }

    [Theory]
    [InlineData("", "JSON001", 0)]
    [InlineData("  ", "JSON001", 2)]
    [InlineData("nul", "JSON001", 0)]
    [InlineData("nulll", "JSON001", 4)]
    [InlineData("[1,]", "JSON001", 3)]
    [InlineData("{\"a\":1,}", "JSON001", 7)]
    [InlineData("[1 2]", "JSON001", 3)]
    [InlineData("[1", "JSON001", 2)]
    [InlineData("{\"a\"", "JSON001", 4)]
    [InlineData("{\"a\" 1}", "JSON001", 5)]
    [InlineData("{a:1}", "JSON001", 1)]
    [InlineData("[\"abc", "JSON001", 5)]
    [InlineData("\"a\nb\"", "JSON001", 2)]
    [InlineData("\"a\\xb\"", "JSON001", 2)]
    [InlineData("\"\\u12\"", "JSON001", 1)]
    [InlineData("\"\\", "JSON001", 1)]
    [InlineData("01", "JSON001", 1)]
    [InlineData("-", "JSON001", 1)]
    [InlineData("1.", "JSON001", 2)]
    [InlineData("1e", "JSON001", 2)]
    [InlineData("[1]]", "JSON001", 3)]
    [InlineData("'a'", "JSON001", 0)]
    [InlineData("[1] // x", "JSON001", 4)]
    [InlineData("\0", "JSON001", 0)]
    [InlineData("[\"\\ud800\"]", "JSON004", 1)]
    [InlineData("[\"\\ude00\\ud83d\"]", "JSON004", 1)]
    [InlineData("{\"a\":1,\"b\":2,\"a\":3}", "JSON006", 13)]
    [InlineData("[{\"a\":1,\"a\":2},{\"a\":1,\"a\":2}]", "JSON006", 8)]
    [InlineData("{\"a\":1,\"\\u0061\":2}", "JSON006", 7)]
    public void A_fault_has_its_code_and_place(string json, string code, int offset)
    {
        Assert.Null(ReadWhole(json, out var diagnostics));
        var first = diagnostics.First();
        Assert.Equal((code, offset), (first.Code, first.Span.Start));
        Assert.False(string.IsNullOrEmpty(first.Help));
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_a_fault_at_their_string()
    {
        byte[] json = [.. "[\"ok\",\""u8, 0xC3, 0x28, .. "\"]"u8];
        Assert.Null(JsonReader.Read(new SourceText("x", json), Bag(out var diagnostics)));
        Assert.Equal(("JSON004", 6), (diagnostics.Single().Code, diagnostics.Single().Span.Start));
    }

    [Fact]
    public void Faults_that_are_no_syntax_are_all_reported()
    {
        Assert.Null(ReadWhole("{\"a\":\"\\ud800\",\"b\":1,\"b\":2,\"c\":[\"\\udc00\"]}", out var diagnostics));
        Assert.Equal(["JSON004", "JSON006", "JSON004"], diagnostics.Select(static d => d.Code));
    }

    [Fact]
    public void Depth_is_limited_with_a_place_and_without_a_stack_overflow()
    {
        var limits = JsonLimits.Default;
        Assert.NotNull(ReadWhole(Nested(limits.MaxDepth), out _));
        Assert.Null(ReadWhole(Nested(limits.MaxDepth + 1), out var diagnostics));
        Assert.Equal(("JSON002", limits.MaxDepth), (diagnostics.Single().Code, diagnostics.Single().Span.Start));
        Assert.Contains("512", diagnostics.Single().Message, StringComparison.Ordinal);
        Assert.Null(ReadWhole(new string('[', 5_000_000), out diagnostics));
        Assert.Equal("JSON002", diagnostics.Single().Code);
    }

    [Fact]
    public void A_number_of_ten_thousand_digits_is_refused_with_the_limit()
    {
        Assert.Null(ReadWhole("[" + new string('9', 10_000) + "]", out var diagnostics));
        Assert.Equal(("JSON005", 1), (diagnostics.Single().Code, diagnostics.Single().Span.Start));
        Assert.Contains("4096", diagnostics.Single().Message, StringComparison.Ordinal);
        Assert.Null(ReadWhole("1e99999999", out diagnostics));
        Assert.Equal("JSON005", diagnostics.Single().Code);
    }

    [Fact]
    public void A_document_past_the_limit_of_bytes_is_not_read()
    {
        Assert.Null(JsonReader.Read(SourceText.From("x", "[1,2,3]"), Bag(out var diagnostics), new JsonLimits { MaxBytes = 6 }));
        Assert.Equal("JSON003", diagnostics.Single().Code);
    }

    [Fact]
    public void A_wide_object_keeps_all_members_and_reports_a_repeated_key()
    {
        var members = string.Join(",", Enumerable.Range(0, 5000).Select(static i => $"\"k{i}\":{i}"));
        var wide = Assert.IsType<ObjectValue>(ReadWhole("{" + members + "}", out _));
        Assert.Equal(5000, wide.Count);
        Assert.Equal(Value.Of(4321), wide.Get("k4321"));

        Assert.Null(ReadWhole("{" + members + ",\"k7\":1}", out var diagnostics));
        Assert.Equal(("JSON006", members.Length + 2), (diagnostics.Single().Code, diagnostics.Single().Span.Start));
    }

    [Fact]
    public void Objects_with_the_same_keys_share_one_shape_and_equal_texts_one_value()
    {
        var list = Assert.IsType<ArrayValue>(ReadWhole("[{\"a\":\"x\",\"b\":1},{\"a\":\"x\",\"b\":2},{\"b\":3,\"a\":\"x\"}]", out _));
        var (first, second) = ((ObjectValue)list[0], (ObjectValue)list[1]);
        Assert.Same(first.Shape, second.Shape);
        Assert.Same(first.Get("a"), second.Get("a"));
        Assert.Same(first.Get("a"), ((ObjectValue)list[2]).Get("a"));
    }

    [Fact]
    public void One_value_is_read_where_it_starts_and_its_end_is_told()
    {
        var source = SourceText.From("x", "noise {\"a\":1} more");
        var value = JsonReader.ReadAt(source, 6, Bag(out var diagnostics), null, out var end);
        Assert.Empty(diagnostics);
        Assert.Equal(Value.Object(("a", Value.Of(1))), value);
        Assert.Equal(13, end);
    }

    /// <summary>Random documents and random damage to them, judged by the library's reader, which is slower and separate.</summary>
    [Fact]
    public void Random_documents_and_damaged_ones_are_read_as_another_reader_reads_them()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 4000; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(RandomJson.Document(random));
            if (i % 2 == 1)
            {
                bytes = RandomJson.Damage(bytes, random);
            }

            var value = JsonReader.Read(new SourceText("x", bytes), Bag(out var diagnostics));
            var expected = Oracle.TryConvert(bytes);
            Assert.True(expected is null ? value is null : expected.Equals(value), Encoding.UTF8.GetString(bytes));
            Assert.Equal(value is null, diagnostics.HasErrors);
            Assert.All(diagnostics, d => Assert.InRange(d.Span.Start, 0, bytes.Length));
        }
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private static Value? ReadWhole(string json, out DiagnosticBag diagnostics) => JsonReader.Read(SourceText.From("x", json), Bag(out diagnostics));

    private static DiagnosticBag Bag(out DiagnosticBag bag) => bag = [];
}
