namespace Turnpike.Hcl.Terraform.Loading;

/// <summary>Version constraints such as <c>&gt;= 1.2, &lt; 2.0</c>, by their form.</summary>
internal static class VersionText
{
    public static bool IsConstraint(string text) => text.Split(',').All(IsSingle);

    private static bool IsSingle(string text)
    {
        var rest = text.AsSpan().Trim().TrimStart("=!<>~").Trim();
        var end = rest.IndexOfAny('-', '+');
        var core = rest.StartsWith('v') ? rest[1..] : rest;
        if (end >= 0)
        {
            core = core[..(end - (rest.Length - core.Length))];
        }

        foreach (var part in core.ToString().Split('.'))
        {
            if (part.Length == 0 || part.AsSpan().ContainsAnyExceptInRange('0', '9'))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>The <c>source</c> of a required provider: <c>hashicorp/aws</c>, <c>registry.example.com/acme/cloud</c>.</summary>
internal static class ProviderSource
{
    /// <summary>The full address, or null.</summary>
    public static string? TryParse(string source)
    {
        var parts = source.ToLowerInvariant().Split('/');
        foreach (var part in parts)
        {
            if (part.Length == 0 || part.AsSpan().IndexOfAny(" \t:") >= 0)
            {
                return null;
            }
        }

        return parts switch
        {
            [var name] => "registry.terraform.io/hashicorp/" + name,
            [var space, var name] => $"registry.terraform.io/{space}/{name}",
            [var host, var space, var name] => $"{host}/{space}/{name}",
            _ => null,
        };
    }
}
