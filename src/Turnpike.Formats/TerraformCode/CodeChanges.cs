using Turnpike.Estate;
using Turnpike.Estate.Changes;
using Turnpike.Estate.Identity;
using Turnpike.Estate.References;
using Turnpike.Hcl.Terraform.Addresses;
using Turnpike.Hcl.Terraform.Expansion;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformCode;

/// <summary>
/// Makes the changes of a first plan: managed resources are created; data sources are there already, unless they are read
/// during apply. Ephemeral resources have no place in a plan.
/// </summary>
internal sealed class CodeChanges(TerraformCodeDocument document, ExpandedRoot root, EstateScope scope)
{
    private readonly CodeAddresses _addresses = new();
    private readonly List<ResourceChange> _changes = new(root.Instances.Count);
    private readonly List<ResourceInstance> _planned = new(root.Instances.Count);
    private readonly List<Resource> _data = [];

    /// <summary>Begins the path of a change, as in a plan.</summary>
    public static StringValue Section { get; } = Value.Of("resource_changes");

    /// <summary>Begins the path of a data source, which counts all instances.</summary>
    public static StringValue DataSection { get; } = Value.Of("instances");

    public IReadOnlyList<ResourceChange> Changes => _changes;

    /// <summary>The instances of the changes, in the same order.</summary>
    public IReadOnlyList<ResourceInstance> Planned => _planned;

    public IReadOnlyList<Resource> Data => _data;

    public void Read()
    {
        for (var i = 0; i < root.Instances.Count; i++)
        {
            var instance = root.Instances[i];
            switch (instance.Address.Mode)
            {
                case TerraformMode.Data when !instance.IsDeferred:
                    _data.Add(DataSource(instance, i));
                    break;
                case not TerraformMode.Ephemeral:
                    _changes.Add(Change(instance, _changes.Count));
                    _planned.Add(instance);
                    break;
            }
        }
    }

    /// <summary>The version that a lock file names, else what the modules ask for.</summary>
    public static IReadOnlyDictionary<string, string> Constraints(ExpandedRoot root, IReadOnlyDictionary<string, string> versions)
    {
        var constraints = new Dictionary<string, string>();
        foreach (var configuration in root.Providers)
        {
            var provider = ProviderAddress.Of(configuration.Provider);
            if (!versions.ContainsKey(provider) && configuration.VersionConstraint is { Length: > 0 } constraint)
            {
                constraints[provider] = constraints.TryGetValue(provider, out var known) && known != constraint ? known + ", " + constraint : constraint;
            }
        }

        foreach (var (provider, version) in versions)
        {
            constraints[ProviderAddress.Of(provider)] = "= " + version;
        }

        return constraints;
    }

    private ResourceChange Change(ResourceInstance instance, int at) => new()
    {
        Id = new ResourceId(scope, _addresses.Of(instance.Address)),
        Provider = ProviderAddress.Of(instance.Provider),
        Actions = instance.Address.Mode == TerraformMode.Data ? ChangeActions.Read : ChangeActions.Create,
        AfterContent = new LazyValue(instance, static i => MadeByProvider.Content((ResourceInstance)i)),
        Origin = new ValueOrigin(document, new ValuePath(Section, Value.Of(at))),
        References = ReferencesOf(instance),
    };

    private Resource DataSource(ResourceInstance instance, int at) => new()
    {
        Id = new ResourceId(scope, _addresses.Of(instance.Address)),
        Provider = ProviderAddress.Of(instance.Provider),
        Content = new LazyValue(instance.Value),
        Origin = new ValueOrigin(document, new ValuePath(DataSection, Value.Of(at), Value.Of("values"))),
        References = ReferencesOf(instance),
    };

    private Func<IReadOnlyList<ExactReference>> ReferencesOf(ResourceInstance instance)
    {
        IReadOnlyList<ExactReference>? made = null;
        return () => made ??= Read(instance.References);
    }

    private ExactReference[] Read(IReadOnlyList<ResourceReference> references)
    {
        var made = new ExactReference[references.Count];
        for (var i = 0; i < made.Length; i++)
        {
            var reference = references[i];
            var attribute = reference.TargetPath.Count > 0 ? (reference.TargetPath[0] as StringValue)?.Value : null;
            made[i] = new ExactReference(reference.Path, _addresses.Of(reference.Target), attribute, IsCertain: true);
        }

        return made;
    }
}
