using Turnpike.Cli.Files;
using Turnpike.Cli.Terraform;
using Turnpike.Formats;
using Turnpike.Gate;
using Turnpike.Gate.Places;
using Turnpike.Text;
using Turnpike.Values.Json;

namespace Turnpike.Cli.Ci;

/// <summary>What there is for a server to judge: plans, else what the code leads to.</summary>
/// <param name="Others">Manifests, which are judged here.</param>
internal sealed record CiInputs(IReadOnlyList<CiPlan> Plans, IReadOnlyList<string> Others)
{
    public static CiInputs Find(CiChoice choice, Checkout checkout, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var finder = new InputFinder(diagnostics);
        var (plans, others) = (new List<(FoundFile File, ReadOnlyMemory<byte> Bytes)>(), new List<string>());
        foreach (var file in finder.Find(choice.Paths, cancellation))
        {
            if (FileContent.Read(file, choice.MaxInputBytes, diagnostics, cancellation) is not { } bytes)
            {
                continue;
            }

            var read = InputReader.Read(file.Name, bytes, InputReaderOptions.Default with { IsNamed = file.IsNamed, Json = JsonLimits.Default with { MaxBytes = choice.MaxInputBytes } });
            diagnostics.AddRange(read.Diagnostics.Where(static d => d.IsError));
            if (read is { Status: InputStatus.Read, Kind: InputKind.TerraformPlan })
            {
                plans.Add((file, bytes));
            }
            else if (read is { Status: InputStatus.Read, Kind: InputKind.Kubernetes })
            {
                others.Add(file.Name);
            }
        }

        if (plans.Count + finder.CodeFolders.Count > 0 && choice.Scope is null && checkout.Repository is null)
        {
            diagnostics.Add(CliDiagnostics.NoScope());
        }

        var root = choice.Scope ?? checkout.Repository ?? "";
        if (plans.Count == 0)
        {
            var results = new CodeResults(choice.Code, diagnostics).Of(finder.CodeFolders, root, cancellation);
            return new CiInputs([.. results.Select(static r => new CiPlan(r.Name, r.Scope, r.Bytes, Places: null))], others);
        }

        var code = Code(finder, plans, choice, diagnostics, cancellation);
        return new CiInputs([.. plans.Select(p => Plan(p.File, p.Bytes, isAlone: plans.Count == 1 && choice.Scope is not null, root, code))], others);
    }

    private static CiPlan Plan(FoundFile file, ReadOnlyMemory<byte> bytes, bool isAlone, string root, List<PlanCode> code)
    {
        var name = file.ToldName;
        var folder = Path.GetDirectoryName(name)?.TrimStart('.').Trim('/') ?? "";
        return new CiPlan(name, isAlone || folder.Length == 0 ? root : root + "/" + folder, bytes, code.Count == 0 ? null : CodePlaceMap.Of(name, bytes, code));
    }

    // Code lies in the folders given, or around the plans.
    private static List<PlanCode> Code(InputFinder finder, List<(FoundFile File, ReadOnlyMemory<byte> Bytes)> plans, CiChoice choice, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var folders = finder.CodeFolders;
        if (folders.Count == 0)
        {
            var around = new InputFinder(new DiagnosticBag());
            around.Find([.. plans.Where(static p => !p.File.IsStandardInput).Select(static p => Path.GetDirectoryName(p.File.Name) is { Length: > 0 } folder ? folder : ".").Distinct()], cancellation);
            folders = around.CodeFolders;
        }

        var trees = new CodeTrees(choice.Code, diagnostics);
        return [.. folders.Select(trees.PlanCode).OfType<PlanCode>()];
    }
}
