using Turnpike.Cli.Files;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Judging;
using Turnpike.Formats;
using Turnpike.Governance;
using Turnpike.Inventory.Sources;
using Turnpike.Text;

namespace Turnpike.Cli.Serve;

/// <summary>
/// Gives a newcomer something to look at: the states, manifests and plans below a folder are pushed as if a pipeline had sent
/// them. To send the same again changes nothing.
/// </summary>
internal sealed class SampleBooks(IServiceProvider node, string folder)
{
    private const string Actor = "pipeline:sample";
    private const int MaxBytes = 64 << 20;

    private static readonly Principal s_pipeline = Principal.With(Actor, "contributor");

    public async Task WriteAsync(DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var name = Path.GetFileName(Path.GetFullPath(folder).TrimEnd('/'));
        var plans = new List<(string Scope, string Path, ReadOnlyMemory<byte> Bytes)>();
        foreach (var file in new InputFinder(diagnostics).Find([folder], cancellation))
        {
            if (FileContent.Read(file, MaxBytes, diagnostics, cancellation) is not { } bytes || InputReader.Read(file.Name, bytes, InputReaderOptions.Default with { IsNamed = false }) is not { Status: InputStatus.Read, Kind: { } kind })
            {
                continue;
            }

            // A root is a scope of its own; the manifests of a folder are those of one cluster.
            var scope = $"{name}/{(kind == InputKind.Kubernetes ? Path.GetFileName(Path.GetDirectoryName(file.Name)) : Path.GetFileNameWithoutExtension(file.Name))}";
            if (kind == InputKind.TerraformPlan)
            {
                plans.Add((scope, file.Name, bytes));
            }
            else
            {
                await ReceiveAsync(scope, file.Name, bytes, diagnostics, cancellation);
            }
        }

        // What is there first, then what is to come of it.
        foreach (var (scope, path, bytes) in plans)
        {
            await JudgeAsync(scope, path, bytes, diagnostics, cancellation);
        }
    }

    private async Task ReceiveAsync(string scope, string path, ReadOnlyMemory<byte> bytes, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var outcome = await node.GetRequiredService<ReceiveSource>().RunAsync(Actor, new SourcePush(scope, Path.GetFileName(path), bytes), cancellation);
        if (outcome is SourceOutcome.Refused refused)
        {
            diagnostics.Add(ServeDiagnostics.NotTaken(path, refused.Message.TrimEnd('.')));
        }
    }

    private async Task JudgeAsync(string scope, string path, ReadOnlyMemory<byte> bytes, DiagnosticBag diagnostics, CancellationToken cancellation)
    {
        var upload = new PlanUpload(scope, bytes, null, new ChangeSource(Path.GetFileName(path), null, null, "main", null));
        var outcome = await node.GetRequiredService<JudgeChange>().RunAsync(s_pipeline, upload, cancellation);
        if (outcome.Refusal is { } refusal)
        {
            diagnostics.Add(ServeDiagnostics.NotTaken(path, refusal.Message.TrimEnd('.')));
        }

        diagnostics.AddRange(outcome.Value?.Diagnostics ?? []);
    }
}
