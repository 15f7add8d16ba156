using Turnpike.Formats.Scanners;
using Turnpike.Inventory.Scans;

namespace Turnpike.Server.Scans;

/// <summary>A resource that a scan speaks of.</summary>
/// <param name="Link">By what: it runs that digest, names that tag, holds the image, is named by address or id, or is alone in the file.</param>
public sealed record ScanUseResource(string Key, string Type, string? Name, ScanLink Link);

/// <summary>A vulnerability, a misconfiguration, a secret or a licence that scanners show, once for all of them.</summary>
/// <param name="Aliases">Other names of the same.</param>
/// <param name="Why">Of one that is accepted.</param>
/// <param name="Thing">What was scanned: the digest of an image, or a kind and a name.</param>
/// <param name="FixedIn">Versions of the package that have it no more.</param>
/// <param name="Resource">What the finding itself names; <paramref name="Uses"/> are those of the estate.</param>
/// <param name="LastSeen">When a report that shows it was last pushed.</param>
/// <param name="Uses">The resources that it speaks of, at most 20.</param>
/// <param name="UsesTotal">How many there are; 0 where nothing of the estate is known to have it.</param>
public sealed record ScanFindingResource(
    string Id,
    IReadOnlyList<string> Aliases,
    FindingClass Class,
    FindingSeverity Severity,
    ScanFindingState State,
    string? Why,
    string Thing,
    string ThingName,
    string? Package,
    string? PackageVersion,
    IReadOnlyList<string> FixedIn,
    string? File,
    int? Line,
    string? Resource,
    string? Title,
    string? Address,
    IReadOnlyList<string> Tools,
    DateTimeOffset FirstSeen,
    DateTimeOffset LastSeen,
    DateTimeOffset? ClosedAt,
    IReadOnlyList<ScanUseResource> Uses,
    int UsesTotal);

/// <param name="Total">How many match in all.</param>
/// <param name="Severities">Of those that match, by severity, the worst first.</param>
/// <param name="Lost">Reports whose content is no longer kept: what they show is not known.</param>
public sealed record ScanFindingPageResource(IReadOnlyList<ScanFindingResource> Items, string? Next, int Total, IReadOnlyDictionary<string, int> Severities, int Lost);

/// <summary>One thing that was scanned, by whatever tools.</summary>
/// <param name="Id">The digest of an image where one is known, else its name; for others their kind and name.</param>
/// <param name="Severities">Of the findings that count, by severity.</param>
/// <param name="IsAttached">Something in the estate runs it, holds it or is named by a finding of it.</param>
public sealed record ScannedThingResource(
    string Id,
    ScanTargetKind Kind,
    string Name,
    IReadOnlyList<string> Names,
    IReadOnlyList<string> Digests,
    IReadOnlyList<string> Scopes,
    IReadOnlyList<string> Tools,
    IReadOnlyDictionary<string, int> Severities,
    int Accepted,
    int Packages,
    DateTimeOffset LastSeen,
    bool IsAttached,
    IReadOnlyList<ScanUseResource> Uses,
    int UsesTotal);

/// <summary>A package in something that was scanned, and what runs that.</summary>
public sealed record ScannedComponentResource(string Package, string? Version, string Thing, string ThingName, ScanTargetKind Kind, IReadOnlyList<ScanUseResource> Uses, int UsesTotal);

/// <summary>The report of a tool and a subject that holds now.</summary>
/// <param name="Of">What people call what was scanned: the name of the image, else the subject.</param>
/// <param name="Name">Of the file that it came as.</param>
/// <param name="Open">Findings that count, as the tool shows them.</param>
/// <param name="IsPartial">Something could not be scanned: nothing is closed by it.</param>
/// <param name="ConfirmedAt">When it was last pushed, noted once an hour at most.</param>
/// <param name="IsKept">What it shows is still kept.</param>
public sealed record ScanReportResource(
    string Scope,
    string Name,
    string Tool,
    string? ToolVersion,
    string Form,
    string Subject,
    string Of,
    int Open,
    int Accepted,
    int Packages,
    bool IsPartial,
    IReadOnlyList<string> Notes,
    string By,
    DateTimeOffset FirstAt,
    DateTimeOffset ObservedAt,
    DateTimeOffset ConfirmedAt,
    long Position,
    bool IsKept);

/// <summary>What became of one report of a file that was pushed.</summary>
/// <param name="Severities">Of what it shows that counts.</param>
/// <param name="Opened">Findings that the report before did not show.</param>
/// <param name="Closed">Findings that it showed and this one does not.</param>
/// <param name="Attached">The resources that it speaks of, at most 20.</param>
/// <param name="AttachedTotal">How many there are.</param>
/// <param name="Unattached">What nothing in the estate is known to run or to be: images, and places of findings, at most 20.</param>
/// <param name="UnattachedTotal">How many there are.</param>
public sealed record ScanReceiptResource(
    ScanReportResource Report,
    IReadOnlyDictionary<string, int> Severities,
    int Opened,
    int Closed,
    bool IsUnchanged,
    IReadOnlyList<ScanUseResource> Attached,
    int AttachedTotal,
    IReadOnlyList<string> Unattached,
    int UnattachedTotal);
