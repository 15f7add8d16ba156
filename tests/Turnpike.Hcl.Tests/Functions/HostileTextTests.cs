using Turnpike.Hcl.Functions.Encodings;
using Turnpike.Hcl.Functions.Files;
using Turnpike.Hcl.Functions.Networks;
using Turnpike.Hcl.Functions.Strings;
using Turnpike.Hcl.Functions.Times;
using Turnpike.Hcl.Types;

namespace Turnpike.Hcl.Tests.Functions;

/// <summary>Texts put together at random from what each reader looks for: whatever comes, it answers or refuses.</summary>
public sealed class HostileTextTests
{
    private const int Rounds = 4000;

    [Fact]
    public void Json_is_read_or_refused() =>
        Try("{}[]:,\"\\u0d8ntfaelrs-+.eE019 \n\t", static t => JsonDecoding.TryRead(t, out var value, out _) && JsonEncoding.Write(value).Length > 0);

    [Fact]
    public void Yaml_is_read_or_refused() =>
        Try("{}[]:,\"'\\&*!|>-?#%@`~ \n\tab<=.0x129T", static t => YamlDecoding.TryRead(t, out var value, out _) && YamlEncoding.Write(value).Length > 0);

    [Fact]
    public void Formats_are_written_or_refused() =>
        Try("%%%dsvqtfeg#0+- .*[]129", static t => FormatText.TryWrite(t, [HclValue.String("a"), HclValue.Integer(5)], 1 << 20, out _, out _, out _));

    [Fact]
    public void Csv_is_read_or_refused() => Try("a,b\"\r\n ", static t => { var csv = new CsvText(t); while (csv.Next() is not null) { } return true; });

    [Fact]
    public void Patterns_of_files_match_or_are_refused() => Try("ab*?[]{},\\^-é!", static t => FilePattern.Matches(t, "abé-a") is not null);

    [Fact]
    public void Networks_are_read_or_refused() => Try("0123456789abf:./%", static t => CidrBlock.TryParse(t, out var block) && block.ToString().Length > 0);

    [Fact]
    public void Times_are_read_or_refused()
    {
        Try("0123456789-:TZ+.", static t => TimestampParser.TryParse(t, isLenient: true, out var time, out _) && time.ToString().Length > 0);
        Try("0123456789hmsunµ.-+", static t => DurationText.TryParse(t, out _, out _));
        Assert.True(TimestampParser.TryParse("2024-02-29T23:59:59Z", isLenient: false, out var now, out _));
        Try("YMDEhHAamsZ' -", t => DateFormat.TryFormat(t, now, out _, out _));
    }

    private static void Try(string letters, Func<string, bool> read)
    {
        var random = new Random(20240229);
        var text = new char[24];
        for (var i = 0; i < Rounds; i++)
        {
            for (var at = 0; at < text.Length; at++)
            {
                text[at] = letters[random.Next(letters.Length)];
            }

            // Nothing but an answer may come of it; what it is does not matter.
            read(new string(text, 0, random.Next(text.Length)));
        }
    }
}
