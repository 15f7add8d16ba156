namespace Turnpike.Values.Tests;

/// <summary>Equality, order and hash agree with each other and with Rego's rules.</summary>
public class ValueOrderTests
{
    // Each line is one class of equal values; the lines ascend.
    private static readonly Value[][] s_ascending =
    [
        [Value.Null, Value.Null.ToSensitive()],
        [Value.False],
        [Value.True, Value.True.ToSensitive()],
        [Number("-1e400")],
        [Number("-5")],
        [Number("0"), Number("-0"), Number("0.0"), Number("0e10")],
        [Number("0.1"), Number("1e-1"), Number("0.10")],
        [Value.Of(1), Number("1.0"), Number("1e0"), Number("10e-1"), Value.Of(1).ToSensitive()],
        [Number("1.0000000000000000000000000001")],
        [Number("9007199254740993")],
        [Number("9007199254740994")],
        [Number("9223372036854775807")],
        [Number("9223372036854775808"), Number("9223372036854775808.0")],
        [Number("1e400"), Number("10e399")],
        [Value.Of("")],
        [Value.Of("a"), Value.Of("a").ToSensitive()],
        [Value.Of("ab")],
        [Value.Of("b")],
        [Value.Of("\uFF5E")],
        [Value.Of("\U0001F600")],
        [Value.Array()],
        [Value.Array(Value.Of(1)), Value.Array(Number("1.0"))],
        [Value.Array(Value.Of(1), Value.Null)],
        [Value.Array(Value.Of(2))],
        [Value.Object()],
        [Value.Object(("a", Value.Of(1)), ("b", Value.Of(2))), Value.Object(("b", Value.Of(2)), ("a", Number("1.0")))],
        [Value.Object(("a", Value.Of(2)))],
        [Value.Set()],
        [Value.Set(Value.Of(1), Value.Of(2)), Value.Set(Value.Of(2), Value.Of(1), Number("1.0"))],
        [Value.Set(Value.Of(1), Value.Of(3))],
        [new UnknownValue("a", UnknownOrigin.Reference), new UnknownValue("a", UnknownOrigin.Deferred).ToSensitive()],
        [new UnknownValue("a/0/b", UnknownOrigin.Reference), new UnknownValue("a", UnknownOrigin.Reference).Child(Value.Of(0)).Child(Value.Of("b"))],
    ];

    [Fact]
    public void Values_ascend_line_by_line_and_are_equal_within_a_line()
    {
        for (var left = 0; left < s_ascending.Length; left++)
        {
            for (var right = 0; right < s_ascending.Length; right++)
            {
                foreach (var a in s_ascending[left])
                {
                    foreach (var b in s_ascending[right])
                    {
                        Assert.Equal(left.CompareTo(right), Math.Sign(a.CompareTo(b)));
                        Assert.Equal(left == right, a.Equals(b));
                        Assert.True(left != right || a.GetHashCode() == b.GetHashCode(), $"{a} and {b} hash apart");
                    }
                }
            }
        }
    }

    [Fact]
    public void A_set_keeps_one_of_equal_members_and_finds_it()
    {
        var members = s_ascending.SelectMany(static line => line).ToArray();
        var set = SetValue.Create(members);
        Assert.Equal(s_ascending.Length, set.Count);
        Assert.All(members, member => Assert.True(set.Contains(member)));
        Assert.Equal(s_ascending.Select(static line => line[0]), set.Items.ToArray());
        Assert.False(set.Contains(Value.Of("absent")));
    }

    [Fact]
    public void A_wide_object_finds_each_of_its_keys()
    {
        var builder = new ObjectBuilder();
        for (var i = 0; i < 1000; i++)
        {
            builder.Set("key" + i, Value.Of(i));
        }

        var wide = builder.ToValue();
        for (var i = 0; i < 1000; i++)
        {
            Assert.Equal(Value.Of(i), wide.Get("key" + i));
        }

        Assert.Null(wide.Get("key1000"));
        Assert.Equal(1001, wide.With("more", Value.Null).Count);
        Assert.Equal(999, wide.Without(Value.Of("key7")).Count);
        Assert.Same(wide, wide.Without(Value.Of("absent")));
        Assert.Equal(wide.Shape.Keys.ToArray(), wide.Shape.Union(wide.Shape.Keys).Keys.ToArray());
    }

    [Fact]
    public void Marks_rise_from_the_parts_to_the_whole()
    {
        var unknown = new UnknownValue("u", UnknownOrigin.Reference);
        var holder = Value.Object(("a", Value.Array(unknown, Value.Of("s").ToSensitive())));
        Assert.False(holder.IsGround);
        Assert.True(holder.HoldsSensitive);
        Assert.False(holder.IsSensitive);
        Assert.True(holder.ToSensitive().IsSensitive);
        Assert.True(((ObjectValue)holder.ToSensitive()).Get("a")!.IsSensitive);
        Assert.True(unknown.ToSensitive() is UnknownValue { IsSensitive: true, Id: "u" } marked && marked.Child(Value.Of("k")).IsSensitive);
    }

    [Theory]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("1.50", "1.50")]
    [InlineData("-0", "-0")]
    [InlineData("1e3", "1e3")]
    public void A_number_keeps_its_text(string written, string text) => Assert.Equal(text, Number(written).Text);

    [Theory]
    [InlineData("1.50", "1.5")]
    [InlineData("1e3", "1000")]
    [InlineData("-0", "0")]
    [InlineData("1E+2", "100")]
    [InlineData("0.00000001", "1e-08")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    public void Canonical_text_is_one_for_equal_numbers(string written, string text) =>
        Assert.Equal(text, System.Text.Encoding.UTF8.GetString(JsonText.Canonical(Number(written))));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1e")]
    [InlineData("abc")]
    [InlineData("1e1000001")]
    [InlineData("1 2")]
    public void What_is_no_number_is_refused(string text) => Assert.False(NumberValue.TryParse(text, out _));

    private static NumberValue Number(string text) => NumberValue.TryParse(text, out var number) ? number : throw new ArgumentException(text, nameof(text));
}
