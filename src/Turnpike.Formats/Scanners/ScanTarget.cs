namespace Turnpike.Formats.Scanners;

public enum ScanTargetKind
{
    Image,

    /// <summary>A repository, a folder, a file.</summary>
    Code,
    Cluster,

    /// <summary>A machine, a disk, a cloud account: what a tool scans beside images, code and clusters.</summary>
    Other,
}

/// <summary>One thing that was scanned, and what was found in it.</summary>
/// <param name="Name">As people call it; for an image its reference in full (<see cref="ImageName"/>).</param>
/// <param name="Digests">Of an image, by which any tool may know it: of its manifests and of its configuration.</param>
/// <param name="Names">Other references of the image, in full.</param>
public sealed record ScanTarget(ScanTargetKind Kind, string Name, IReadOnlyList<string> Digests, IReadOnlyList<string> Names)
{
    private const string Latest = "latest";

    public IReadOnlyList<ScannerFinding> Findings { get; init; } = [];

    /// <summary>What it is made of, for forms that list that.</summary>
    public IReadOnlyList<ScannedPackage> Packages { get; init; } = [];

    /// <summary>The first of its digests; null where none is known.</summary>
    public string? Digest => Digests is [var first, ..] ? first : null;

    /// <summary>What names it among all: the digest where there is one, else its name.</summary>
    public string Identity => Digest ?? Name;

    /// <param name="name">As the tool was told.</param>
    /// <param name="digests">Texts that end with a digest; others are passed over.</param>
    public static ScanTarget Image(string? name, IEnumerable<string?> digests, IEnumerable<string?> names)
    {
        var references = names.Prepend(name).Select(static n => (Text: n, Image: ImageName.Parse(n))).Where(static r => r.Image is not null).ToList();
        var all = digests.Concat(references.Select(static r => r.Image!.Digest)).Select(ImageName.DigestOf).OfType<string>().Distinct(StringComparer.Ordinal).ToList();

        // The tag of an image that is known by its digest is only what says so.
        var images = references.Select(r => all.Count > 0 && r.Image!.Tag == Latest && !r.Text!.Contains(":" + Latest, StringComparison.Ordinal) ? r.Image with { Tag = null } : r.Image!).ToList();
        var texts = images.Where(static r => r.Tag is not null).Select(static r => $"{r.Repository}:{r.Tag}").Distinct(StringComparer.Ordinal).ToList();
        return new ScanTarget(ScanTargetKind.Image, texts is [var first, ..] ? first : images is [var one, ..] ? one.Repository : name is { Length: > 0 } ? ScannerText.Name(name)! : all.FirstOrDefault() ?? "image", all, texts);
    }
}
