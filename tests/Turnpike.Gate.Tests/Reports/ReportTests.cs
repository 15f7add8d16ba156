using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Turnpike.Gate.Reports;
using Turnpike.Tests;

namespace Turnpike.Gate.Tests.Reports;

public class ReportTests
{
    public static TheoryData<ReportFormat> Formats => [.. Enum.GetValues<ReportFormat>()];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Each_format_is_as_committed(ReportFormat format)
    {
        var extension = format switch
        {
            ReportFormat.Json or ReportFormat.GitLab => "json",
            ReportFormat.Sarif => "sarif",
            ReportFormat.JUnit => "xml",
            ReportFormat.Markdown => "md",
            _ => "txt",
        };
        GoldenFile.Check($"mixed-{ReportFormatNames.All[(int)format]}.{extension}", Render(ReportSamples.Mixed, format));
    }

    [Fact]
    public void Text_in_colour_is_as_committed() =>
        GoldenFile.Check("mixed-colour.txt", Render(ReportSamples.Mixed, ReportFormat.Text, ReportOptions.Default with { Colour = true, Width = 72 }).Replace("\u001b", "ESC", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_pass_and_bad_input_can_be_told_apart_in_each_format(ReportFormat format)
    {
        Assert.NotEqual(Render(ReportSamples.Passed, format), Render(ReportSamples.BadInput, format));
        Assert.Contains(format is ReportFormat.Text or ReportFormat.Markdown ? "BAD INPUT" : "PLAN002", Render(ReportSamples.BadInput, format), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Hostile_text_reaches_no_terminal_and_no_reader_of_markup(ReportFormat format)
    {
        var text = Render(ReportSamples.Hostile, format);
        Assert.DoesNotMatch("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f]", text);
        Assert.DoesNotContain('\ud800', text);
        switch (format)
        {
            case ReportFormat.Json or ReportFormat.Sarif or ReportFormat.GitLab:
                JsonDocument.Parse(text);
                break;
            case ReportFormat.JUnit:
                XDocument.Parse(text);
                break;
            case ReportFormat.Markdown:
                Assert.All(text.Split('\n'), static line =>
                {
                    // A code span shows its content as it is, but not inside the HTML of a summary.
                    var markup = line.StartsWith('<') ? line : Regex.Replace(line, @"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)", "");
                    Assert.DoesNotContain("<script", markup, StringComparison.Ordinal);
                    Assert.DoesNotContain("@everyone", markup, StringComparison.Ordinal);
                });
                break;
            case ReportFormat.GitHub:
                Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).SkipLast(1), line => Assert.Matches("^::(error|warning|notice) (file=[^:]*,line=\\d+,col=\\d+,)?title=[^:]*::", line));
                break;
            case ReportFormat.Azure:
                Assert.All(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).SkipLast(1), line => Assert.Matches("^##vso\\[task\\.logissue type=(error|warning);(sourcepath=[^;\\]]*;linenumber=\\d+;columnnumber=\\d+;)?code=[^;\\]]*;\\]", line));
                break;
            default:
                Assert.DoesNotContain('\u202e', text);
                break;
        }
    }

    [Fact]
    public void Json_gives_hostile_text_back_unchanged()
    {
        using var json = JsonDocument.Parse(Render(ReportSamples.Hostile, ReportFormat.Json));
        Assert.Equal(ReportSamples.Hostile.Findings[0].Resource!.Address, json.RootElement.GetProperty("findings")[0].GetProperty("resource").GetString());
    }

    [Fact]
    public void Markdown_stays_below_what_a_comment_may_hold_and_says_how_much_is_left_out()
    {
        var text = Render(ReportSamples.Many(5000), ReportFormat.Markdown);
        Assert.True(text.Length <= 60_000, $"{text.Length} characters");
        var shown = Regex.Count(text, "<details>");
        Assert.Contains($"… and {5000 - shown} more", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Markdown_of_a_bad_input_with_endless_messages_stays_small()
    {
        var report = ReportSamples.Hostile with { Diagnostics = [.. Enumerable.Repeat(ReportSamples.Hostile.Diagnostics[0] with { Message = new string('x', 100_000) }, 1000)] };
        Assert.True(Render(report, ReportFormat.Markdown).Length <= 60_000);
    }

    [Fact]
    public void Text_cuts_a_long_list_and_says_how_to_see_the_rest()
    {
        var text = Render(ReportSamples.Many(500), ReportFormat.Text, ReportOptions.Default with { MaxFindings = 50 });
        Assert.Equal(50, Regex.Count(text, "^  CRITICAL", RegexOptions.Multiline));
        Assert.Contains("and 450 more findings; --all", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(200)]
    public void Text_keeps_to_its_width_where_words_allow(int width)
    {
        var lines = Render(ReportSamples.Mixed, ReportFormat.Text, ReportOptions.Default with { Width = width }).Split('\n');
        Assert.All(lines, line => Assert.True(line.Length <= Math.Max(width, 21 + 30) || LongestWord(line) > 30, line));
    }

    [Fact]
    public void JUnit_counts_agree_with_its_cases()
    {
        var suites = XDocument.Parse(Render(ReportSamples.Mixed, ReportFormat.JUnit)).Root!;
        foreach (var (counter, element) in new[] { ("failures", "failure"), ("errors", "error"), ("skipped", "skipped"), ("tests", "testcase") })
        {
            Assert.Equal(suites.Descendants(element).Count(), (int)suites.Attribute(counter)!);
            Assert.All(suites.Elements("testsuite"), s => Assert.Equal(s.Descendants(element).Count(), (int)s.Attribute(counter)!));
        }
    }

    private static int LongestWord(string line) => line.Split(' ').Max(static w => w.Length);

    private static string Render(CheckReport report, ReportFormat format, ReportOptions? options = null)
    {
        using var stream = new MemoryStream();
        Report.Write(report, format, options ?? ReportOptions.Default with { ToolVersion = "1.2.3" }, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
