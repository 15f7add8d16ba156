using Turnpike.Estate;
using Turnpike.Estate.Changes;
using Turnpike.Estate.Identity;
using Turnpike.Formats;
using Turnpike.Formats.Kubernetes;
using Turnpike.Formats.TerraformCode;
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
    private readonly HashSet<(string Code, SourceText? Source, TextSpan Span, string Message)> _said = [];

    public IReadOnlyList<InputDocument> Documents => _documents;

    /// <summary>The estates to judge, one after the other.</summary>
    public IReadOnlyList<EstateGroup> Groups(string scope)
    {
        var groups = new List<EstateGroup>();
        var together = _documents.Where(static d => d is not TerraformCodeDocument).ToList();
        if (together.Count > 0)
        {
            groups.Add(new EstateGroup(scope, new EstateModel([.. together.SelectMany(Existing)]), [.. together.Select(Planned).OfType<PlannedChanges>()], together));
        }

        groups.AddRange(_documents.OfType<TerraformCodeDocument>().Select(static d => new EstateGroup(d.Planned.Scope.ToString(), EstateModel.Empty, [d.Planned], [d])));
        return groups;
    }

    public IReadOnlyList<CheckedInput> Checked => _checked;

    public IReadOnlyList<SkippedInput> Skipped => _skipped;

    public void Read(CheckRequest request, CancellationToken cancellation)
    {
        var reads = new InputRead[request.Inputs.Count];
        var code = request.PlanCode.Count > 0 ? new CodeSearch(request.PlanCode) : null;
        var options = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, request.Threads), CancellationToken = cancellation };
        Parallel.For(0, reads.Length, options, at => reads[at] = Read(request.Inputs[at], request, code));
        foreach (var read in reads)
        {
            _faults.AddRange(read.Diagnostics);
            Add(read);
        }

        foreach (var document in request.Documents)
        {
            Add(document.Source.Name, document);
        }

        foreach (var root in request.CodeRoots)
        {
            cancellation.ThrowIfCancellationRequested();
            AddCode(root);
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
        TerraformCodeDocument code => code.Planned,
        KubernetesDocument manifests => new PlannedChanges { Changes = manifests.Changes },
        _ => null,
    };

    private static IReadOnlyList<Resource> Existing(InputDocument document) => document switch
    {
        TerraformStateDocument state => state.Resources,
        TerraformShowDocument state => state.Resources,
        _ => [],
    };

    // Modules are shared by roots, so what is wrong with one is found once for each root that uses it.
    private void AddCode(CodeRoot root)
    {
        var expanded = root.Tree.Expand(root.Folder);
        foreach (var diagnostic in expanded.Diagnostics)
        {
            if (_said.Add((diagnostic.Code, diagnostic.Source, diagnostic.Span, diagnostic.Message)))
            {
                _faults.Add(diagnostic);
            }
        }

        var versions = ProviderLock.Read(root.Files, root.Folder);
        var document = new TerraformCodeDocument(root.Name, expanded, new EstateScope(root.Scope), versions);
        Add(root.Name, document);
    }

    private static InputRead Read(InputFile file, CheckRequest request, CodeSearch? code) => InputReader.Read(file.Name, file.Bytes, InputReaderOptions.Default with
    {
        Scope = new EstateScope(request.Scope),
        IsNamed = file.IsNamed,
        TakesPlain = () => request.Rules.DocumentRules.Count > 0,
        Parser = request.Parser,
        Code = code,
        Json = JsonLimits.Default with { MaxBytes = request.MaxInputBytes },
        Yaml = YamlLimits.Default with { MaxBytes = Math.Min(request.MaxInputBytes, YamlLimits.Default.MaxBytes) },
    });

    private void Add(string name, InputDocument document)
    {
        _documents.Add(document);
        _checked.Add(new CheckedInput(name, document.Kind.ToText(), document.ResourceCount));
    }

    private void Add(InputRead read)
    {
        if (read.Document is { } document)
        {
            Add(read.Name, document);
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
