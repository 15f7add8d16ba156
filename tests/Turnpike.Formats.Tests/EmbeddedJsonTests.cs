using Turnpike.Values;

namespace Turnpike.Formats.Tests;

public class EmbeddedJsonTests
{
    [Theory]
    [InlineData(" {\"a\":[1]}", "{\"a\":[1]}")]
    [InlineData("[]", "[]")]
    [InlineData("{\"a\":1,\"a\":2}", null)]
    [InlineData("{broken", null)]
    [InlineData("12", null)]
    [InlineData("", null)]
    public void Objects_and_lists_in_a_text_are_read(string text, string? json) => Assert.Equal(json, EmbeddedJson.Read(Value.Of(text))?.ToString());

    [Fact]
    public void It_is_parsed_once_and_as_sensitive_as_its_text()
    {
        var text = Value.Of("{\"a\":1}");
        Assert.Same(EmbeddedJson.Read(text), EmbeddedJson.Read(text));
        Assert.True(EmbeddedJson.Read((StringValue)text.ToSensitive())!.IsSensitive);
    }
}
