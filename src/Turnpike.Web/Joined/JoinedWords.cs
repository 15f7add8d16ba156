using Turnpike.Inventory.Joining;

namespace Turnpike.Web.Joined;

/// <summary>What pages call the statuses of the joined estate, and why they are so.</summary>
internal static class JoinedWords
{
    public static (string Text, string Tone, string Sign, string Says) Of(JoinedStatus status) => status switch
    {
        JoinedStatus.InSync => ("In sync", "pass", "pass", "managed, and as it should be"),
        JoinedStatus.Drifted => ("Drifted", "warn", "changes", "managed, and otherwise than its state or manifest has it"),
        JoinedStatus.Unmanaged => ("Unmanaged", "info", "person", "there, and nothing that is known manages it"),
        JoinedStatus.Orphaned => ("Orphaned", "fail", "link", "in a state, and not there"),
        JoinedStatus.Absent => ("Absent", "accent", "close", "in code, and neither in a state nor there"),
        _ => ("Unknown", "unknown", "unknown", "nobody can tell: it was not read"),
    };

    public static string Of(JoinedDimension dimension) => dimension == JoinedDimension.MadeBy ? "Made by" : dimension.ToString();

    /// <summary>What stands in the place of a value that is not there.</summary>
    public static string None(JoinedDimension dimension) => dimension switch
    {
        JoinedDimension.Owner => "nobody",
        JoinedDimension.Region => "no region, or not said",
        JoinedDimension.Service => "not read by any connection",
        JoinedDimension.MadeBy => "managed, or not there",
        _ => "not said",
    };

    public static string Why(JoinedResource resource) => resource.By switch
    {
        JoinedBy.Id => $"By id: both are {resource.Row.Type} {resource.Observed!.Id}, and neither the account nor the region is against it.",
        JoinedBy.IdAndPlace => $"By id and place: several have the id {resource.Observed!.Id}; the account and the region tell which of them it is.",
        JoinedBy.Arn => $"By ARN: both are {resource.Observed!.Arn}.",
        JoinedBy.Attributes => "By what it says of itself: its id is made up, and all that tells it from others is the same.",
        JoinedBy.Within => $"The cloud shows it inside another thing: {resource.Observed!.Key.Address}.",
        JoinedBy.Address => "By address: kind, namespace and name are the same.",
        null => resource.Status switch
        {
            JoinedStatus.Unmanaged => "No state and no code has its id or its ARN.",
            JoinedStatus.Unknown => resource.Says ?? "It was not read.",
            JoinedStatus.Orphaned => "Everything was read where it would be, and nothing there has its id or its ARN.",
            _ => "No state has it, and everything was read where it would be.",
        },
        _ => "",
    };

    public static string Of(JoinConflict conflict) => conflict.Kind switch
    {
        JoinConflict.TwoClaimOne => "Claimed twice",
        JoinConflict.WhichState => "Which state is meant",
        _ => "One id, several things",
    };

    public static string MadeBy(JoinedResource resource) => resource.MadeBy is { } made
        ? $"Made by {made.Tool}{(made.Name.Length == 0 ? "" : ": " + made.Name)}."
        : "No tool is known to have made it: by hand, as far as can be told.";
}
