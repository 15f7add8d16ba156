using Turnpike.Rego.Parsing;
using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Rego.Tests.Parsing;

/// <summary>Faults in modules: code, place and the text at fault of each, and how reading goes on behind them.</summary>
public sealed class FaultTests
{
    [Theory]
    // What version 1 rejects of version 0.
    [InlineData("p { x }", "REGO017@2:3 {")]
    [InlineData("p[x] { x := 1 }", "REGO018@2:1 p[x]|REGO017@2:6 {")]
    [InlineData("p if { x } else := 1 { y }", "REGO017@2:22 {")]
    [InlineData("p", "REGO016@2:1 p")]
    [InlineData("f(1)", "REGO019@2:1 f(1)")]
    [InlineData("a.b.c", "REGO019@2:1 a.b.c")]
    [InlineData("p[x]", "REGO018@2:1 p[x]")]
    // Heads.
    [InlineData("\"p\" := 1", "REGO016@2:1 \"p\"")]
    [InlineData("in := 1", "REGO016@2:1 in")]
    [InlineData("p + 1", "REGO034@2:3 +")]
    [InlineData("p := 1 with input as 2", "REGO034@2:8 with")]
    [InlineData("f(x) contains y if z", "REGO029@2:6 contains")]
    [InlineData("default p", "REGO020@2:9 p")]
    [InlineData("default p := [input.x]", "REGO021@2:15 input.x")]
    [InlineData("default f(x, x, 1) := 2", "REGO022@2:14 x|REGO022@2:17 1")]
    [InlineData("p contains 1 if { x } else := 2", "REGO023@2:23 else")]
    [InlineData("p[x] := 1 if { x } else := 2", "REGO023@2:20 else")]
    [InlineData("p if { every x in y { } }", "REGO024@2:21 { }")]
    // Statements.
    [InlineData("p if { not some x in y }", "REGO026@2:8 not")]
    [InlineData("p if { every [x] in y { x } }", "REGO030@2:14 [x]")]
    [InlineData("p if { every x in y }", "REGO001@2:21 }")]
    [InlineData("p if { some x.y }", "REGO001@2:13 x.y")]
    [InlineData("p if { x := 1 y := 2 }", "REGO033@2:15 y")]
    [InlineData("p if { x && y }", "REGO001@2:11 &")]
    [InlineData("p if { x with 1 as 2 }", "REGO001@2:15 1")]
    [InlineData("p if { x; }", "REGO001@2:11 }")]
    [InlineData("p if { 1.x }", "REGO006@2:8 1.x")]
    [InlineData("p if { \"a\".x }", "REGO031@2:8 \"a\"")]
    [InlineData("p if { [1](x) }", "REGO032@2:8 [1]")]
    [InlineData("p := $\"{x := 1}\"", "REGO027@2:9 x := 1")]
    [InlineData("p := $\"{not x}\"", "REGO027@2:9 not x")]
    // Tokens.
    [InlineData("p := \"abc\nq := 1", "REGO002@2:6 \"abc")]
    [InlineData("p := `abc\nq := 1", "REGO002@2:6 `abc")]
    [InlineData("p := \"a\\d\"", "REGO003@2:8 \\d")]
    [InlineData("p if !x", "REGO004@2:6 !")]
    [InlineData("p := 'a'", "REGO004@2:6 'a'")]
    [InlineData("p := 012", "REGO006@2:6 012")]
    [InlineData("p := 0x1f", "REGO006@2:6 0x1f")]
    [InlineData("p := 1e", "REGO006@2:6 1e")]
    [InlineData("p := 1e9999999", "REGO007@2:6 1e9999999")]
    // Imports and packages.
    [InlineData("import foo.bar", "REGO012@2:8 foo.bar")]
    [InlineData("import data.x.in", "REGO013@2:8 data.x.in")]
    [InlineData("import future.keywords.evry", "REGO014@2:8 future.keywords.evry")]
    [InlineData("import rego.v2", "REGO014@2:8 rego.v2")]
    [InlineData("import data.x[1]", "REGO001@2:15 1")]
    [InlineData("package again", "REGO011@2:1 package")]
    // Several at once, each found.
    [InlineData("p if {\n\tx := [1, 2 3]\n\ty := \n\tz := )\n\tok := 1\n}\nq := }\nr := 1\n", "REGO001@3:13 3|REGO033@5:4 :=|REGO001@8:6 }")]
    [InlineData("p if {\n\tx := {\"a\" 1,\n\t\t\"b\": 2}\n\tnot not y\n}\n", "REGO001@3:12 1|REGO001@5:6 not")]
    [InlineData("p if {\n\tx := [1\n\ty := 2\n}\nq := ]\n", "REGO001@4:2 y|REGO001@6:6 ]")]
    [InlineData("p if {\n\tx\n\nq := 1\nr := ]\n", "REGO025@2:6 {|REGO001@6:6 ]")]
    public void Version_1(string text, string faults) => Assert.Equal(faults, Faults("package p\n" + text, RegoVersion.V1));

    [Theory]
    [InlineData("p if { x }", "REGO035@2:3 if")]
    [InlineData("p { some x in y }", "REGO035@2:12 in")]
    [InlineData("import rego.v1\np { x }", "REGO017@3:3 {")]
    [InlineData("import future.keywords.if as x", "REGO015@2:30 x")]
    public void Version_0(string text, string faults) => Assert.Equal(faults, Faults("package p\n" + text, RegoVersion.V0));

    [Theory]
    [InlineData("", "REGO010@1:1 ")]
    [InlineData("p := 1", "REGO010@1:1 p")]
    [InlineData("package", "REGO001@1:8 ")]
    [InlineData("package 1\np := ]", "REGO001@1:9 1|REGO001@2:6 ]")]
    public void Package(string text, string faults) => Assert.Equal(faults, Faults(text, RegoVersion.V1));

    [Theory]
    [InlineData("packge p", "package")]
    [InlineData("package p\nimprot data.x", "import")]
    [InlineData("package p\ndefalt p := 1", "default")]
    [InlineData("package p\nimport future.keywords.evry", "every")]
    [InlineData("package p\np fi { x }", "if")]
    [InlineData("package p\np if { som x in y }", "some")]
    [InlineData("package p\np if { x && y }", "&&")]
    public void Help_names_what_was_meant(string text, string word)
    {
        var diagnostics = new DiagnosticBag();
        RegoParser.ParseModule(SourceText.From("m.rego", text), RegoParserOptions.Default, diagnostics);
        Assert.Contains($"`{word}`", diagnostics.First().Help, StringComparison.Ordinal);
    }

    [Fact]
    public void Invalid_utf8_is_reported()
    {
        byte[] text = [.. "package p\nq := \"a"u8, 0xFF, .. "\"\nr := "u8, 0xC3, (byte)'\n'];
        var diagnostics = new DiagnosticBag();
        Assert.Null(RegoParser.ParseModule(new SourceText("m.rego", text), RegoParserOptions.Default, diagnostics));
        Assert.Equal(["REGO005", "REGO005"], diagnostics.Select(fault => fault.Code));
    }

    private static string Faults(string text, RegoVersion version)
    {
        var source = SourceText.From("m.rego", text);
        var diagnostics = new DiagnosticBag();
        Assert.Null(RegoParser.ParseModule(source, new RegoParserOptions { Version = version }, diagnostics));
        return string.Join('|', diagnostics.Select(fault => $"{fault.Code}@{fault.Position} {source.GetString(fault.Span)}"));
    }
}
