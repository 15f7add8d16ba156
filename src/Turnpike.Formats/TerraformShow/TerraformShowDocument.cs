using Turnpike.Estate;
using Turnpike.Formats.Marks;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Formats.TerraformState;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformShow;

/// <summary>A state as <c>terraform show -json</c> writes it.</summary>
public sealed class TerraformShowDocument : InputDocument
{
    private readonly JsonSource _json;
    private readonly Lazy<DocumentView> _view;

    internal TerraformShowDocument(JsonSource json, InputReaderOptions options, DiagnosticBag diagnostics)
        : base(json.Text)
    {
        _json = json;
        Resources = ShowValues.Read(json.Root.Get("values"), ValuePath.Of("values"), this, new MarkLayer(), options.Scope, (path, expected) =>
            diagnostics.Add(StateDiagnostics.WrongShape(Source, Locate(path), path.ToString(), expected)));
        _view = new(() => new DocumentView(
            PlanView.Replace<ObjectValue>(json.Root, "values", values => ValuesTree.Mark(new PlanContent(json), values, [])),
            new ValueOrigin(this, ValuePath.Root)));
    }

    internal ObjectValue Root => _json.Root;

    public override InputKind Kind => InputKind.TerraformShowState;

    public string? TerraformVersion => _json.Root.TextAt("terraform_version");

    /// <summary>Managed resources, data sources and deposed objects.</summary>
    public IReadOnlyList<Resource> Resources { get; }

    public override int ResourceCount => Resources.Count;

    public override TextSpan Locate(ValuePath path) => _json.Locate(path);

    public override IReadOnlyList<DocumentView> Documents(bool unknownsAbsent = false) => [_view.Value];
}
