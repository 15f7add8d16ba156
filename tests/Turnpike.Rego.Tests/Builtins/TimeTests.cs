namespace Turnpike.Rego.Tests.Builtins;

public sealed class TimeTests
{
    [Theory]
    [InlineData("2006-01-02T15:04:05Z07:00", "2017-06-02T19:00:00-07:00", "1496455200000000000")]
    [InlineData("RFC1123", "Mon, 05 Feb 2018 12:00:00 UTC", "1517832000000000000")]
    [InlineData("Jan _2 2006 3:04PM", "Feb  5 2018 12:30AM", "1517790600000000000")]
    [InlineData("2006-01-02 15:04:05", "2018-02-05 12:00:00.5", "1517832000500000000")]
    [InlineData("2006-002", "2020-060", "1582934400000000000")]
    [InlineData("06-1-2 15:04:05.000 -0700", "69-7-20 20:17:40.123 +0100", "-14186539877000000")]
    [InlineData("2006-01-02", "2018-02-30", "eval_builtin_error: time.parse_ns: parsing time \"2018-02-30\": day out of range")]
    [InlineData("2006-01-02", "x", "eval_builtin_error: time.parse_ns: parsing time \"x\" as \"2006-01-02\": cannot parse \"x\" as \"2006\"")]
    [InlineData("2006-01-02", "2018-02-03Z", "eval_builtin_error: time.parse_ns: parsing time \"2018-02-03Z\": extra text: \"Z\"")]
    [InlineData("2006", "2300", "eval_builtin_error: time.parse_ns: time outside of valid range")]
    public void Parses_by_layout(string layout, string text, string expected) =>
        Assert.Equal(expected, BuiltinCalls.Call("time.parse_ns", [Values.Value.Of(layout), Values.Value.Of(text)]));

    [Theory]
    [InlineData("1670006453141828752", "2022-12-02T18:40:53.141828752Z")]
    [InlineData("[1670006453141828752,\"Asia/Kolkata\"]", "2022-12-03T00:10:53.141828752+05:30")]
    [InlineData("[1670006453141828752,\"America/New_York\",\"Mon Jan _2 15:04:05 MST 2006 .000 pm 002\"]", "Fri Dec  2 13:40:53 EST 2022 .141 pm 336")]
    [InlineData("[-1,\"\",\"2006-01-02 3:04:05.999999999\"]", "1969-12-31 11:59:59.999999999")]
    public void Formats_in_a_zone(string argument, string expected) =>
        Assert.Equal($"\"{expected}\"", BuiltinCalls.Call("time.format", argument));

    [Theory]
    [InlineData("time.weekday", "1517832000000000000", "\"Monday\"")]
    [InlineData("time.clock", "[1517814000000000000,\"America/Los_Angeles\"]", "[23,0,0]")]
    [InlineData("time.date", "[1,\"Nowhere/Town\"]", "eval_builtin_error: time.date: unknown time zone Nowhere/Town")]
    [InlineData("time.date", "1e30", "eval_builtin_error: time.date: timestamp too big")]
    [InlineData("time.parse_duration_ns", "\"-1h1.5s\"", "-3601500000000")]
    [InlineData("time.parse_duration_ns", "\"1x\"", "eval_builtin_error: time.parse_duration_ns: time: unknown unit \"x\" in duration \"1x\"")]
    public void Of_one_argument(string name, string argument, string expected) =>
        Assert.Equal(expected, BuiltinCalls.Call(name, argument));

    [Fact]
    public void Adding_months_overflows_into_the_next_as_the_calendar_does() =>
        Assert.Equal("1614690000000000000", BuiltinCalls.Call("time.add_date", "1612011600000000000", "0", "1", "0"));

    [Theory]
    [InlineData("1580601600000000000", "1583020800000000000", "[0,0,28,0,0,0]")]
    [InlineData("[0,\"UTC\"]", "[3661000000000,\"Asia/Shanghai\"]", "[0,0,0,1,1,1]")]
    public void Differences(string first, string second, string expected) =>
        Assert.Equal(expected, BuiltinCalls.Call("time.diff", first, second));
}
