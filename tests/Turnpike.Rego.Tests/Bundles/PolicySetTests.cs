using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Turnpike.Rego.Bundles;
using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Rego.Tests.Bundles;

public class PolicySetTests
{
    [Fact]
    public void Data_is_merged_at_the_paths_of_its_folders()
    {
        var set = Folder(out var faults,
            ("users.json", """{"a": {"x": 1}}"""),
            ("a/more.yaml", "z: [1, two, yes]"),
            ("a/b/list.json", "[1]"));

        Assert.Empty(faults);
        Assert.Equal("""{"a":{"b":[1],"x":1,"z":[1,"two",true]}}""", set.Data.ToString());
    }

    [Theory]
    [InlineData("""{"a": 1}""", """{"a": 1}""", "BUNDLE003")]
    [InlineData("""{"a": {"b": 1}}""", """{"a": 2}""", "BUNDLE003")]
    [InlineData("""{"a": {"b": 1}}""", """{"a": {"b": {"c": 1}}}""", "BUNDLE003")]
    [InlineData("[1]", "{}", "BUNDLE002")]
    public void What_cannot_be_merged_is_reported(string first, string second, string code)
    {
        Folder(out var faults, ("1.json", first), ("2.json", second));

        Assert.Equal(code, Assert.Single(faults).Code);
    }

    [Fact]
    public void A_rule_where_data_is_does_not_compile()
    {
        var set = Folder(out var faults, ("p.rego", "package p\n\nq := 1"), ("d.json", """{"p": {"q": 2}}"""));

        Assert.Null(set.Compile(RegoCompilerOptions.Default, faults));
        Assert.Equal("BUNDLE007", Assert.Single(faults).Code);
    }

    [Fact]
    public void A_bundle_is_read_by_its_manifest()
    {
        var set = Bundle(out var faults,
            (".manifest", """{"revision": "r7", "roots": ["old", "d/e"], "rego_version": 0}"""),
            ("p.rego", "package old\np { true }"),
            ("d/e/data.json", """{"x": 1}"""),
            ("d/e/other.json", """{"ignored": 1}"""));

        Assert.Empty(faults);
        Assert.Equal("r7", Assert.Single(set.Manifests).Revision);
        Assert.Equal(RegoVersion.V0, Assert.Single(set.Modules).Version);
        Assert.Equal("""{"d":{"e":{"x":1}}}""", set.Data.ToString());
    }

    [Theory]
    [InlineData("p.rego", "package q")]
    [InlineData("data.json", """{"q": 1}""")]
    [InlineData("q/data.yaml", "x: 1")]
    public void What_lies_outside_of_the_roots_is_reported(string path, string content)
    {
        Bundle(out var faults, (".manifest", """{"roots": ["p"]}"""), (path, content));

        Assert.Equal("BUNDLE004", Assert.Single(faults).Code);
    }

    [Fact]
    public void Overlapping_roots_are_reported()
    {
        Bundle(out var faults, (".manifest", """{"roots": ["p", "p/q"]}"""));

        Assert.Equal("BUNDLE001", Assert.Single(faults).Code);
    }

    [Fact]
    public void An_archive_gives_its_files()
    {
        using var buffer = new MemoryStream();
        using (var zip = new GZipStream(buffer, CompressionMode.Compress, leaveOpen: true))
        using (var tar = new TarWriter(zip))
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes("{}"));
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "./a/data.json") { DataStream = content });
        }

        var file = Assert.Single(BundleArchive.Read(new SourceText("b.tar.gz", buffer.ToArray()), [])!);
        Assert.Equal(["a", "data.json"], file.Path);
        Assert.Equal("b.tar.gz/a/data.json", file.Source.Name);
    }

    [Fact]
    public void A_broken_archive_is_a_diagnostic()
    {
        DiagnosticBag faults = [];

        Assert.Null(BundleArchive.Read(new SourceText("b.tar.gz", new byte[] { 0x1f, 0x8b, 1, 2, 3 }), faults));
        Assert.Equal("BUNDLE005", Assert.Single(faults).Code);
    }

    private static PolicySet Folder(out DiagnosticBag faults, params (string Path, string Text)[] files)
    {
        faults = [];
        var reader = new PolicySetReader(RegoVersion.V1, faults);
        reader.AddFolder(Files(files));
        return reader.ToSet();
    }

    private static PolicySet Bundle(out DiagnosticBag faults, params (string Path, string Text)[] files)
    {
        faults = [];
        var reader = new PolicySetReader(RegoVersion.V1, faults);
        reader.AddBundle(Files(files));
        return reader.ToSet();
    }

    private static PolicyFile[] Files((string Path, string Text)[] files) =>
        [.. files.Select(static f => new PolicyFile(SourceText.From(f.Path, f.Text), f.Path.Split('/')))];
}
