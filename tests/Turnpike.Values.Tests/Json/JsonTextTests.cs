namespace Turnpike.Values.Tests.Json;

public class JsonTextTests
{
    private static readonly Value s_value = Value.Object(
        ("b", Value.Array(Value.Of("<&é>"), Value.Of(1), Value.Of("secret").ToSensitive())),
        ("a", new UnknownValue("u", UnknownOrigin.Reference)),
        ("c", Value.Set(Value.Of("y"), Value.Of("x"))),
        ("d", Value.Of("token").ToSensitive()));

    [Fact]
    public void Sensitive_parts_are_withheld_and_unknown_ones_named() =>
        Assert.Equal("""{"a":"(known after apply)","b":["<&é>",1,"(sensitive value)"],"c":["x","y"],"d":"(sensitive value)"}""", JsonText.Redacted(s_value));

    [Fact]
    public void Nothing_of_a_sensitive_whole_shows()
    {
        var text = s_value.ToSensitive().ToString();
        Assert.Equal("\"(sensitive value)\"", text);
        Assert.DoesNotContain("secret", JsonText.Redacted(Value.Object(("k", Value.Object(("secret", Value.Null)).ToSensitive()))), StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_values_have_the_same_canonical_bytes()
    {
        var left = Value.Object(("a", Value.Array(NumberValue.FromDouble(1.5), Value.Of(100))), ("b", Value.Null));
        Assert.True(NumberValue.TryParse("1.50", out var number));
        Assert.True(NumberValue.TryParse("1e2", out var hundred));
        var right = Value.Object(("b", Value.Null), ("a", Value.Array(number, hundred)));
        Assert.Equal(left, right);
        Assert.Equal(JsonText.Canonical(left), JsonText.Canonical(right));
    }
}
