using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Parsing;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Rego.Bench;

/// <summary>A folder with policies (*.rego), query.txt and, where there are any, input.json and data.json.</summary>
internal sealed class Workload
{
    private Workload(string folder, PreparedQuery query, EvaluationRequest request)
    {
        Name = Path.GetFileName(folder);
        Folder = folder;
        Query = query;
        Request = request;
    }

    public string Name { get; }

    public string Folder { get; }

    public PreparedQuery Query { get; }

    public EvaluationRequest Request { get; }

    public static Workload Load(string folder)
    {
        var diagnostics = new DiagnosticBag();
        var modules = Directory.EnumerateFiles(folder, "*.rego").Order(StringComparer.Ordinal)
            .Select(path => RegoParser.ParseModule(SourceText.From(Path.GetFileName(path), File.ReadAllText(path)), new RegoParserOptions(), diagnostics))
            .ToArray();
        var program = diagnostics.HasErrors ? null : RegoCompiler.Compile(modules!, RegoCompilerOptions.Default, diagnostics);
        var query = program?.Prepare(File.ReadAllText(Path.Combine(folder, "query.txt")).Trim(), diagnostics)
            ?? throw new InvalidOperationException(string.Join('\n', diagnostics.Select(static d => d.Message)));
        return new Workload(folder, query, new EvaluationRequest
        {
            Input = Read(folder, "input.json"),
            Data = Read(folder, "data.json") as ObjectValue ?? ObjectValue.Empty,
        });
    }

    /// <summary>What the query answers; an error or no answer at all is a fault of the workload.</summary>
    public Value Evaluate()
    {
        var answer = Query.Evaluate(Request);
        return answer.Error is null && answer.Solutions is [{ Expressions: [.., var value] }]
            ? value
            : throw new InvalidOperationException($"{Name}: {answer.Error?.ToString() ?? "no answer"}");
    }

    private static Value? Read(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            return null;
        }

        var diagnostics = new DiagnosticBag();
        return JsonReader.Read(new SourceText(name, File.ReadAllBytes(path)), diagnostics) ?? throw new InvalidOperationException($"{path} is no JSON.");
    }
}
