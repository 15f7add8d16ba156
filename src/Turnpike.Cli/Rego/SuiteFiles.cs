using Turnpike.Cli.Files;
using Turnpike.Gate.Gatekeeper.Testing;
using Turnpike.Rego.Evaluation;
using Turnpike.Text;

namespace Turnpike.Cli.Rego;

/// <summary>The Gatekeeper suites among what <c>turnpike rego test</c> was given, and the files they name.</summary>
internal sealed class SuiteFiles
{
    private readonly List<SourceText> _suites = [];

    public SuiteFiles(IEnumerable<string> paths, DiagnosticBag diagnostics)
    {
        foreach (var path in paths.Where(Path.Exists))
        {
            _suites.AddRange(TextFolder.ReadPath(path, IsYaml, diagnostics).Where(GatekeeperSuites.IsSuite));
        }
    }

    public bool Exist => _suites.Count > 0;

    /// <summary>Where there are suites, the objects around them are what is tested and no data for policies.</summary>
    public bool IsData(SourceText file) =>
        !Exist || file.Utf8.Span.IndexOf("apiVersion"u8) < 0 || file.Utf8.Span.IndexOf("kind"u8) < 0;

    public IReadOnlyList<SuiteResult> Run(EvaluationLimits limits, Func<string, bool> isWanted, DiagnosticBag diagnostics)
    {
        var read = new DiagnosticBag();
        var runner = new GatekeeperSuites((suite, path) => ReadBeside(suite, path, read), limits, TimeProvider.System);
        return [.. _suites.SelectMany(suite => runner.Run(suite, isWanted, diagnostics))];
    }

    private static bool IsYaml(string name) => Path.GetExtension(name) is ".yaml" or ".yml" or ".json";

    private static SourceText? ReadBeside(SourceText suite, string path, DiagnosticBag diagnostics)
    {
        var file = Path.Join(Path.GetDirectoryName(suite.Name), path);
        return File.Exists(file) ? TextFolder.ReadFile(file, file, diagnostics) : null;
    }
}
