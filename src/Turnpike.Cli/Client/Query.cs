namespace Turnpike.Cli.Client;

/// <summary>The part of an address behind the question mark.</summary>
internal static class Query
{
    /// <summary>Leaves out what was not given; empty where nothing was.</summary>
    public static string Of(params ReadOnlySpan<(string Name, string? Value)> parts)
    {
        var given = new List<string>(parts.Length);
        foreach (var (name, value) in parts)
        {
            if (!string.IsNullOrEmpty(value))
            {
                given.Add($"{name}={Uri.EscapeDataString(value)}");
            }
        }

        return given.Count == 0 ? "" : "?" + string.Join('&', given);
    }
}
