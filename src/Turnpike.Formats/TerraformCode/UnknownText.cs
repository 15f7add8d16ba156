using Turnpike.Values;

namespace Turnpike.Formats.TerraformCode;

/// <summary>Says what an unknown of Terraform code waits for and why that is not known.</summary>
public static class UnknownText
{
    private const string Variable = "var.";
    private const string Data = "data.";

    /// <summary>What waits: <c>aws_kms_key.main.arn</c>, <c>var.name</c>.</summary>
    public static string Name(UnknownValue unknown) => unknown.Path.ToReference();

    /// <summary>Why it is not known; null where only its origin tells.</summary>
    public static string? Reason(UnknownValue unknown)
    {
        var id = unknown.Id;
        if (unknown.Origin == UnknownOrigin.MissingModule)
        {
            return "the module that would say is not at hand";
        }

        if (id.StartsWith(Variable, StringComparison.Ordinal) || id.Contains("." + Variable, StringComparison.Ordinal))
        {
            return "no value is given for this variable";
        }

        return id.StartsWith(Data, StringComparison.Ordinal) || id.Contains("." + Data, StringComparison.Ordinal)
            ? "a data source, which only the provider can read"
            : null;
    }

    /// <summary>In one sentence, for a value that stands at an attribute of its own.</summary>
    /// <param name="own">The address of the resource that the value is of.</param>
    public static string Sentence(UnknownValue unknown, string own)
    {
        if (unknown.Origin == UnknownOrigin.ComputedUnset && unknown.Sources is [var self] && self.Id.StartsWith(own + "/", StringComparison.Ordinal))
        {
            return "the provider decides";
        }

        var parts = new List<string>();
        foreach (var source in unknown.Sources)
        {
            if (parts.Count == 3)
            {
                parts.Add($"and {unknown.Sources.Count - 3} more");
                break;
            }

            parts.Add(Reason(source) is { } reason ? $"{Name(source)}: {reason}" : Name(source));
        }

        return parts.Count == 0 ? "known after apply" : "depends on " + string.Join(", ", parts);
    }
}
