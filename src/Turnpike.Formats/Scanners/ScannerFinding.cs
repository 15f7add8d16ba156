namespace Turnpike.Formats.Scanners;

public enum FindingSeverity
{
    Unknown,
    None,
    Low,
    Medium,
    High,
    Critical,
}

public enum FindingClass
{
    /// <summary>A known fault of a package.</summary>
    Vulnerability,

    /// <summary>Configuration or code that breaks a rule of the tool.</summary>
    Misconfiguration,
    Secret,
    Licence,
}

/// <summary>What a finding speaks of. What is not known is null; at least one is.</summary>
/// <param name="Digest">Of the image, <c>sha256:…</c>.</param>
/// <param name="Artifact">What was scanned: an image's name, a folder.</param>
/// <param name="Package">Without version, qualifiers and path where the tool gives a package URL: <c>pkg:npm/lodash</c>; else its name.</param>
/// <param name="File">Within what was scanned.</param>
/// <param name="Line">From 1; 0 where none is known.</param>
/// <param name="Resource">The address of a resource in code (<c>aws_s3_bucket.logs</c>), a cloud's id or ARN, or an object of a cluster (<c>Deployment/shop/web</c>).</param>
public sealed record FindingSubject(
    string? Digest = null,
    string? Artifact = null,
    string? Package = null,
    string? PackageVersion = null,
    string? File = null,
    int Line = 0,
    string? Resource = null);

/// <summary>A vulnerability, a misconfiguration, a secret or a licence that a scanner found.</summary>
/// <param name="Id">The CVE where there is one, else the advisory's (GHSA), else the tool's rule.</param>
/// <param name="Aliases">Other names of the same, in order; <paramref name="Id"/> is not among them.</param>
/// <param name="FixedIn">Versions of the package that have it no more; empty where none is known.</param>
/// <param name="Tools">Who found it, in order.</param>
public sealed record ScannerFinding(
    string Id,
    IReadOnlyList<string> Aliases,
    FindingSeverity Severity,
    FindingSubject Subject,
    IReadOnlyList<string> FixedIn,
    string? Title,
    string? Address,
    IReadOnlyList<string> Tools)
{
    public FindingClass Class { get; init; }

    /// <summary>Why it does not count, though it was found; null where it counts.</summary>
    public string? Accepted { get; init; }

    /// <summary>It is accepted by a statement on the thing itself (VEX), which holds whichever tool finds it, and not by a list of one tool.</summary>
    public bool IsStatement { get; init; }

    /// <summary>By which the tool knows it again where lines have moved; null where the tool gives none.</summary>
    public string? Fingerprint { get; init; }
}

/// <summary>A package that is part of what was scanned.</summary>
public readonly record struct ScannedPackage(string Name, string? Version);
