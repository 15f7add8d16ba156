namespace Turnpike.Formats;

/// <summary>Provider addresses in the one form that the rest knows: <c>registry.terraform.io/hashicorp/aws</c>.</summary>
internal static class ProviderAddress
{
    private const string Official = "registry.terraform.io/hashicorp/";

    /// <summary>Before 0.13 a provider had only a name, and OpenTofu names its own registry; both mean the same providers.</summary>
    public static string Of(string name) =>
        name.Contains('/', StringComparison.Ordinal)
            ? name.Replace("registry.opentofu.org/", "registry.terraform.io/", StringComparison.Ordinal).Replace("registry.terraform.io/-/", Official, StringComparison.Ordinal)
            : Official + name;

    /// <summary>A state's <c>module.a.provider["registry.terraform.io/hashicorp/aws"].west</c>, or the older <c>provider.aws.west</c>.</summary>
    public static string OfStateReference(string reference)
    {
        var quoted = reference.IndexOf("provider[\"", StringComparison.Ordinal);
        if (quoted >= 0)
        {
            var start = quoted + "provider[\"".Length;
            var end = reference.IndexOf("\"]", start, StringComparison.Ordinal);
            return end < 0 ? reference : Of(reference[start..end]);
        }

        var plain = reference.LastIndexOf("provider.", StringComparison.Ordinal);
        if (plain < 0)
        {
            return Of(reference);
        }

        var name = reference[(plain + "provider.".Length)..];
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return Of(dot < 0 ? name : name[..dot]);
    }
}
