using Turnpike.Estate;
using Turnpike.Estate.Changes;
using Turnpike.Estate.Identity;
using Turnpike.Formats;
using Turnpike.Formats.Kubernetes;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Formats.TerraformShow;
using Turnpike.Formats.TerraformState;
using Turnpike.Text;
using Turnpike.Values.Json;

namespace Turnpike.Gate.Judging;

/// <summary>The files of a check, read.</summary>
internal sealed class Inputs
{
    private readonly DiagnosticBag _faults = new();
    private readonly List<InputDocument> _documents = [];
    private readonly List<CheckedInput> _checked = [];
    private readonly List<SkippedInput> _skipped = [];

    public IReadOnlyList<InputDocument> Documents => _documents;

    /// <summary>What the plans change and the manifests bring.</summary>
    public IReadOnlyList<PlannedChanges> Plans => [.. _documents.Select(Planned).OfType<PlannedChanges>()];

    /// <summary>What the states say is there.</summary>
    public EstateModel Prior => new([.. _documents.SelectMany(Existing)]);

    public IReadOnlyList<CheckedInput> Checked => _checked;

    public IReadOnlyList<SkippedInput> Skipped => _skipped;

    public void Read(CheckRequest request, CancellationToken cancellation)
    {
        var reads = new InputRead[request.Inputs.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, request.Threads), CancellationToken = cancellation };
        Parallel.For(0, reads.Length, options, at => reads[at] = Read(request.Inputs[at], request));
        foreach (var read in reads)
        {
            _faults.AddRange(read.Diagnostics);
            Add(read);
        }

        if (_checked.Count == 0 && !_faults.HasErrors)
        {
            _faults.Add(CheckDiagnostics.NothingRecognised(reads.Length));
        }
    }

    public void Report(DiagnosticBag diagnostics) => diagnostics.AddRange(_faults);

    public static PlannedChanges? Planned(InputDocument document) => document switch
    {
        TerraformPlanDocument plan => plan.Planned,
        KubernetesDocument manifests => new PlannedChanges { Changes = manifests.Changes },
        _ => null,
    };

    private static IReadOnlyList<Resource> Existing(InputDocument document) => document switch
    {
        TerraformStateDocument state => state.Resources,
        TerraformShowDocument state => state.Resources,
        _ => [],
    };

    private static InputRead Read(InputFile file, CheckRequest request) => InputReader.Read(file.Name, file.Bytes, InputReaderOptions.Default with
    {
        Scope = new EstateScope(request.Scope),
        IsNamed = file.IsNamed,
        TakesPlain = request.Rules.DocumentRules.Count > 0,
        Parser = request.Parser,
        Json = JsonLimits.Default with { MaxBytes = request.MaxInputBytes },
        Yaml = YamlLimits.Default with { MaxBytes = Math.Min(request.MaxInputBytes, YamlLimits.Default.MaxBytes) },
    });

    private void Add(InputRead read)
    {
        if (read.Document is { } document)
        {
            _documents.Add(document);
            _checked.Add(new CheckedInput(read.Name, document.Kind.ToText(), document.ResourceCount));
        }
        else if (read.Status == InputStatus.HelmTemplate)
        {
            _skipped.Add(new SkippedInput(read.Name, "Helm template: render it with helm template and check the result", IsListed: true));
        }
        else if (read.Status == InputStatus.NotRecognised)
        {
            _skipped.Add(new SkippedInput(read.Name, "not a plan, state or manifest", IsListed: false));
        }
    }
}
