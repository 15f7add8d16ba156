using Turnpike.Estate.Changes;
using Turnpike.Values;

namespace Turnpike.Delivery.Judging;

/// <summary>The environment and tier of what a change touches: its tags say it, or else the name of its scope.</summary>
public static class WhereItIs
{
    private static readonly string[] s_environmentKeys = ["environment", "env", "stage"];
    private static readonly string[] s_tierKeys = ["tier", "criticality", "service-tier", "service_tier"];

    // The gravest first: of several, that one holds.
    private static readonly (string Name, string[] Words)[] s_environments =
    [
        ("production", ["production", "prod", "prd", "live"]),
        ("staging", ["staging", "stage", "stg", "preprod", "pre-production", "uat"]),
        ("test", ["test", "tst", "qa"]),
        ("development", ["development", "dev", "sandbox"]),
    ];

    private static readonly (string Name, string[] Words)[] s_tiers =
    [
        ("critical", ["critical", "0", "1", "tier0", "tier1", "tier-0", "tier-1", "gold", "platinum"]),
        ("standard", ["standard", "2", "tier2", "tier-2", "silver", "medium"]),
        ("low", ["low", "3", "4", "tier3", "tier-3", "bronze"]),
    ];

    /// <returns>Null where nothing says it; with what says it.</returns>
    internal static (string Name, string Why)? Environment(string scope, IReadOnlyList<ResourceChange> changes) =>
        Gravest(changes, s_environmentKeys, s_environments) ?? OfScope(scope);

    internal static (string Name, string Why)? Tier(IReadOnlyList<ResourceChange> changes) => Gravest(changes, s_tierKeys, s_tiers);

    /// <summary>The environment that the name of a scope says.</summary>
    public static (string Name, string Why)? OfScope(string scope)
    {
        var words = scope.ToLowerInvariant().Split('/', '-', '_', '.', ':');
        var found = s_environments.FirstOrDefault(e => e.Words.Any(w => words.Contains(w)));
        return found.Name is null ? null : (found.Name, $"the name of its scope, {scope}");
    }

    private static (string Name, string Why)? Gravest(IReadOnlyList<ResourceChange> changes, string[] keys, (string Name, string[] Words)[] names)
    {
        var best = names.Length;
        var why = "";
        foreach (var change in changes)
        {
            foreach (var (key, value) in Tags(change.After ?? change.Before))
            {
                var at = keys.Contains(key.ToLowerInvariant()) ? Array.FindIndex(names, n => n.Words.Contains(value.ToLowerInvariant())) : -1;
                if (at >= 0 && at < best)
                {
                    (best, why) = (at, $"the tag {key} of {change.Address}");
                }
            }
        }

        return best == names.Length ? null : (names[best].Name, why);
    }

    private static IEnumerable<(string Key, string Value)> Tags(Value? attributes)
    {
        var all = attributes as ObjectValue;
        foreach (var tags in new[] { all?.Get("tags_all"), all?.Get("tags"), all?.Get("labels"), (all?.Get("metadata") as ObjectValue)?.Get("labels") }.OfType<ObjectValue>())
        {
            for (var i = 0; i < tags.Count; i++)
            {
                if (tags.Keys[i] is StringValue { IsSensitive: false } key && tags.Values[i] is StringValue { IsSensitive: false } value)
                {
                    yield return (key.Value, value.Value);
                }
            }
        }
    }
}
