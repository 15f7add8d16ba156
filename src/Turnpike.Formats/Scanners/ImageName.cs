using System.Text.RegularExpressions;

namespace Turnpike.Formats.Scanners;

/// <summary>The reference of an image in full, so that two tools that write it in two ways mean the same.</summary>
/// <param name="Repository">With its registry: <c>docker.io/library/nginx</c>.</param>
/// <param name="Tag"><c>latest</c> where neither a tag nor a digest is given; null where only a digest is.</param>
/// <param name="Digest"><c>sha256:…</c>.</param>
public sealed partial record ImageName(string Repository, string? Tag, string? Digest)
{
    private const string Hub = "docker.io";
    private const int MaxLength = 512;

    /// <summary>Null for what is no reference: a path, a sentence, an expression.</summary>
    public static ImageName? Parse(string? text)
    {
        if (text is null || text.Length > MaxLength)
        {
            return null;
        }

        // docker-pullable://…, oci://…
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        if (Reference().Match(scheme < 0 ? text : text[(scheme + 3)..]) is not { Success: true } match || match.Groups["name"].Value is "" or "sha256")
        {
            return null;
        }

        var (name, tag, digest) = (match.Groups["name"].Value, Part(match, "tag"), Part(match, "digest"));
        return new ImageName(InFull(name), tag ?? (digest is null ? "latest" : null), digest);
    }

    /// <summary>The digest that a text ends with; null where it ends with none.</summary>
    public static string? DigestOf(string? text) => text is not null && EndingDigest().Match(text) is { Success: true } match ? match.Value : null;

    public override string ToString() => Repository + (Tag is null ? "" : ":" + Tag) + (Digest is null ? "" : "@" + Digest);

    private static string? Part(Match match, string name) => match.Groups[name] is { Success: true } group ? group.Value : null;

    // What has neither a dot nor a port before its first slash is of Docker Hub.
    private static string InFull(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : name[..slash];
        if (first is "index.docker.io" or "registry-1.docker.io" or Hub)
        {
            var rest = name[(slash + 1)..];
            return rest.Contains('/', StringComparison.Ordinal) ? $"{Hub}/{rest}" : $"{Hub}/library/{rest}";
        }

        return first.Contains('.', StringComparison.Ordinal) || first.Contains(':', StringComparison.Ordinal) || first == "localhost" ? name : slash < 0 ? $"{Hub}/library/{name}" : $"{Hub}/{name}";
    }

    [GeneratedRegex(@"^(?<name>(?:[a-zA-Z0-9][a-zA-Z0-9.-]*(?::[0-9]{1,5})?/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*)(?::(?<tag>[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Reference();

    [GeneratedRegex("sha256:[0-9a-f]{64}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex EndingDigest();
}
