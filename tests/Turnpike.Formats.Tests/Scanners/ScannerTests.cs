using Turnpike.Formats.Scanners;
using Turnpike.Text;

namespace Turnpike.Formats.Tests.Scanners;

public class ScannerTests
{
    private const string Digest = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private const string Trivy = $$$"""
        {"SchemaVersion": 2, "ArtifactName": "registry.example.com/web:1.4", "ArtifactType": "container_image",
         "Metadata": {"RepoDigests": ["registry.example.com/web@{{{Digest}}}"]},
         "Results": [
           {"Target": "web (debian 12)", "Class": "os-pkgs", "Vulnerabilities": [
             {"VulnerabilityID": "CVE-2026-1111", "VendorIDs": ["DSA-1"], "PkgName": "openssl", "PkgIdentifier": {"PURL": "pkg:deb/debian/openssl@3.0.1?arch=amd64"},
              "InstalledVersion": "3.0.1", "FixedVersion": "3.0.2, 3.1.0", "Severity": "HIGH", "Title": "openssl: overflow", "PrimaryURL": "https://example.com/1"}]},
           {"Target": "app/package-lock.json", "Class": "lang-pkgs", "Vulnerabilities": [
             {"VulnerabilityID": "GHSA-AAAA-bbbb-cccc", "PkgName": "lodash", "PkgIdentifier": {"PURL": "pkg:npm/lodash@4.0.0"}, "InstalledVersion": "4.0.0", "Severity": "MEDIUM"}]},
           {"Target": "main.tf", "Class": "config", "Misconfigurations": [
             {"ID": "AVD-AWS-0086", "Status": "FAIL", "Severity": "HIGH", "Title": "Public", "CauseMetadata": {"Resource": "aws_s3_bucket.logs", "StartLine": 3}},
             {"ID": "AVD-AWS-0087", "Status": "PASS", "Severity": "HIGH"}]},
           {"Target": "config.py", "Class": "secret", "Secrets": [{"RuleID": "aws-access-key-id", "Severity": "CRITICAL", "Title": "AWS key", "StartLine": 7, "Match": "AKIAHUNTER2"}]}]}
        """;

    private const string Grype = $$$"""
        {"matches": [
           {"vulnerability": {"id": "CVE-2026-1111", "severity": "Critical", "dataSource": "https://example.com/0", "fix": {"versions": ["3.0.2"], "state": "fixed"}},
            "relatedVulnerabilities": [], "artifact": {"name": "openssl", "version": "3.0.1", "purl": "pkg:deb/debian/openssl@3.0.1?arch=amd64&distro=debian-12", "locations": [{"path": "/var/lib/dpkg/status"}]}},
           {"vulnerability": {"id": "GHSA-aaaa-bbbb-cccc", "severity": "Medium"}, "relatedVulnerabilities": [{"id": "CVE-2026-2222"}],
            "artifact": {"name": "lodash", "version": "4.0.0", "purl": "pkg:npm/lodash@4.0.0"}}],
         "source": {"type": "image", "target": {"userInput": "web:1.4", "repoDigests": ["registry.example.com/web@{{{Digest}}}"]}},
         "descriptor": {"name": "grype", "version": "0.80.0"}}
        """;

    [Fact]
    public void The_same_finding_of_two_tools_is_one()
    {
        var merged = FindingMerge.Merge([.. Found(Grype), .. Found(Trivy)]);

        Assert.Equal(
            [
                "AVD-AWS-0086 [] High aws_s3_bucket.logs main.tf:3 [trivy]",
                "CVE-2026-1111 [DSA-1] Critical pkg:deb/debian/openssl 3.0.1 fixed in 3.0.2,3.1.0 [grype,trivy]",
                "CVE-2026-2222 [GHSA-aaaa-bbbb-cccc] Medium pkg:npm/lodash 4.0.0 fixed in  [grype,trivy]",
                "aws-access-key-id [] Critical  config.py:7 [trivy]",
            ],
            merged.Select(Text));
        Assert.All(merged, f => Assert.Equal(Digest, f.Subject.Digest));
        Assert.Equal(merged.Select(Text), FindingMerge.Merge([.. Found(Trivy), .. Found(Grype)]).Select(Text));
        Assert.DoesNotContain("HUNTER2", string.Join("\n", merged), StringComparison.Ordinal);
    }

    [Fact]
    public void What_two_images_have_is_two()
    {
        var other = Found(Trivy.Replace("sha256:a", "sha256:b", StringComparison.Ordinal));

        Assert.Equal(8, FindingMerge.Merge([.. Found(Trivy), .. other]).Count);
    }

    [Fact]
    public void Results_of_any_tool_come_as_sarif()
    {
        var report = Read("""
            {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Checkov", "rules": [
               {"id": "CKV_1", "shortDescription": {"text": "No encryption"}, "properties": {"security-severity": "7.5"}, "helpUri": "https://example.com/ckv1"},
               {"id": "CVE-2026-1111-openssl", "defaultConfiguration": {"level": "error"}}]}},
             "results": [
               {"ruleId": "CKV_1", "message": {"text": "password=hunter2"}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a%20b/main.tf"}, "region": {"startLine": 4}}}]},
               {"ruleIndex": 1, "locations": []},
               {"ruleId": "CKV_1", "kind": "pass"},
               {"ruleId": "CKV_1", "baselineState": "absent"},
               {"ruleId": "CKV_1", "suppressions": [{"kind": "external", "status": "accepted"}]},
               {"ruleId": "CKV_2", "suppressions": [{"kind": "external", "status": "rejected"}], "level": "note"}]}]}
            """);

        Assert.Equal(
            ["CKV_1 [] High  :0 [checkov] not counted: suppressed", "CKV_1 [] High  a b/main.tf:4 [checkov]", "CKV_2 [] Low  :0 [checkov]", "CVE-2026-1111 [] High  :0 [checkov]"],
            report.Findings.Select(Text).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("hunter2", string.Join("\n", report.Findings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"tools": [{"vendor": "x", "name": "Syft"}],""")]
    [InlineData("""{"tools": {"components": [{"type": "application", "name": "syft"}]},""")]
    public void Bills_of_material_tell_packages_and_vulnerabilities(string tools)
    {
        var report = Read($$$"""
            {"bomFormat": "CycloneDX", "specVersion": "1.5", "metadata": {{{tools}}} "component": {"type": "container", "name": "web", "version": "{{{Digest}}}"}},
             "components": [{"bom-ref": "a", "type": "library", "name": "app", "components": [{"bom-ref": "b", "name": "lodash", "version": "4.0.0", "purl": "pkg:npm/lodash@4.0.0"}]}],
             "vulnerabilities": [
               {"id": "GHSA-aaaa-bbbb-cccc", "references": [{"id": "CVE-2026-2222"}], "ratings": [{"severity": "low"}, {"severity": "high"}], "affects": [{"ref": "b", "versions": [{"version": "4.1.0", "status": "unaffected"}]}]},
               {"id": "CVE-2026-3333", "analysis": {"state": "not_affected"}, "affects": [{"ref": "b"}]}]}
            """);

        Assert.Equal(
            ["CVE-2026-2222 [GHSA-aaaa-bbbb-cccc] High pkg:npm/lodash 4.0.0 fixed in 4.1.0 [syft]", "CVE-2026-3333 [] Unknown pkg:npm/lodash 4.0.0 fixed in  [syft] not counted: not_affected"],
            report.Findings.Select(Text));
        Assert.All(report.Findings, f => Assert.Equal(Digest, f.Subject.Digest));
        Assert.Equal([new ScannedPackage("app", null), new ScannedPackage("pkg:npm/lodash", "4.0.0")], report.Packages);
    }

    [Fact]
    public void Spdx_tells_packages()
    {
        var report = Read("""
            {"spdxVersion": "SPDX-2.3", "packages": [
              {"name": "lodash", "versionInfo": "4.0.0", "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": "pkg:npm/%40acme/lodash@4.0.0"}]},
              {"name": "plain", "versionInfo": "1"}]}
            """);

        Assert.Equal([new ScannedPackage("pkg:npm/@acme/lodash", "4.0.0"), new ScannedPackage("plain", "1")], report.Packages);
    }

    [Theory]
    [InlineData("{}", "SCAN001")]
    [InlineData("[]", "SCAN001")]
    [InlineData("""{"runs": [], "version": "2.0.0"}""", "SCAN002")]
    [InlineData("""{"bomFormat": "CycloneDX", "specVersion": "2.0"}""", "SCAN002")]
    [InlineData("""{"SchemaVersion": 2, "ArtifactName": "x", "Results": {"a": 1}}""", null)]
    [InlineData("""{"matches": [1, null, {"artifact": 3}], "descriptor": {}}""", null)]
    [InlineData("<?xml version=\"1.0\"?><bom xmlns=\"http://cyclonedx.org/schema/bom/1.5\"/>", null)]
    [InlineData("<?xml version=\"1.0\"?><bom xmlns=\"http://cyclonedx.org/schema/bom/1.5\">\n<components>", "SCAN003")]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><bom xmlns=\"http://cyclonedx.org/schema/bom/1.5\">&b;</bom>", "SCAN003")]
    [InlineData("""{"@context": "https://spdx.org/rdf/3.9.0/spdx-context.jsonld", "@graph": [{"type": "CreationInfo", "specVersion": "3.9.0"}]}""", "SCAN002")]
    public void What_is_no_report_is_told(string text, string? code)
    {
        var faults = new DiagnosticBag();
        ScannerReport.Read(SourceText.From("r.json", text), faults);

        Assert.Equal(code is null ? [] : [code], faults.Select(f => f.Code));
    }

    private static ScannerReport Read(string text) => Assert.Single(ReadAll(text));

    private static IReadOnlyList<ScannerReport> ReadAll(string text)
    {
        var faults = new DiagnosticBag();
        var reports = ScannerReport.Read(SourceText.From("r.json", text), faults);
        Assert.Empty(faults);
        return reports;
    }

    private static IReadOnlyList<ScannerFinding> Found(string text) => [.. Read(text).Findings];

    private static string Text(ScannerFinding f) =>
        $"{f.Id} [{string.Join(',', f.Aliases)}] {f.Severity} "
        + (f.Subject.Package is null ? $"{f.Subject.Resource} {f.Subject.File}:{f.Subject.Line}" : $"{f.Subject.Package} {f.Subject.PackageVersion} fixed in {string.Join(',', f.FixedIn)}")
        + $" [{string.Join(',', f.Tools)}]"
        + (f.Accepted is { } why ? $" not counted: {why}" : "");
}
