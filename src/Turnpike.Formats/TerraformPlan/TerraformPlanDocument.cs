using Turnpike.Estate;
using Turnpike.Estate.Changes;
using Turnpike.Estate.Configuration;
using Turnpike.Formats.TerraformCode;
using Turnpike.Formats.TerraformShow;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformPlan;

/// <summary>A Terraform or OpenTofu plan, or expanded code in the form of one.</summary>
public sealed class TerraformPlanDocument : InputDocument
{
    private readonly PlanContent _content;
    private readonly InputReaderOptions _options;
    private readonly Lazy<PlannedChanges> _planned;
    private readonly Lazy<CodePlaces?> _code;
    private readonly Lazy<CodeSettling> _settling;
    private readonly Lazy<Dictionary<Value, ResourceChange>> _changeAt;
    private readonly Lazy<IReadOnlyList<DocumentView>> _views;
    private readonly Lazy<IReadOnlyList<DocumentView>> _viewsWithoutUnknowns;

    internal TerraformPlanDocument(PlanContent content, InputReaderOptions options, DiagnosticBag diagnostics)
        : base(content.Json.Text)
    {
        _content = content;
        _options = options;
        var changes = new List<ResourceChange>();
        var drift = new List<ResourceChange>();
        var reader = new ChangeReader(this, content, options.Scope, diagnostics, Settled);
        reader.Read("resource_changes", changes);
        reader.ReadDeferred(changes);
        reader.Read("resource_drift", drift);
        Changes = changes;
        Drift = drift;
        Outputs = OutputChange.ReadAll(this, content);
        ActionInvocations = ActionInvocation.ReadAll(this, content);
        _planned = new(ReadPlanned);
        _settling = new(() => new CodeSettling(changes));
        _code = new(() => options.Code?.Find(PlanView.MarkVariables(content), Changes.Select(static c => c.Address.ConfigurationText).ToHashSet()));
        _changeAt = new(() => changes.Where(static c => c.Origin.Path.Count == 2).ToDictionary(static c => c.Origin.Path[1]));
        _views = new(() => [new DocumentView(PlanView.Mark(content, this, unknownsAbsent: false), new ValueOrigin(this, ValuePath.Root))]);
        _viewsWithoutUnknowns = new(() => [new DocumentView(PlanView.Mark(content, this, unknownsAbsent: true), new ValueOrigin(this, ValuePath.Root))]);
    }

    public override InputKind Kind => IsCode ? InputKind.TerraformCode : InputKind.TerraformPlan;

    /// <summary>Terraform never planned this: it is what the code says, everything created until it is laid on an estate.</summary>
    public bool IsCode => _content.Code is not null;

    /// <summary>The document as written, without marks.</summary>
    public ObjectValue Root => _content.Json.Root;

    public string FormatVersion => TextAt("format_version") ?? "";

    public string? TerraformVersion => TextAt("terraform_version");

    /// <summary>In the document's order; deferred ones, which carry their reason, last.</summary>
    public IReadOnlyList<ResourceChange> Changes { get; }

    /// <summary>What changed outside of Terraform since the last run: <c>before</c> is the state, <c>after</c> what is there.</summary>
    public IReadOnlyList<ResourceChange> Drift { get; }

    public IReadOnlyList<OutputChange> Outputs { get; }

    /// <summary>Actions that run beside the changes, with side effects that show nowhere else; deferred ones carry their reason.</summary>
    public IReadOnlyList<ActionInvocation> ActionInvocations { get; }

    /// <summary>The values of the root variables, declared defaults included; those declared sensitive are marked.</summary>
    public ObjectValue Variables => PlanView.MarkVariables(_content);

    /// <summary>Planning ended in errors: there are changes that the plan does not hold. The reader adds an error too.</summary>
    public bool IsErrored => FlagAt("errored") ?? false;

    /// <summary>False where changes are deferred or only targets were planned; null where the version does not say.</summary>
    public bool? IsComplete => FlagAt("complete");

    /// <summary>Null where the version does not say.</summary>
    public bool? IsApplyable => FlagAt("applyable");

    public ConfiguredModule? Configuration => IsCode ? null : _content.Configuration;

    /// <summary>All of it in the estate's terms.</summary>
    public PlannedChanges Planned => _planned.Value;

    public override int ResourceCount => Changes.Count + (IsCode ? Planned.PriorState.Count : 0);

    public override TextSpan Locate(ValuePath path) => _content.Json.Locate(path);

    public override IReadOnlyList<DocumentView> Documents(bool unknownsAbsent = false) =>
        unknownsAbsent ? _viewsWithoutUnknowns.Value : _views.Value;

    /// <summary>In the code that the plan was made of, where that is at hand.</summary>
    public override DocumentPlace PlaceOf(ValuePath path)
    {
        if (_content.Code?.PlaceOf(path) is { } told)
        {
            return told;
        }

        if (path.Count >= 2 && path[0] is StringValue { Value: "resource_changes" } && _changeAt.Value.TryGetValue(path[1], out var change)
            && _code.Value?.Find(change.Address.Text, change.Address.ConfigurationText, path.Count > 4 ? path.Skip(4) : ValuePath.Root) is { } place)
        {
            return place;
        }

        return base.PlaceOf(path);
    }

    internal string? TextAt(string key) => (Root.Get(key) as StringValue)?.Value;

    private bool? FlagAt(string key) => (Root.Get(key) as BooleanValue)?.Value;

    internal CodeResult? Code => _content.Code;

    /// <summary>The same with other changes; places are those of what stands at the same path here.</summary>
    internal TerraformPlanDocument With(ObjectValue root) => new(new PlanContent(_content.Json.With(root), _content.Code), _options, new DiagnosticBag());

    private Value? Settled(object planned) => _settling.Value.Of((PlannedObject)planned);

    private PlannedChanges ReadPlanned()
    {
        if (_content.Code is { } code)
        {
            return new PlannedChanges
            {
                Scope = _options.Scope,
                Changes = Changes,
                PriorState = code.Data(this, _content.Marks, _options.Scope),
                ProviderConstraints = code.Providers(),
                MissesModule = !code.IsComplete,
            };
        }


        var configuration = Root.Get("configuration");
        var prior = Root.Get("prior_state") as ObjectValue;
        return new PlannedChanges
        {
            Scope = _options.Scope,
            Changes = Changes,
            PriorState = ShowValues.Read(prior?.Get("values"), ValuePath.Of("prior_state", "values"), this, _content.Marks, _options.Scope),
            Configuration = _content.Configuration,
            ProviderConstraints = ConfigurationReader.ReadConstraints(configuration),
            IsComplete = IsComplete,
        };
    }
}
