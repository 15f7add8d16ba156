using System.Text;
using Turnpike.Formats.Yaml;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Formats.Tests.Yaml;

public class YamlReaderTests
{
    [Theory]
    [InlineData("yes", "true")]
    [InlineData("On", "true")]
    [InlineData("y", "true")]
    [InlineData("TRUE", "true")]
    [InlineData("no", "false")]
    [InlineData("OFF", "false")]
    [InlineData("yEs", "\"yEs\"")]
    [InlineData("'yes'", "\"yes\"")]
    [InlineData("~", "null")]
    [InlineData("", "null")]
    [InlineData("Null", "null")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("8080", "8080")]
    [InlineData("-12", "-12")]
    [InlineData("+12", "12")]
    [InlineData("0755", "493")]
    [InlineData("0o755", "493")]
    [InlineData("089", "89")]
    [InlineData("0x1F", "31")]
    [InlineData("-0b101", "-5")]
    [InlineData("1_000", "1000")]
    [InlineData("18446744073709551616", "18446744073709551616")]
    [InlineData("1.50", "1.5")]
    [InlineData(".5", "0.5")]
    [InlineData("1.", "1")]
    [InlineData("1e3", "1000")]
    [InlineData("12e4567", "\"12e4567\"")]
    [InlineData("1e-9999", "0")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("100m", "\"100m\"")]
    [InlineData("2001-12-14", "\"2001-12-14\"")]
    [InlineData("12:30:45", "\"12:30:45\"")]
    [InlineData("!!str 12", "\"12\"")]
    [InlineData("!!int \"12\"", "12")]
    [InlineData("! 12", "\"12\"")]
    [InlineData("!Ref thing", "\"thing\"")]
    [InlineData("|\n  a\n  b\n", "\"a\\nb\\n\"")]
    [InlineData(">-\n  a\n  b\n", "\"a b\"")]
    public void A_scalar_is_what_Kubernetes_takes_it_for(string yaml, string json)
    {
        var (documents, diagnostics) = Read("v: " + yaml);
        Assert.Empty(diagnostics);
        Assert.Equal(Json(json), ((ObjectValue)Assert.Single(documents).Value).Get("v"));
    }

    [Theory]
    [InlineData("a: 1\n---\nb: 2\n...\n---\n- c\n", "[{\"a\":1},{\"b\":2},[\"c\"]]")]
    [InlineData("# only a comment\n", "[]")]
    [InlineData("---\n---\na: 1\n", "[null,{\"a\":1}]")]
    [InlineData("1: a\ntrue: b\n1.5: c\non: d\n", null)]
    [InlineData("1: a\ntrue: b\n1.5: c\n", "[{\"1\":\"a\",\"true\":\"b\",\"1.5\":\"c\"}]")]
    [InlineData("base: &b {x: 1, w: 2}\nall:\n  <<: *b\n  w: 3\n", "[{\"base\":{\"x\":1,\"w\":2},\"all\":{\"x\":1,\"w\":3}}]")]
    [InlineData("all: {w: 3, <<: [{x: 1}, {x: 2, z: 4}]}\n", "[{\"all\":{\"x\":1,\"w\":3,\"z\":4}}]")]
    [InlineData("a: &l [1, 2]\nb: *l\nc: [*l, *l]\n", "[{\"a\":[1,2],\"b\":[1,2],\"c\":[[1,2],[1,2]]}]")]
    [InlineData("%YAML 1.1\n---\na: 1\n", "[{\"a\":1}]")]
    [InlineData("\"<<\": {a: 1}\n", "[{\"<<\":{\"a\":1}}]")]
    public void Documents_are_read_as_values(string yaml, string? json)
    {
        var (documents, diagnostics) = Read(yaml);
        Assert.Equal(json is null, diagnostics.HasErrors);
        if (json is not null)
        {
            Assert.Equal(Json(json), Value.Array([.. documents.Select(static d => d.Value)]));
        }
    }

    [Theory]
    [InlineData("a: [1, 2\n", "YAML001", 2)]
    [InlineData("a: 1\n b: 2\n", "YAML001", 2)]
    [InlineData("a:\n\t- 1\n", "YAML001", 2)]
    [InlineData("a: \"open\n", "YAML001", 1)]
    [InlineData("a: [1\nb: 2\n", "YAML001", 2)]
    [InlineData("a: 1\na: 2\n", "YAML008", 2)]
    [InlineData("on: 1\n\"true\": 2\n", "YAML008", 2)]
    [InlineData("a: *nothing\n", "YAML007", 1)]
    [InlineData("a: &x [1]\n---\nb: *x\n", "YAML007", 3)]
    [InlineData("a: &x\n  b: *x\n", "YAML006", 2)]
    [InlineData("a: &x [*x]\n", "YAML006", 1)]
    [InlineData("{{ .Values.name }}: 1\n", "YAML009", 1)]
    [InlineData("? [a]\n: 1\n", "YAML009", 1)]
    [InlineData("~: 1\n", "YAML009", 1)]
    [InlineData("<<: 3\n", "YAML010", 1)]
    [InlineData("a: .inf\n", "YAML011", 1)]
    [InlineData("a: !!int x\n", "YAML013", 1)]
    public void A_fault_has_its_code_and_line(string yaml, string code, int line)
    {
        var (_, diagnostics) = Read(yaml);
        var first = diagnostics.First();
        Assert.Equal((code, line), (first.Code, first.Position!.Value.Line));
    }

    [Fact]
    public void Limits_are_reported_by_name()
    {
        Assert.Equal("YAML003", Read(string.Concat(Enumerable.Repeat("[", 200))).Diagnostics.First().Code);
        Assert.Equal("YAML003", Read(string.Concat(Enumerable.Repeat("{a: ", 100_000))).Diagnostics.First().Code);
        Assert.Equal("YAML012", Read("a: " + new string('9', 10_000)).Diagnostics.First().Code);
        Assert.Equal("YAML002", Read("a: 1", new YamlLimits { MaxBytes = 3 }).Diagnostics.First().Code);
        var many = Read("--- 1\n--- 2\n--- 3\n", new YamlLimits { MaxDocuments = 2 }).Diagnostics.Single();
        Assert.Equal(("YAML004", 3), (many.Code, many.Position!.Value.Line));
    }

    [Fact]
    public void A_bomb_of_aliases_is_refused_at_the_alias_that_passes_the_limit()
    {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++)
        {
            bomb.Append('a').Append(i).Append(": &a").Append(i).Append(" [").Append(string.Join(", ", Enumerable.Repeat("*a" + (i - 1), 10))).Append("]\n");
        }

        var diagnostic = Read(bomb.ToString()).Diagnostics.Single();
        Assert.Equal("YAML005", diagnostic.Code);
        Assert.Contains("1000000", diagnostic.Message, StringComparison.Ordinal);
        Assert.True(diagnostic.Position!.Value.Line is > 4 and < 9);
    }

    [Fact]
    public void Depth_through_aliases_counts()
    {
        var chain = new StringBuilder("a0: &a0 [x]\n");
        for (var i = 1; i < 200; i++)
        {
            chain.Append('a').Append(i).Append(": &a").Append(i).Append(" [*a").Append(i - 1).Append("]\n");
        }

        Assert.Equal("YAML003", Read(chain.ToString()).Diagnostics.Single().Code);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_are_a_fault_with_their_place()
    {
        var diagnostics = new DiagnosticBag();
        YamlReader.Read(new SourceText("x", (byte[])[.. "a: 1\nb: "u8, 0xFF, (byte)'\n']), diagnostics, YamlLimits.Default);
        Assert.Equal(("FORM003", 8), (diagnostics.Single().Code, diagnostics.Single().Span.Start));
    }

    [Theory]
    [InlineData("0/metadata/name", "name: \"käse 😀\"")]
    [InlineData("0/spec/list/1/b", "b: two")]
    [InlineData("0/spec/list/1", "b")]
    [InlineData("0/spec", "spec")]
    [InlineData("0/spec/absent/deeper", "spec")]
    [InlineData("0/spec/merged", "merged: yes")]
    [InlineData("0/alias", "alias")]
    [InlineData("1/second", "second: 2")]
    [InlineData("2/quoted key", "\"quoted key\": 'single'")]
    public void A_path_is_found_in_the_text(string path, string expected)
    {
        const string Text = """
            # é: a comment
            metadata:
              name: "käse 😀"
            base: &base
              merged: yes
            spec:
              <<: *base
              list:
                - a: one
                - b: two
            alias: *base
            ---
            second: 2
            ---
            "quoted key": 'single'
            """;
        var source = SourceText.From("x", Text.ReplaceLineEndings("\r\n"));
        var documents = YamlReader.Read(source, [], YamlLimits.Default);
        Assert.Equal(3, documents.Count);
        var steps = Reading.Path(path);
        Assert.True(((NumberValue)steps[0]).TryGetInt32(out var at));
        Assert.Equal(expected, source.GetString(new YamlLocator(source, documents[at].Span, YamlLimits.Default).Locate(steps.Skip(1))));
    }

    private static (List<YamlDocument> Documents, DiagnosticBag Diagnostics) Read(string yaml, YamlLimits? limits = null)
    {
        var diagnostics = new DiagnosticBag();
        return (YamlReader.Read(SourceText.From("x", yaml), diagnostics, limits ?? YamlLimits.Default), diagnostics);
    }

    private static Value Json(string json) => JsonReader.Read(SourceText.From("json", json), [])!;
}
