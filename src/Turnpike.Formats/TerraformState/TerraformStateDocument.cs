using Turnpike.Estate;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformState;

/// <summary>A state file of version 4.</summary>
public sealed class TerraformStateDocument : InputDocument
{
    private readonly JsonSource _json;
    private readonly Lazy<DocumentView> _view;

    internal TerraformStateDocument(JsonSource json, InputReaderOptions options, DiagnosticBag diagnostics)
        : base(json.Text)
    {
        _json = json;
        Resources = new StateInstances(this, json, options.Scope, diagnostics).Read();
        _view = new(() => new DocumentView(StateView.Mark(json.Root), new ValueOrigin(this, ValuePath.Root)));
    }

    internal ObjectValue Root => _json.Root;

    public override InputKind Kind => InputKind.TerraformState;

    public string? TerraformVersion => _json.Root.TextAt("terraform_version");

    /// <summary>Tells states of different roots apart.</summary>
    public string? Lineage => _json.Root.TextAt("lineage");

    /// <summary>Grows with each write.</summary>
    public Value? Serial => _json.Root.Get("serial");

    /// <summary>Managed resources, data sources and deposed objects.</summary>
    public IReadOnlyList<Resource> Resources { get; }

    public override int ResourceCount => Resources.Count;

    public override TextSpan Locate(ValuePath path) => _json.Locate(path);

    public override IReadOnlyList<DocumentView> Documents(bool unknownsAbsent = false) => [_view.Value];
}
