using Turnpike.Text;
using Turnpike.Values.Json;

namespace Turnpike.Values.Tests.Json;

public class JsonLocatorTests
{
    private const string Json = """
        noise {
          "a": [ 1, {"b": "x", "b.c": [true]}, 3 ],
          "é": {"k": null}
        }
        """;

    [Theory]
    [InlineData("a", "\"a\": [")]
    [InlineData("a/0", "1")]
    [InlineData("a/1", "{")]
    [InlineData("a/1/b", "\"b\": \"x\"")]
    [InlineData("a/1/b.c/0", "true")]
    [InlineData("é/k", "\"k\": null")]
    [InlineData("", "{")]
    [InlineData("a/1/absent", "{")]
    [InlineData("a/9", "\"a\": [")]
    [InlineData("a/0/deeper/still", "1")]
    [InlineData("absent", "{")]
    public void A_path_is_found_or_else_the_deepest_part_of_it(string path, string expected)
    {
        var source = SourceText.From("x", Json);
        var steps = path.Length == 0 ? [] : path.Split('/').Select(static s => int.TryParse(s, out var i) ? Value.Of(i) : (Value)Value.Of(s)).ToArray();
        Assert.Equal(expected, source.GetString(new JsonLocator(source, 6).Locate(new ValuePath(steps))));

        // And the same with what is noted while reading.
        var places = new JsonPlaces();
        Assert.NotNull(JsonReader.ReadAt(source, 6, [], null, out _, places));
        Assert.Equal(expected, source.GetString(new JsonLocator(source, 6, places).Locate(new ValuePath(steps))));
    }

    [Fact]
    public void Every_item_of_a_long_list_is_found()
    {
        var source = SourceText.From("x", "[" + string.Join(",", Enumerable.Range(0, 500).Select(static i => $"{{\"n\":{i}}}")) + "]");
        var locator = new JsonLocator(source);
        for (var i = 0; i < 500; i++)
        {
            Assert.Equal($"\"n\":{i}", source.GetString(locator.Locate(new ValuePath(Value.Of(i), Value.Of("n")))));
        }
    }
}
