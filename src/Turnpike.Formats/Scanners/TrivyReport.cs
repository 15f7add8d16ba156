using Turnpike.Values;

namespace Turnpike.Formats.Scanners;

/// <summary>Trivy's own JSON: of an image, a folder or a machine, and of a cluster as a whole.</summary>
internal static class TrivyReport
{
    private const string Tool = "trivy";
    private static readonly string[] s_tools = [Tool];
    private static readonly string[] s_ofCluster = ["Resources", "Vulnerabilities", "Misconfigurations"];

    public static bool IsOfCluster(Value report) => report.At("ClusterName") is StringValue && s_ofCluster.Append("Findings").Any(p => report.At(p) is ArrayValue);

    public static ScannerReport Read(Value report)
    {
        if (IsOfCluster(report))
        {
            return Cluster(report);
        }

        var artifact = report.TextAt("ArtifactName");
        var kind = report.TextAt("ArtifactType") switch
        {
            "container_image" => ScanTargetKind.Image,
            "filesystem" or "repository" => ScanTargetKind.Code,
            null when report.At("Metadata", "ImageID") is not null || report.ItemsAt("Metadata", "RepoDigests").Count > 0 => ScanTargetKind.Image,
            null => ScanTargetKind.Code,
            _ => ScanTargetKind.Other,
        };
        var target = kind == ScanTargetKind.Image ? Image(artifact, report.At("Metadata")) : new ScanTarget(kind, ScannerText.Name(artifact) ?? ".", [], []);
        return new ScannerReport("trivy", Tool, report.TextAt("Trivy", "Version"), target.Kind == ScanTargetKind.Code ? target.Name : target.Identity, [With(target, report, null)]);
    }

    public static int LineOf(Value? value) => value is NumberValue number && number.TryGetInt32(out var line) && line > 0 ? line : 0;

    // Each object of the cluster has the results of its images and of its own configuration.
    private static ScannerReport Cluster(Value report)
    {
        var name = ScannerText.Name(report.TextAt("ClusterName")) ?? "cluster";
        var cluster = new ScanTarget(ScanTargetKind.Cluster, name, [], []);
        var (ofCluster, images) = (new List<ScannerFinding>(), new Dictionary<string, ScanTarget>(StringComparer.Ordinal));
        var notes = new List<string>();
        foreach (var item in s_ofCluster.SelectMany(p => report.ItemsAt(p)))
        {
            var address = string.Join('/', new[] { item.TextAt("Kind"), item.TextAt("Namespace"), item.TextAt("Name") }.Where(static p => !string.IsNullOrEmpty(p)));
            if (item.TextAt("Error") is { Length: > 0 } error)
            {
                notes.Add($"{address} was not scanned: {ScannerText.Title(error)}");
            }

            var metadata = item.At("Metadata") as ArrayValue is { Count: > 0 } several ? several[0] : item.At("Metadata");
            var image = Image(null, metadata);
            var isImage = image.Digests.Count + image.Names.Count > 0;
            if (isImage && !images.ContainsKey(image.Identity))
            {
                images[image.Identity] = With(image, item, null);
            }

            // What is wrong with a package is the image's; what is wrong with the object is the object's.
            ofCluster.AddRange(With(cluster, item, address).Findings.Where(f => !isImage || f.Class == FindingClass.Misconfiguration));
        }

        return new ScannerReport("trivy", Tool, null, "cluster " + name, [cluster with { Findings = FindingMerge.Merge(ofCluster) }, .. images.Values])
        {
            Notes = report.At("Findings") is ArrayValue && ofCluster.Count == 0 && images.Count == 0 ? [.. notes, "it is a summary, which names no findings: make it with --report all"] : notes,
            IsPartial = notes.Count > 0,
        };
    }

    private static ScanTarget Image(string? name, Value? metadata) => ScanTarget.Image(
        name,
        [.. metadata.TextsAt("RepoDigests"), metadata.TextAt("ImageID")],
        metadata.TextsAt("RepoTags"));

    /// <param name="resource">The object of a cluster that the results are of.</param>
    private static ScanTarget With(ScanTarget target, Value report, string? resource)
    {
        var isImage = target.Kind == ScanTargetKind.Image;
        var whole = new FindingSubject(isImage ? target.Digest : null, target.Name, Resource: resource);
        var (findings, packages) = (new List<ScannerFinding>(), new List<ScannedPackage>());
        foreach (var result in report.ItemsAt("Results"))
        {
            // Files of code are told from the folder that was scanned; of an image and a cluster the target names the layer or the object.
            var file = ScannerText.Name(result.TextAt("Target"));
            var own = whole with { File = target.Kind == ScanTargetKind.Code ? CodePath.Of(target.Name, file) : file };
            foreach (var (property, make) in s_kinds)
            {
                findings.AddRange(result.ItemsAt(property).Select(item => make(item, own, result)).OfType<ScannerFinding>());
            }

            findings.AddRange(result.ItemsAt("ExperimentalModifiedFindings").Select(m => Modified(m, own, result)).OfType<ScannerFinding>());
            packages.AddRange(result.ItemsAt("Packages").Select(static p => PackageName.Parse(p.TextAt("Identifier", "PURL"), p.TextAt("Name"), p.TextAt("Version")))
                .Where(static p => p.Name is not null).Select(static p => new ScannedPackage(p.Name!, p.Version)));
        }

        return target with { Findings = FindingMerge.Merge(findings), Packages = PackageName.InOrder(packages) };
    }

    private static readonly (string Property, Func<Value, FindingSubject, Value, ScannerFinding?> Make)[] s_kinds =
    [
        ("Vulnerabilities", Vulnerability),
        ("Misconfigurations", Misconfiguration),
        ("Secrets", Secret),
        ("Licenses", Licence),
    ];

    // What a VEX document or an ignore file took out of the results.
    private static ScannerFinding? Modified(Value modified, FindingSubject subject, Value result)
    {
        var make = modified.TextAt("Type") switch
        {
            "vulnerability" => Vulnerability,
            "misconfiguration" => Misconfiguration,
            "secret" => Secret,
            "license" => (Func<Value, FindingSubject, Value, ScannerFinding?>)Licence,
            _ => null,
        };
        if (modified.At("Finding") is not { } finding || make?.Invoke(finding, subject, result) is not { } found)
        {
            return null;
        }

        var status = modified.TextAt("Status") ?? "ignored";
        var why = ScannerText.Title(string.Join(", ", new[] { modified.TextAt("Statement"), modified.TextAt("Source") }.Where(static p => !string.IsNullOrEmpty(p))));
        return found with { Accepted = why is null ? status : $"{status}: {why}", IsStatement = status is "not_affected" or "fixed" };
    }

    private static ScannerFinding Vulnerability(Value item, FindingSubject subject, Value result)
    {
        var (id, aliases) = FindingName.Of([item.TextAt("VulnerabilityID"), .. item.TextsAt("VendorIDs")]);
        var (package, version) = PackageName.Parse(item.TextAt("PkgIdentifier", "PURL"), item.TextAt("PkgName"), item.TextAt("InstalledVersion"));
        var fixedIn = item.TextAt("FixedVersion")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        var file = ScannerText.Name(item.TextAt("PkgPath")) ?? (result.TextAt("Class") == "lang-pkgs" ? subject.File : null);
        return new ScannerFinding(
            id, aliases, FindingName.Severity(item.TextAt("Severity")), subject with { Package = package, PackageVersion = version, File = file, Resource = null },
            fixedIn, ScannerText.Title(item.TextAt("Title")), ScannerText.Address(item.TextAt("PrimaryURL")), s_tools);
    }

    // A resource of code by its address, of a cloud by its ARN, of a cluster as the object that was scanned.
    private static ScannerFinding? Misconfiguration(Value item, FindingSubject subject, Value result)
    {
        var (cause, status) = (item.At("CauseMetadata"), item.TextAt("Status"));
        if (status is "PASS")
        {
            return null;
        }

        var resource = subject.Resource ?? ScannerText.Name(cause.TextAt("Resource"));
        var at = subject with { Line = LineOf(cause.At("StartLine")), Resource = resource };
        return Rule(FindingClass.Misconfiguration, [item.TextAt("AVDID") is { Length: > 0 } known ? known : item.TextAt("ID")], item, at) with { Accepted = status is "EXCEPTION" ? "excepted by Trivy's own policies" : null };
    }

    // Of what was matched nothing is read: it is the secret.
    private static ScannerFinding Secret(Value item, FindingSubject subject, Value result) =>
        Rule(FindingClass.Secret, [item.TextAt("RuleID")], item, subject with { Line = LineOf(item.At("StartLine")) });

    // Every package has a licence; those that ask for nothing are no findings.
    private static ScannerFinding? Licence(Value item, FindingSubject subject, Value result)
    {
        var severity = FindingName.Severity(item.TextAt("Severity"));
        var file = ScannerText.Name(item.TextAt("FilePath")) ?? subject.File;
        return item.TextAt("Name") is not { Length: > 0 } name || severity is FindingSeverity.Low or FindingSeverity.None ? null : new ScannerFinding(
            ScannerText.Name(name)!, [], severity, subject with { Package = item.TextAt("PkgName") is { Length: > 0 } package ? package : null, File = file }, [],
            $"Licence {ScannerText.Name(name)} ({ScannerText.Name(item.TextAt("Category")) ?? "unknown"})", ScannerText.Address(item.TextAt("Link")), s_tools) { Class = FindingClass.Licence };
    }

    private static ScannerFinding Rule(FindingClass @class, string?[] names, Value item, FindingSubject subject)
    {
        var (id, aliases) = FindingName.Of(names);
        return new ScannerFinding(id, aliases, FindingName.Severity(item.TextAt("Severity")), subject, [], ScannerText.Title(item.TextAt("Title")), ScannerText.Address(item.TextAt("PrimaryURL")), s_tools) { Class = @class };
    }
}
