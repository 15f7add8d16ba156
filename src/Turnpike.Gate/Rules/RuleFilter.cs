namespace Turnpike.Gate.Rules;

/// <summary>Which rules to list. Absent members let every rule through.</summary>
public sealed record RuleFilter
{
    /// <summary>In the id, the title or the description, whatever the case.</summary>
    public string? Text { get; init; }

    public Severity AtLeast { get; init; }

    public string? ResourceType { get; init; }

    /// <summary>A framework, an id, or both: <c>cis-aws-3.0</c>, <c>AC-3</c>, <c>nist-800-53-r5 AC-3</c>.</summary>
    public string? Control { get; init; }

    public bool Matches(RuleMetadata rule) =>
        rule.Severity >= AtLeast
        && (Text is null || Holds(rule.Id.Value, Text) || Holds(rule.Title, Text) || Holds(rule.Description, Text))
        && (ResourceType is null || (rule.Scope == RuleScope.Resource && rule.Judges(ResourceType)))
        && (Control is null || rule.Controls.Any(c => Same(c.Framework, Control) || Same(c.Id, Control) || Same(c.ToString(), Control.Replace(':', ' '))));

    private static bool Holds(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
