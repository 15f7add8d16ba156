using System.Collections.Immutable;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Addresses;
using Turnpike.Hcl.Terraform.Configuration;
using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>A resource block in one instance of its module, with the instances it makes.</summary>
internal sealed class ResourceGroup(ModuleScope module, ResourceDeclaration declaration)
{
    private Repetition? _repetition;
    private List<InstanceState>? _instances;
    private Dictionary<Value, InstanceState>? _byKey;
    private SchemaBlock? _schema;
    private HclValue _whole;
    private bool _isRepeating;
    private bool _hasSchema;

    public ModuleScope Module { get; } = module;

    public ResourceDeclaration Declaration { get; } = declaration;

    public string Provider { get; } = module.Model.ProviderAddress(declaration.ProviderLocalName);

    public SourcePlace Place => new(Declaration.Block.Source, Declaration.Block.DefinitionSpan);

    public ProviderSettings ProviderSettings() => Module.Provider(Declaration.ProviderLocalName, Declaration.Provider?.Alias).Value;

    /// <summary>Null where it is not known.</summary>
    public SchemaBlock? Schema
    {
        get
        {
            if (!_hasSchema)
            {
                var provider = Module.Root.Schemas.Find(Provider);
                _schema = Declaration.Mode switch
                {
                    TerraformMode.Data => provider?.Data(Declaration.Type),
                    TerraformMode.Ephemeral => provider?.Ephemeral(Declaration.Type),
                    _ => provider?.Resource(Declaration.Type),
                };
                _hasSchema = true;
            }

            return _schema;
        }
    }

    public Repetition Repetition
    {
        get
        {
            if (_repetition is null)
            {
                if (_isRepeating)
                {
                    return Repetition.OfUnknown(RepetitionKind.ForEach, HclValue.Dynamic);
                }

                _isRepeating = true;
                var root = Module.Root;
                _repetition = Repetition.Evaluate(Declaration.Count, Declaration.ForEach, Module.Scope, root.Evaluator, root.Diagnostics, root.Options.Limits);
                root.IsCut |= _repetition.IsFaulty;
                if (!_repetition.IsKnown)
                {
                    root.Diagnostics.Add(TerraformDiagnostics.UnknownRepetition(
                        Declaration.Count ?? Declaration.ForEach!, Declaration.Address, Declaration.Count is null, UnknownReason.Of(_repetition.Unknown.Value)));
                }
            }

            return _repetition;
        }
    }

    public IReadOnlyList<InstanceState> Instances
    {
        get
        {
            if (_instances is null)
            {
                _instances = [];
                Make(_instances);
            }

            return _instances;
        }
    }

    private void Make(List<InstanceState> instances)
    {
        var root = Module.Root;
        var left = root.Options.Limits.MaxResourceInstances - root.ResourceCount;
        var count = Math.Min(Repetition.Keys.Count, left);
        if (count < Repetition.Keys.Count)
        {
            if (!root.IsCut)
            {
                root.Diagnostics.Add(TerraformDiagnostics.TooManyResources(Place, root.Options.Limits.MaxResourceInstances));
            }

            root.IsCut = true;
        }

        root.ResourceCount += count;
        for (var i = 0; i < count; i++)
        {
            instances.Add(new InstanceState(this, i));
        }
    }

    public InstanceState? Find(Value key)
    {
        if (_byKey is null)
        {
            _byKey = [];
            foreach (var instance in Instances)
            {
                if (instance.Key is { } own)
                {
                    _byKey[own] = instance;
                }
            }
        }

        return _byKey.GetValueOrDefault(key);
    }

    /// <summary>What a reference gives.</summary>
    /// <param name="at">How many steps name the resource.</param>
    public HclValue ValueAt(ImmutableArray<TraversalStep> steps, int at, out int answered)
    {
        answered = at;
        if (Repetition.Kind == RepetitionKind.Single)
        {
            if (steps.Length > at && steps[at] is IndexStep)
            {
                // Reported when references were checked.
                answered = steps.Length;
                return HclValue.Dynamic;
            }

            return Instances.Count == 0 ? HclValue.Dynamic : OfInstance(Instances[0], steps, at, out answered);
        }

        if (steps.Length > at && steps[at] is IndexStep { Key: var key })
        {
            var instance = Repetition.IsKnown ? Find(key) : Instances.Count > 0 ? Instances[0] : null;
            return instance is null ? WholeValue() : OfInstance(instance, steps, at + 1, out answered);
        }

        if (Repetition.Kind == RepetitionKind.Count && steps.Length > at && steps[at] is AttributeStep)
        {
            answered = steps.Length;
            return HclValue.Dynamic;
        }

        return WholeValue();
    }

    private static HclValue OfInstance(InstanceState instance, ImmutableArray<TraversalStep> steps, int at, out int answered)
    {
        answered = at;
        if (steps.Length <= at || steps[at] is not AttributeStep { Name: var name })
        {
            return instance.Referenced;
        }

        answered = at + 1;
        var value = instance.Attribute(name);
        if (!value.Exists)
        {
            answered = steps.Length;
            return HclValue.Dynamic;
        }

        return value;
    }

    /// <summary>All instances by their keys.</summary>
    public HclValue WholeValue()
    {
        if (!_whole.Exists)
        {
            _whole = !Repetition.IsKnown ? UnknownWhole()
                : Repetition.Kind == RepetitionKind.Count ? HclValue.Tuple([.. Instances.Select(static i => i.Referenced)])
                : HclValue.Object([.. Instances.Select(static i => (((StringValue)i.Key!).Value, i.Referenced))]);
        }

        return _whole;
    }

    private HclValue UnknownWhole() =>
        new(HclType.Dynamic, Repetition.Unknown.Value is UnknownValue unknown
            ? unknown.Refined(null)
            : new UnknownValue(Module.AddressOf(Declaration.Address), UnknownOrigin.Reference));
}
