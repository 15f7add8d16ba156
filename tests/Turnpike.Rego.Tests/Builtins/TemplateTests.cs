using Turnpike.Rego.Builtins;
using Turnpike.Values;

namespace Turnpike.Rego.Tests.Builtins;

public sealed class TemplateTests
{
    [Theory]
    [InlineData("{{range $i, $name := .names}}{{if $i}},{{end}}hello {{$name}}{{end}}", """{"names":["rohan","john doe"]}""", "hello rohan,hello john doe")]
    [InlineData("{{- if .a -}} yes {{- else if .b }} b {{ else }}no{{ end }}!", """{"a":false,"b":true}""", " b !")]
    [InlineData("{{with .x}}{{.y}}{{$.z}}{{else}}none{{end}}", """{"x":{"y":1},"z":2}""", "12")]
    [InlineData("{{ .a.b | printf \"%s-%v\" \"x\" }}{{/* gone }} */}}", """{"a":{"b":[1,"q",{"k":null}]}}""", "x-[1, \"q\", {\"k\": null}]")]
    [InlineData("{{.}} {{len .l}} {{index .l 1}} {{(index .m \"k\").n}}", """{"l":["a","b"],"m":{"k":{"n":true}}}""", "map[l:[a b] m:map[k:map[n:true]]] 2 b true")]
    [InlineData("{{$x := 1}}{{range .l}}{{if eq . 2}}{{continue}}{{end}}{{if gt . 3}}{{break}}{{end}}{{$x = .}}{{.}}{{else}}-{{end}} {{$x}}", """{"l":[1,2,3,4]}""", "13 3")]
    [InlineData("{{define \"t\"}}<{{.}}>{{end}}{{template \"t\" .a}}{{block \"u\" .a}}[{{.}}]{{end}}", """{"a":"v"}""", "<v>[v]")]
    [InlineData("{{and .a (or .b \"\") | not}} {{html \"<a>\"}} {{slice \"hello\" 1 3}}", """{"a":true,"b":false}""", "true &lt;a&gt; el")]
    [InlineData("{{.missing}}", "{}", "eval_builtin_error: strings.render_template: template: map has no entry for key \"missing\"")]
    [InlineData("{{if .a}}", """{"a":1}""", "eval_builtin_error: strings.render_template: template: unexpected EOF")]
    [InlineData("{{define \"t\"}}{{template \"t\"}}{{end}}{{template \"t\"}}", "{}", "eval_builtin_error: strings.render_template: template: exceeded maximum template depth")]
    [InlineData("{{ nosuch 1 }}", "{}", "eval_builtin_error: strings.render_template: template: function \"nosuch\" not defined")]
    public void Templates(string template, string data, string expected)
    {
        var result = BuiltinCalls.Call("strings.render_template", [Value.Of(template), BuiltinCalls.Parse(data)]);
        Assert.Equal(expected.StartsWith("eval_", StringComparison.Ordinal) ? expected : BuiltinCalls.Show(Value.Of(expected)), result);
    }

    [Fact]
    public void A_module_is_shown_as_its_tree()
    {
        const string Text = """
            package a.b
            import data.c as d
            default p := 1
            p := x + 1 if { some x in input.xs; not d.q with input as {} } else := 2
            s contains "k"
            f(x) if x == _
            """;
        var module = (ObjectValue)BuiltinRegistry.Default.Find("rego.parse_module")!.Invoke(new BuiltinContext(), [Value.Of("m.rego"), Value.Of(Text)])!;
        string At(params object[] path) => GoJson.Write(new ValuePath([.. path.Select(p => p is int i ? (Value)Value.Of(i) : Value.Of((string)p))]).Resolve(module)!);

        Assert.Equal("""[{"type":"var","value":"data"},{"type":"string","value":"a"},{"type":"string","value":"b"}]""", At("package", "path"));
        Assert.Equal("\"d\"", At("imports", 0, "alias"));
        Assert.Equal("true", At("rules", 0, "default"));
        Assert.Equal("""[{"type":"ref","value":[{"type":"var","value":"plus"}]},{"type":"var","value":"x"},{"type":"number","value":1}]""", At("rules", 1, "head", "value", "value"));
        Assert.Equal("\"call\"", At("rules", 1, "body", 0, "terms", "symbols", 0, "type"));
        Assert.Equal("true", At("rules", 1, "body", 1, "negated"));
        Assert.Equal("2", At("rules", 1, "else", "head", "value", "value"));
        Assert.Equal("\"k\"", At("rules", 2, "head", "key", "value"));
        Assert.Equal("\"$0\"", At("rules", 3, "body", 0, "terms", 2, "value"));
        Assert.StartsWith("eval_builtin_error: rego.parse_module: 1 error occurred: x.rego:1: rego_parse_error: ", BuiltinCalls.Call("rego.parse_module", "\"x.rego\"", "\"package\""), StringComparison.Ordinal);
    }
}
