using Turnpike.Text;

namespace Turnpike.Assessment.Lifecycle;

/// <summary>How a version as it is seen names a release.</summary>
public enum ReleaseMatch
{
    /// <summary>The longest release that it begins with, number by number.</summary>
    Prefix,

    /// <summary>It is the release.</summary>
    Whole,

    /// <summary>It matches a pattern of the release.</summary>
    Like,
}

/// <summary>A product with an end of support.</summary>
/// <param name="Source">The page of its maker that says the dates.</param>
public sealed record SupportedProduct(string Id, string Name, string Source, ReleaseMatch Match, IReadOnlyList<VersionPlace> Seen, IReadOnlyList<SupportedRelease> Releases)
{
    /// <summary>Null where the data does not list it.</summary>
    public SupportedRelease? Find(string version) => Match switch
    {
        ReleaseMatch.Whole => Named(version),
        ReleaseMatch.Like => Releases.FirstOrDefault(r => r.Like.Any(p => Wildcard.Matches<char>(p, version, '*'))),
        _ => Longest(version.TrimStart('v')),
    };

    private SupportedRelease? Named(string version) => Releases.FirstOrDefault(r => r.Version == version);

    private SupportedRelease? Longest(string version)
    {
        for (var end = version.Length; end > 0; end = version.LastIndexOfAny(['.', '-', '+'], end - 1))
        {
            if (Named(version[..end]) is { } release)
            {
                return release;
            }
        }

        return null;
    }
}

/// <param name="Until">The last day of support; null where no end is announced.</param>
/// <param name="Extended">The last day of what is supported longer for a fee; null where there is no such thing.</param>
/// <param name="Like">Patterns with stars of what stands for it.</param>
public sealed record SupportedRelease(string Version, DateOnly? Until, DateOnly? Extended, IReadOnlyList<string> Like, string Source);

/// <summary>Where the version of a product stands.</summary>
/// <param name="Path">Of the attribute: <c>a.b[].c</c>.</param>
/// <param name="When">Attributes, and what they must be for it to be of this product.</param>
/// <param name="Like">Patterns, one of which the version must match; empty for any.</param>
/// <param name="Unlike">Patterns that the version must not match.</param>
public sealed record VersionPlace(string Type, string Path, IReadOnlyList<(string Path, string Value)> When, IReadOnlyList<string> Like, IReadOnlyList<string> Unlike)
{
    public bool Takes(string version) =>
        (Like.Count == 0 || Like.Any(p => Wildcard.Matches<char>(p, version, '*'))) && !Unlike.Any(p => Wildcard.Matches<char>(p, version, '*'));
}
