using Turnpike.Estate.Configuration;
using Turnpike.Estate.Identity;

namespace Turnpike.Estate.Changes;

/// <summary>All that one plan says about one root, in the estate's terms. What a reader makes of a plan.</summary>
public sealed class PlannedChanges
{
    public EstateScope Scope { get; init; }

    /// <summary>Changes of managed resources and data sources, deposed objects too; deferred ones carry their reason.</summary>
    public IReadOnlyList<ResourceChange> Changes { get; init; } = [];

    /// <summary>The resources before the change: the plan's prior state, data sources among them. Empty where the plan has none.</summary>
    public IReadOnlyList<Resource> PriorState { get; init; } = [];

    /// <summary>The root module's configuration; null where the plan does not hold one.</summary>
    public ConfiguredModule? Configuration { get; init; }

    /// <summary>Version constraints by provider address, such as <c>registry.terraform.io/hashicorp/aws</c>: <c>~> 5.0</c>. Several of one provider are joined by commas.</summary>
    public IReadOnlyDictionary<string, string> ProviderConstraints { get; init; } = new Dictionary<string, string>();

    /// <summary>A module that is called is not at hand, so there may be resources that nobody sees. What a configuration shows of that need not be said here.</summary>
    public bool MissesModule { get; init; }

    /// <summary>False where the plan is partial (targets, deferred changes); null where it does not say.</summary>
    public bool? IsComplete { get; init; }
}
