namespace Turnpike.Text.Tests;

public class SnippetPrinterTests
{
    [Fact]
    public void Underlines_the_fault_and_adds_the_help()
    {
        var source = SourceText.From("p.rego", "package a\nallow = ture\n");

        var text = SnippetPrinter.Print(new Diagnostic("REGO001", DiagnosticSeverity.Error, "var ture is unsafe", source, new TextSpan(18, 4), "Did you mean true?"));

        Assert.Equal("p.rego:2:9: error REGO001: var ture is unsafe\n  |\n2 | allow = ture\n  |         ^^^^\n  help: Did you mean true?", text);
    }

    [Fact]
    public void Never_quotes_a_confidential_source()
    {
        var source = new SourceText("plan.json", "{\"password\": hunter2"u8.ToArray()) { IsConfidential = true };

        var text = SnippetPrinter.Print(new Diagnostic("JSON001", DiagnosticSeverity.Error, "not valid JSON", source, new TextSpan(13, 1)));

        Assert.Equal("plan.json:1:14: error JSON001: not valid JSON", text);
    }

    [Fact]
    public void Cuts_a_long_line_to_a_window_around_the_fault()
    {
        var source = SourceText.From("p", new string('x', 500) + "FAULT" + new string('y', 500));

        var lines = SnippetPrinter.Print(new Diagnostic("X001", DiagnosticSeverity.Error, "m", source, new TextSpan(500, 5))).Split('\n');

        Assert.Equal("FAULT", lines[2].Substring(lines[3].IndexOf('^'), 5));
        Assert.All(lines, line => Assert.True(line.Length < 140));
    }
}
