using System.Runtime.CompilerServices;
using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Tests.Syntax;
using Turnpike.Tests;
using Turnpike.Text;

namespace Turnpike.Hcl.Tests.Parsing;

/// <summary>Files in, their trees, comments and faults out.</summary>
public class CorpusTests
{
    private static readonly string s_folder = Path.Combine(Path.GetDirectoryName(ThisFile())!, "Corpus");

    public static TheoryData<string> Files =>
        [.. Directory.EnumerateFiles(s_folder, "*.tf").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Trees_are_as_written_down(string name)
    {
        var text = File.ReadAllText(Path.Combine(s_folder, name));

        // Git keeps line feeds only.
        var source = SourceText.From(name, name == "crlf.tf" ? text.ReplaceLineEndings("\r\n") : text);
        var diagnostics = new DiagnosticBag();
        var file = HclParser.ParseFile(source, diagnostics);

        Assert.Equal(name.StartsWith("broken", StringComparison.Ordinal), diagnostics.HasErrors);
        GoldenFile.Check(Path.ChangeExtension(name, ".tree"), SyntaxDump.OfFile(file, diagnostics));
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
