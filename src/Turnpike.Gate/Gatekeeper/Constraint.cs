using Turnpike.Values;

namespace Turnpike.Gate.Gatekeeper;

/// <summary>What a broken constraint does.</summary>
internal enum Enforcement
{
    /// <summary>It is only recorded.</summary>
    DryRun,

    /// <summary>The user is warned.</summary>
    Warn,

    /// <summary>The object is refused.</summary>
    Deny,
}

/// <summary>A constraint: a template with parameters, and the objects it is meant for.</summary>
internal sealed record Constraint(
    PolicyObject Object, ConstraintTemplate Template, MatchCriteria Match, ObjectValue Parameters, Enforcement Enforcement)
{
    public string Id => $"{Object.Kind}/{Object.Name}";
}
