using Turnpike.Estate;
using Turnpike.Estate.Changes;
using Turnpike.Estate.Identity;
using Turnpike.Hcl.Terraform;
using Turnpike.Hcl.Terraform.Expansion;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformCode;

/// <summary>
/// A root module of Terraform code in the terms of a first plan of it: everything is created. Paths into it are those of a
/// plan's JSON (<c>resource_changes[3].change.after.acl</c>), places those of the code.
/// </summary>
public sealed class TerraformCodeDocument : InputDocument
{
    private readonly ExpandedRoot _root;
    private readonly CodePlaces _places;
    private readonly IReadOnlyList<ResourceInstance> _planned;
    private readonly Lazy<DocumentView> _view;
    private readonly Lazy<DocumentView> _viewWithoutUnknowns;

    /// <param name="name">What people call the root's folder.</param>
    /// <param name="versions">The versions of its providers by address, where a lock file says them.</param>
    public TerraformCodeDocument(string name, ExpandedRoot root, EstateScope scope, IReadOnlyDictionary<string, string> versions)
        : base(SourceText.From(name, ""))
    {
        _root = root;
        _places = new CodePlaces(root);
        var reader = new CodeChanges(this, root, scope);
        reader.Read();
        _planned = reader.Planned;
        Planned = new PlannedChanges
        {
            Scope = scope,
            Changes = reader.Changes,
            PriorState = reader.Data,
            ProviderConstraints = CodeChanges.Constraints(root, versions),
            MissesModule = !root.IsComplete,
            IsComplete = null,
        };
        _view = new(() => new DocumentView(CodeView.Make(this, root, unknownsAbsent: false), new ValueOrigin(this, ValuePath.Root)));
        _viewWithoutUnknowns = new(() => new DocumentView(CodeView.Make(this, root, unknownsAbsent: true), new ValueOrigin(this, ValuePath.Root)));
    }

    public override InputKind Kind => InputKind.TerraformCode;

    public PlannedChanges Planned { get; }

    internal ExpandedRoot Root => _root;

    /// <summary>The instances of the changes, in the same order.</summary>
    internal IReadOnlyList<ResourceInstance> PlannedInstances => _planned;

    public override int ResourceCount => _root.Instances.Count;

    public override TextSpan Locate(ValuePath path) => new(0, 0);

    public override DocumentPlace PlaceOf(ValuePath path)
    {
        if (InstanceAt(path) is not { } instance)
        {
            return (OutputAt(path) ?? DeclarationAt(path)) is { } place ? new DocumentPlace(place.Source, place.Span, []) : base.PlaceOf(path);
        }

        var steps = path[0].Equals(CodeChanges.Section) ? 4 : 3;
        return _places.PlaceOf(instance, path.Count > steps ? path.Skip(steps) : ValuePath.Root);
    }

    public override IReadOnlyList<DocumentView> Documents(bool unknownsAbsent = false) =>
        [unknownsAbsent ? _viewWithoutUnknowns.Value : _view.Value];

    private ResourceInstance? InstanceAt(ValuePath path)
    {
        if (path.Count < 2 || path[1] is not NumberValue number || !number.TryGetInt32(out var at) || at < 0)
        {
            return null;
        }

        return path[0].Equals(CodeChanges.Section) ? (at < _planned.Count ? _planned[at] : null)
            : path[0].Equals(CodeChanges.DataSection) && at < _root.Instances.Count ? _root.Instances[at]
            : null;
    }

    // As a plan's configuration has it: configuration.root_module.variables.NAME, configuration.provider_config.KEY.expressions.NAME.
    private SourcePlace? DeclarationAt(ValuePath path)
    {
        if (path.Count < 4 || path[0] is not StringValue { Value: "configuration" })
        {
            return null;
        }

        return (path[1] as StringValue)?.Value == "root_module"
            ? _root.Variables.FirstOrDefault(v => path[3].Equals(Value.Of(v.Name)))?.Place
            : _root.ProviderLiterals.FirstOrDefault(l => path[2].Equals(Value.Of(l.Key)) && path.Count > 4 && path[4].Equals(Value.Of(l.Name)))?.Place;
    }

    private SourcePlace? OutputAt(ValuePath path)
    {
        if (path.Count >= 2 && path[0] is StringValue { Value: "output_changes" } && path[1] is StringValue name)
        {
            foreach (var output in _root.Outputs)
            {
                if (output.Name == name.Value)
                {
                    return output.Declaration;
                }
            }
        }

        return null;
    }
}
