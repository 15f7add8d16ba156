using System.Text;
using Turnpike.Formats.Scanners;
using Turnpike.Text;

namespace Turnpike.Formats.Tests.Scanners;

/// <summary>The odd cases of real reports.</summary>
public class ScannerFormTests
{
    private const string Digest = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Config = "sha256:cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc";

    [Fact]
    public void A_clean_scan_is_a_report_of_its_image_without_findings()
    {
        var report = Read($$$"""{"SchemaVersion": 2, "ArtifactName": "nginx", "ArtifactType": "container_image", "Metadata": {"ImageID": "{{{Config}}}", "RepoTags": ["nginx:latest"], "RepoDigests": ["nginx@{{{Digest}}}"]}, "Results": null}""");

        var target = Assert.Single(report.Targets);
        Assert.Equal((ScanTargetKind.Image, "docker.io/library/nginx:latest", Digest), (target.Kind, target.Name, report.Subject));
        Assert.Equal([Digest, Config], target.Digests);
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void Trivy_tells_licences_components_and_what_was_taken_out()
    {
        var report = Read("""
            {"SchemaVersion": 2, "ArtifactName": "./infra", "ArtifactType": "filesystem", "Results": [
              {"Target": "main.tf", "Class": "config", "Misconfigurations": [{"ID": "AWS-0001", "AVDID": "AVD-AWS-0001", "Status": "FAIL", "Severity": "LOW", "CauseMetadata": {"Resource": "aws_lb.a", "StartLine": 2}}, {"ID": "X", "Status": "EXCEPTION", "Severity": "LOW"}]},
              {"Target": "main.tf", "Class": "secret", "Secrets": [{"RuleID": "github-pat", "Severity": "CRITICAL", "Title": "GitHub token", "Match": "token = ghp_hunter2", "Code": {"Lines": [{"Content": "ghp_hunter2"}]}}]},
              {"Target": "app/package-lock.json", "Class": "lang-pkgs", "Packages": [{"Name": "left-pad", "Version": "1.0.0", "Identifier": {"PURL": "pkg:npm/left-pad@1.0.0"}}, {"Name": "bare", "Version": "2"}],
               "ExperimentalModifiedFindings": [{"Type": "vulnerability", "Status": "not_affected", "Statement": "vulnerable_code_not_in_execute_path", "Source": "vex.json", "Finding": {"VulnerabilityID": "CVE-2026-0001", "PkgName": "left-pad", "InstalledVersion": "1.0.0", "Severity": "HIGH"}}]},
              {"Target": "", "Class": "license", "Licenses": [{"Severity": "HIGH", "Category": "restricted", "PkgName": "left-pad", "Name": "GPL-3.0"}, {"Severity": "LOW", "Category": "notice", "PkgName": "bare", "Name": "MIT"}]}]}
            """);

        Assert.Equal(
            [
                "AVD-AWS-0001 Misconfiguration aws_lb.a infra/main.tf:2",
                "CVE-2026-0001 Vulnerability left-pad 1.0.0 not counted: not_affected: vulnerable_code_not_in_execute_path, vex.json",
                "GPL-3.0 Licence left-pad ",
                "X Misconfiguration  infra/main.tf:0 not counted: excepted by Trivy's own policies",
                "github-pat Secret  infra/main.tf:0",
            ],
            report.Findings.Select(Text));
        Assert.Equal(["bare 2", "pkg:npm/left-pad 1.0.0"], report.Packages.Select(static p => $"{p.Name} {p.Version}"));
        Assert.DoesNotContain("hunter2", string.Join("\n", report.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_of_a_cluster_tells_its_images_and_its_objects()
    {
        var report = Read($$$"""
            {"ClusterName": "prod", "Resources": [
              {"Namespace": "shop", "Kind": "Deployment", "Name": "web", "Metadata": [{"ImageID": "{{{Config}}}", "RepoTags": ["shop/web:1.4"], "RepoDigests": ["shop/web@{{{Digest}}}"]}],
               "Results": [{"Target": "shop/web:1.4 (alpine)", "Class": "os-pkgs", "Vulnerabilities": [{"VulnerabilityID": "CVE-2026-0002", "PkgName": "musl", "InstalledVersion": "1", "Severity": "LOW"}]}]},
              {"Namespace": "shop", "Kind": "Deployment", "Name": "web", "Results": [{"Target": "Deployment/web", "Class": "config", "Misconfigurations": [{"ID": "KSV-0014", "AVDID": "AVD-KSV-0014", "Status": "FAIL", "Severity": "HIGH", "CauseMetadata": {}}]}]},
              {"Namespace": "shop", "Kind": "Job", "Name": "old", "Error": "image scan failed\nno such image"}]}
            """);

        Assert.Equal("cluster prod", report.Subject);
        Assert.Equal(["AVD-KSV-0014 Misconfiguration Deployment/shop/web Deployment/web:0", "CVE-2026-0002 Vulnerability musl 1"], report.Findings.Select(Text));
        Assert.Equal([(ScanTargetKind.Cluster, "prod"), (ScanTargetKind.Image, "docker.io/shop/web:1.4")], report.Targets.Select(static t => (t.Kind, t.Name)));
        Assert.True(report.IsPartial);
        Assert.Equal(["Job/shop/old was not scanned: image scan failed no such image"], report.Notes);
    }

    [Fact]
    public void An_advisory_of_a_distribution_is_one_finding_for_each_of_its_vulnerabilities()
    {
        var report = Read("""
            {"matches": [
              {"vulnerability": {"id": "ELSA-2026-1", "namespace": "oracle:distro:oraclelinux:9", "severity": "High"}, "relatedVulnerabilities": [{"id": "CVE-2026-0003"}, {"id": "CVE-2026-0004"}], "matchDetails": [{"type": "exact-indirect-match"}], "artifact": {"name": "openssl", "version": "3"}}],
             "ignoredMatches": [
              {"vulnerability": {"id": "CVE-2026-0005", "severity": "Low"}, "appliedIgnoreRules": [{"vulnerability": "CVE-2026-0005", "reason": "not built in"}], "artifact": {"name": "openssl", "version": "3"}},
              {"vulnerability": {"id": "CVE-2026-0006", "severity": "Low"}, "appliedIgnoreRules": [{"vex-status": "not_affected", "vex-justification": "component_not_present"}], "artifact": {"name": "openssl", "version": "3"}}],
             "source": {"type": "directory", "target": "."}, "descriptor": {"name": "grype", "version": "0.80.0"}}
            """);

        Assert.Equal(
            [
                "CVE-2026-0003 Vulnerability openssl 3", "CVE-2026-0004 Vulnerability openssl 3",
                "CVE-2026-0005 Vulnerability openssl 3 not counted: ignored: not built in", "CVE-2026-0006 Vulnerability openssl 3 not counted: not_affected: component_not_present",
            ],
            report.Findings.Select(Text));
        Assert.Equal(["ELSA-2026-1"], report.Findings.First().Aliases);

        // The statement of the maker holds for the other tool too; the ignore list does not.
        var other = report.Findings.Select(static f => f with { Accepted = null, IsStatement = false, Tools = ["trivy"] });
        Assert.Equal(["CVE-2026-0006"], FindingMerge.Merge(report.Findings.Concat(other)).Where(static f => f.Accepted is not null).Select(static f => f.Id));
    }

    [Fact]
    public void Runs_of_several_tools_are_several_reports()
    {
        var reports = ReadAll("""
            {"version": "2.1.0", "runs": [
              {"tool": {"driver": {"name": "CodeQL", "semanticVersion": "2.1"}, "extensions": [{"rules": [{"id": "js/xss", "defaultConfiguration": {"level": "error"}}]}]}, "automationDetails": {"id": "web/js/42"},
               "results": [{"ruleId": "js/xss", "rule": {"index": 0, "toolComponent": {"index": 0}}, "partialFingerprints": {"primaryLocationLineHash": "39f:1"}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": "./src/a.js"}, "region": {"startLine": 3}}}]}]},
              {"tool": {"driver": {"name": "Prowler"}}, "invocations": [{"executionSuccessful": false, "exitCodeDescription": "denied"}],
               "results": [{"ruleId": "s3_public", "rank": 95.0, "locations": [{"logicalLocations": [{"fullyQualifiedName": "arn:aws:s3:::logs"}]}]},
                           {"ruleId": "s3_tls", "rank": 42, "suppressions": [{"kind": "inSource", "justification": "test only"}], "properties": {"resource_arn": "arn:aws:s3:::logs"}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": "arn:aws:s3:::logs"}}}]}]},
              {"tool": {"driver": {"name": "CodeQL"}}, "automationDetails": {"id": "web/js/43"}, "results": [{"ruleId": "js/eval", "level": "note"}]}]}
            """);

        Assert.Equal(
            [
                "codeql web/js", "  js/eval Misconfiguration  :0 Low", "  js/xss Misconfiguration  src/a.js:3 High",
                "prowler r.json partial", "  s3_public Misconfiguration arn:aws:s3:::logs :0 Critical", "  s3_tls Misconfiguration arn:aws:s3:::logs :0 not counted: suppressed in the code: test only Medium",
            ],
            reports.SelectMany(static r => r.Findings.Select(static f => $"  {Text(f)} {f.Severity}").Prepend($"{r.Tool} {r.Subject}{(r.IsPartial ? " partial" : "")}")));
        Assert.Equal("primaryLocationLineHash=39f:1", reports[0].Findings.Last().Fingerprint);
        Assert.Equal(["prowler says that it failed: denied: what it does not show may still be there"], reports[1].Notes);
    }

    [Fact]
    public void Results_of_an_image_as_sarif_are_the_images()
    {
        var trivy = Read($$$"""{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Trivy"}}, "properties": {"imageName": "web:1", "repoDigests": ["web@{{{Digest}}}"]}, "results": [{"ruleId": "CVE-2026-0007"}]}]}""");
        var grype = Read($$$"""{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Grype"}}, "results": [{"ruleId": "CVE-2026-0007-openssl", "locations": [{"physicalLocation": {"artifactLocation": {"uri": "image//lib/apk/db/installed"}}, "logicalLocations": [{"fullyQualifiedName": "web@{{{Digest}}}:/lib/apk/db/installed"}]}]}]}]}""");

        Assert.Equal(Digest, trivy.Targets.Single().Identity);
        Assert.Equal((Digest, "openssl", FindingClass.Vulnerability), (grype.Targets.Single().Identity, grype.Findings.Single().Subject.Package, grype.Findings.Single().Class));
    }

    [Theory]
    [InlineData("""
        {"spdxVersion": "SPDX-2.3", "name": "web", "creationInfo": {"creators": ["Organization: x", "Tool: syft-1.9.0"]}, "documentDescribes": ["SPDXRef-Root"], "packages": [
          {"SPDXID": "SPDXRef-Root", "name": "ghcr.io/shop/web", "versionInfo": "1.4", "primaryPackagePurpose": "CONTAINER", "checksums": [{"algorithm": "SHA256", "checksumValue": "DIGEST"}]},
          {"SPDXID": "SPDXRef-A", "name": "log4j-core", "versionInfo": "2.14.1", "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1"}]}]}
        """)]
    [InlineData("""
        ##comment
        SPDXVersion: SPDX-2.3
        DocumentName: web
        Creator: Tool: syft-1.9.0
        PackageName: ghcr.io/shop/web
        SPDXID: SPDXRef-Root
        PackageVersion: 1.4
        PrimaryPackagePurpose: CONTAINER
        PackageChecksum: SHA256: DIGEST
        PackageComment: <text>many
        PackageName: not-one
        lines</text>
        PackageName: log4j-core
        SPDXID: SPDXRef-A
        PackageVersion: 2.14.1
        ExternalRef: PACKAGE-MANAGER purl pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1
        FileName: ./a
        SPDXID: SPDXRef-File
        Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-Root
        """)]
    [InlineData("""
        {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [
          {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1", "createdUsing": ["urn:tool"]},
          {"type": "Tool", "spdxId": "urn:tool", "name": "syft-1.9.0"},
          {"type": "SpdxDocument", "spdxId": "urn:doc", "name": "web", "rootElement": ["urn:sbom"]},
          {"type": "software_Sbom", "spdxId": "urn:sbom", "rootElement": ["urn:root"]},
          {"type": "software_Package", "spdxId": "urn:root", "name": "ghcr.io/shop/web", "software_packageVersion": "1.4", "software_primaryPurpose": "container", "verifiedUsing": [{"type": "Hash", "algorithm": "sha256", "hashValue": "DIGEST"}]},
          {"type": "software_File", "spdxId": "urn:file", "name": "./a"},
          {"type": "software_Package", "spdxId": "urn:a", "name": "log4j-core", "software_packageVersion": "2.14.1", "externalIdentifier": [{"type": "ExternalIdentifier", "externalIdentifierType": "packageUrl", "identifier": "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1"}]}]}
        """)]
    public void Spdx_tells_the_image_and_what_it_is_made_of(string text)
    {
        var report = Read(text.Replace("DIGEST", Digest[7..], StringComparison.Ordinal));

        var target = Assert.Single(report.Targets);
        Assert.Equal(("syft", ScanTargetKind.Image, "ghcr.io/shop/web:1.4", Digest), (report.Tool, target.Kind, target.Name, target.Identity));
        Assert.Equal([new ScannedPackage("pkg:maven/org.apache.logging.log4j/log4j-core", "2.14.1")], target.Packages);
    }

    [Fact]
    public void A_graph_of_spdx_tells_vulnerabilities_and_what_is_said_of_them()
    {
        var report = Read("""
            {"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [
              {"type": "CreationInfo", "@id": "_:c", "specVersion": "3.0.1"},
              {"type": "SpdxDocument", "spdxId": "urn:doc", "rootElement": "urn:root"},
              {"type": "software_Package", "spdxId": "urn:root", "name": "firmware"},
              {"type": "software_Package", "spdxId": "urn:box", "name": "busybox", "software_packageVersion": "1.36", "software_packageUrl": "pkg:generic/busybox@1.36"},
              {"type": "security_Vulnerability", "spdxId": "urn:1", "externalIdentifier": [{"externalIdentifierType": "cve", "identifier": "CVE-2026-0001"}], "summary": "a flaw"},
              {"type": "security_Vulnerability", "spdxId": "urn:2", "externalIdentifier": [{"externalIdentifierType": "cve", "identifier": "CVE-2026-0002"}]},
              {"type": "security_Vulnerability", "spdxId": "urn:3", "name": "CVE-2026-0003"},
              {"type": "security_Vulnerability", "spdxId": "urn:4", "name": "CVE-2026-0004"},
              {"type": "Relationship", "spdxId": "urn:r", "relationshipType": "hasAssociatedVulnerability", "from": "urn:box", "to": ["urn:1", "urn:2"]},
              {"type": "security_CvssV3VulnAssessmentRelationship", "spdxId": "urn:c1", "from": "urn:1", "to": ["urn:box"], "relationshipType": "hasAssessmentFor", "security_severity": "critical", "security_score": "9.8"},
              {"type": "security_VexNotAffectedVulnAssessmentRelationship", "spdxId": "urn:v2", "from": "urn:2", "to": ["urn:box"], "relationshipType": "doesNotAffect", "security_justificationType": "vulnerableCodeNotPresent", "security_impactStatement": "Not built in."},
              {"type": "security_VexFixedVulnAssessmentRelationship", "spdxId": "urn:v3", "from": "urn:3", "to": ["urn:root"], "relationshipType": "fixedIn"},
              {"type": "security_VexUnderInvestigationVulnAssessmentRelationship", "spdxId": "urn:v4", "from": "urn:4", "to": ["urn:nowhere", "urn:box"], "relationshipType": "underInvestigationFor"}]}
            """);

        Assert.Equal(
            ["CVE-2026-0001 Vulnerability pkg:generic/busybox 1.36", "CVE-2026-0002 Vulnerability pkg:generic/busybox 1.36 not counted: not_affected: vulnerableCodeNotPresent, Not built in.", "CVE-2026-0003 Vulnerability  :0 not counted: fixed", "CVE-2026-0004 Vulnerability pkg:generic/busybox 1.36"],
            report.Findings.Select(Text));
        Assert.Equal((FindingSeverity.Critical, "a flaw"), (report.Findings.First().Severity, report.Findings.First().Title));
    }

    [Fact]
    public void A_bill_of_materials_is_the_same_as_xml()
    {
        var json = Read($$$"""
            {"bomFormat": "CycloneDX", "specVersion": "1.5", "metadata": {"tools": {"components": [{"type": "application", "name": "syft"}]}, "component": {"type": "container", "bom-ref": "root", "name": "ghcr.io/shop/web", "version": "{{{Digest}}}", "properties": [{"name": "aquasecurity:trivy:RepoTag", "value": "ghcr.io/shop/web:1.4"}]}},
             "components": [{"type": "library", "bom-ref": "a", "group": "org.acme", "name": "left", "version": "1", "purl": "pkg:maven/org.acme/left@1", "components": [{"type": "library", "name": "inner", "version": "2"}]}],
             "vulnerabilities": [{"id": "CVE-2026-0001", "source": {"name": "NVD", "url": "https://nvd.example.com/1"}, "references": [{"id": "GHSA-aaaa-bbbb-cccc"}], "ratings": [{"severity": "high"}, {"severity": "low"}], "description": "a <flaw>", "analysis": {"state": "not_affected", "justification": "code_not_reachable"}, "affects": [{"ref": "a", "versions": [{"version": "3", "status": "unaffected"}]}]}]}
            """);
        var xml = Read($$$"""
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- as a build wrote it -->
            <bom xmlns="http://cyclonedx.org/schema/bom/1.5" serialNumber="urn:uuid:1" version="1">
              <metadata><tools><components><component type="application"><name>syft</name></component></components></tools>
                <component type="container" bom-ref="root"><name>ghcr.io/shop/web</name><version>{{{Digest}}}</version><properties><property name="aquasecurity:trivy:RepoTag">ghcr.io/shop/web:1.4</property></properties></component></metadata>
              <components><component type="library" bom-ref="a"><group>org.acme</group><name>left</name><version>1</version><hashes><hash alg="SHA-1">aa</hash></hashes><purl>pkg:maven/org.acme/left@1</purl>
                <components><component type="library"><name>inner</name><version>2</version></component></components></component></components>
              <vulnerabilities><vulnerability bom-ref="v"><id>CVE-2026-0001</id><source><name>NVD</name><url>https://nvd.example.com/1</url></source><references><reference><id>GHSA-aaaa-bbbb-cccc</id></reference></references>
                <ratings><rating><severity>high</severity></rating><rating><severity>low</severity></rating></ratings><description>a &lt;flaw></description><analysis><state>not_affected</state><justification>code_not_reachable</justification></analysis>
                <affects><target><ref>a</ref><versions><version><version>3</version><status>unaffected</status></version></versions></target></affects></vulnerability></vulnerabilities>
            </bom>
            """);

        Assert.Equal((json.Tool, json.Subject, json.Name), (xml.Tool, xml.Subject, xml.Name));
        Assert.Equal(("syft", 2, "CVE-2026-0001 Vulnerability pkg:maven/org.acme/left 1 not counted: not_affected: code_not_reachable"), (xml.Tool, xml.Packages.Count(), Text(Assert.Single(xml.Findings))));
        Assert.Equal(json.Packages, xml.Packages);
        Assert.Equivalent(json.Findings, xml.Findings, strict: true);
    }

    [Fact]
    public void A_statement_is_of_an_image_a_repository_or_a_package_and_the_latest_holds()
    {
        var report = Read("""
            {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.com/vex/1", "author": "Shop", "timestamp": "2026-01-02T00:00:00Z", "version": 1, "statements": [
              {"vulnerability": {"name": "CVE-2026-0001", "aliases": ["GHSA-aaaa-bbbb-cccc"]}, "timestamp": "2026-01-03T00:00:00Z", "products": [{"@id": "pkg:oci/web@DIGEST?repository_url=ghcr.io%2Fshop%2Fweb", "subcomponents": [{"@id": "pkg:npm/left@1"}, {"@id": "pkg:npm/right"}]}], "status": "not_affected", "justification": "vulnerable_code_not_in_execute_path", "impact_statement": "never called"},
              {"vulnerability": {"name": "CVE-2026-0001"}, "products": [{"@id": "pkg:oci/web@DIGEST?repository_url=ghcr.io%2Fshop%2Fweb", "subcomponents": [{"@id": "pkg:npm/left@1"}]}], "status": "affected"},
              {"vulnerability": {"name": "CVE-2026-0002"}, "products": [{"@id": "https://example.com/web", "identifiers": {"purl": "pkg:oci/web?repository_url=ghcr.io/shop/web&tag=1.4"}}], "status": "fixed"},
              {"vulnerability": {"name": "CVE-2026-0003"}, "products": [{"@id": "pkg:docker/shop/web@1.4"}, {"@id": "pkg:deb/debian/openssl@3.0?arch=amd64"}, {"@id": "https://example.com/unknown"}], "status": "under_investigation"}]}
            """.Replace("DIGEST", Digest, StringComparison.Ordinal));
        Assert.Equal(("openvex", "https://example.com/vex/1"), (report.Tool, report.Subject));
        Assert.Equal(
            [
                $"CVE-2026-0001 {Digest} ghcr.io/shop/web pkg:npm/left 1 out not_affected: vulnerable_code_not_in_execute_path, never called",
                $"CVE-2026-0001 {Digest} ghcr.io/shop/web pkg:npm/right  out not_affected: vulnerable_code_not_in_execute_path, never called",
                "CVE-2026-0002  ghcr.io/shop/web:1.4   out fixed",
                "CVE-2026-0003   pkg:deb/debian/openssl 3.0  under_investigation",
                "CVE-2026-0003  docker.io/shop/web:1.4    under_investigation",
            ],
            report.Findings.Select(static f => $"{f.Id} {f.Subject.Digest} {f.Subject.Artifact} {f.Subject.Package} {f.Subject.PackageVersion} {(f.IsStatement ? "out" : "")} {f.Accepted}"));
        Assert.StartsWith("Products that cannot be known: 1.", Assert.Single(report.Notes), StringComparison.Ordinal);

        // As it was written before 0.2.0.
        var old = Assert.Single(Read("""{"@context": "https://openvex.dev/ns", "@id": "a", "timestamp": "2023-01-01T00:00:00Z", "statements": [{"vulnerability": "CVE-2026-0001", "products": ["pkg:apk/wolfi/git@2.39.0"], "status": "fixed"}]}""").Findings);
        Assert.Equal(("CVE-2026-0001", "pkg:apk/wolfi/git", "2.39.0"), (old.Id, old.Subject.Package, old.Subject.PackageVersion));
    }

    [Fact]
    public void What_is_known_by_its_digest_has_no_tag_that_nobody_named()
    {
        var report = Read("""{"bomFormat": "CycloneDX", "specVersion": "1.5", "metadata": {"component": {"type": "container", "name": "shop/web", "version": "DIGEST"}}}""".Replace("DIGEST", Digest, StringComparison.Ordinal));

        Assert.Equal(("docker.io/shop/web", Digest), (report.Name, report.Subject));
        Assert.Empty(report.Targets[0].Names);
        Assert.Equal("docker.io/shop/web:latest", Read("""{"matches": [], "source": {"type": "image", "target": {"userInput": "shop/web"}}, "descriptor": {}}""").Name);
    }

    [Fact]
    public void Trivys_bill_of_materials_knows_its_image()
    {
        var report = Read($$$"""
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": {"tools": {"components": [{"name": "trivy"}]},
              "component": {"type": "container", "bom-ref": "root", "name": "ghcr.io/shop/web:1.4", "purl": "pkg:oci/web@sha256%3A{{{Digest[7..]}}}?arch=amd64&repository_url=ghcr.io%2Fshop%2Fweb",
                "properties": [{"name": "aquasecurity:trivy:ImageID", "value": "{{{Config}}}"}, {"name": "aquasecurity:trivy:RepoTag", "value": "ghcr.io/shop/web:1.4"}]}},
             "vulnerabilities": [{"id": "CVE-2026-0008", "analysis": {"state": "exploitable"}, "ratings": [{"severity": "critical"}]}, {"id": "CVE-2026-0009", "analysis": {"state": "false_positive", "detail": "vendored copy"}, "affects": [{"ref": "urn:cdx:abc/1#pkg:npm/x@1"}]}]}
            """);

        Assert.Equal((Digest, "ghcr.io/shop/web:1.4"), (report.Targets[0].Identity, report.Targets[0].Name));
        Assert.Equal(["CVE-2026-0008 Vulnerability", "CVE-2026-0009 Vulnerability pkg:npm/x 1 not counted: false_positive: vendored copy"], report.Findings.Select(static f => Text(f).Replace("  :0", "", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("nginx", "docker.io/library/nginx:latest")]
    [InlineData("docker-pullable://shop/web@" + Digest, "docker.io/shop/web@" + Digest)]
    [InlineData("index.docker.io/library/nginx:1.25", "docker.io/library/nginx:1.25")]
    [InlineData("localhost:5000/a/b:1", "localhost:5000/a/b:1")]
    [InlineData("123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:v1@" + Digest, "123456789012.dkr.ecr.eu-west-1.amazonaws.com/shop:v1@" + Digest)]
    [InlineData("${var.image}:1", null)]
    [InlineData("/tmp/app.tar", null)]
    [InlineData(Digest, null)]
    public void References_of_images_are_written_in_full(string text, string? full) => Assert.Equal(full, ImageName.Parse(text)?.ToString());

    [Fact]
    public void What_a_report_is_told_by_its_content_and_only_where_it_is_asked_for()
    {
        string[] reports =
        [
            """{"SchemaVersion": 2, "CreatedAt": "x", "ArtifactName": "a", "Results": [""",
            """{"ClusterName": "a", "Resources": []}""",
            """{"matches": [], "source": {}, "descriptor": {}}""",
            """{"$schema": "x", "version": "2.1.0", "runs": [{}]}""",
            """{"bomFormat": "CycloneDX", "specVersion": "1.5"}""",
            """{"SPDXID": "SPDXRef-DOCUMENT", "spdxVersion": "SPDX-2.3"}""",
            "SPDXVersion: SPDX-2.3\n",
            """{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": []}""",
            """{"@context": "https://openvex.dev/ns/v0.2.0", "statements": []}""",
            "<?xml version='1.0'?><bom xmlns='http://cyclonedx.org/schema/bom/1.6'/>",
        ];
        Assert.All(reports, text => Assert.Equal(InputKind.ScannerReport, Input(text, takesReports: true).Kind));
        Assert.All(reports, text => Assert.Equal(InputStatus.NotRecognised, Input(text, takesReports: false).Status));

        string[] others = ["""{"version": 4, "terraform_version": "1.9.0", "serial": 1, "lineage": "x", "outputs": {}, "resources": [], "runs": []}""", """{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}, "matches": [], "descriptor": {}}"""];
        Assert.All(others, text => Assert.NotEqual(InputKind.ScannerReport, Input(text, takesReports: true).Kind));
    }

    [Fact]
    public void What_was_cloned_with_is_not_kept_and_no_address_but_of_the_web_is()
    {
        var report = Read("""
            {"SchemaVersion": 2, "ArtifactName": "https://ci:hunter2@git.example.com/shop.git", "ArtifactType": "repository", "Results": [
              {"Target": "a.tf", "Misconfigurations": [{"ID": "X", "Status": "FAIL", "PrimaryURL": "javascript:alert(1)", "Title": "two\u001b[31m\nlines"}]}]}
            """);

        Assert.Equal("https://git.example.com/shop.git", report.Subject);
        Assert.Equal((null, "two [31m lines", "a.tf"), (report.Findings.Single().Address, report.Findings.Single().Title, report.Findings.Single().Subject.File));
    }

    [Fact]
    public void Whatever_the_bytes_are_nothing_is_thrown()
    {
        var random = new Random(7);
        string[] seeds =
        [
            """{"SchemaVersion": 2, "ArtifactName": "a:1", "ArtifactType": "container_image", "Metadata": {"RepoDigests": ["a@DIGEST"]}, "Results": [{"Target": "t", "Packages": [{"Name": "x"}], "Vulnerabilities": [{"VulnerabilityID": "CVE-2026-0001", "PkgName": "x", "FixedVersion": "1, 2"}], "Misconfigurations": [{"ID": "X", "CauseMetadata": {"StartLine": 3}}], "Secrets": [{"RuleID": "s"}], "Licenses": [{"Name": "GPL", "Severity": "HIGH"}], "ExperimentalModifiedFindings": [{"Type": "secret", "Finding": {}}]}]}""",
            """{"ClusterName": "c", "Resources": [{"Kind": "Pod", "Name": "p", "Metadata": [{"ImageID": "DIGEST"}], "Results": [{"Misconfigurations": [{"ID": "X"}]}]}]}""",
            """{"matches": [{"vulnerability": {"id": "ELSA-1", "fix": {"versions": ["2"]}}, "relatedVulnerabilities": [{"id": "CVE-2026-0001"}, {"id": "CVE-2026-0002"}], "artifact": {"name": "x", "purl": "pkg:rpm/x@1?a=b#c", "locations": [{"path": "/x"}]}}], "ignoredMatches": [{"appliedIgnoreRules": [{}]}], "source": {"target": {"userInput": "a:1"}}, "descriptor": {}}""",
            """{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "t", "rules": [{"id": "CVE-2026-0001-x"}]}, "extensions": [{"rules": [{}]}]}, "automationDetails": {"id": "a/b"}, "results": [{"ruleIndex": 0, "rule": {"index": 1, "toolComponent": {"index": 0}}, "rank": 9, "fingerprints": {"a": "b"}, "suppressions": [{}], "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a%zz/%2"}}, "logicalLocations": [{"fullyQualifiedName": "x@DIGEST:/y"}]}]}]}]}""",
            """{"bomFormat": "CycloneDX", "specVersion": "1.5", "metadata": {"component": {"type": "container", "purl": "pkg:oci/x@1?tag=1&repository_url=a%2Fb"}}, "components": [{"bom-ref": "a", "name": "x", "group": "g", "components": [{"purl": "pkg:npm/%40a/b@1"}]}], "vulnerabilities": [{"id": "CVE-2026-0001", "affects": [{"ref": "urn:cdx:x#y"}], "analysis": {"state": "resolved"}}]}""",
            """{"spdxVersion": "SPDX-2.3", "documentDescribes": ["r"], "creationInfo": {"creators": ["Tool: a-1"]}, "packages": [{"SPDXID": "r", "name": "a", "primaryPackagePurpose": "CONTAINER", "checksums": [{"algorithm": "SHA256", "checksumValue": "1"}]}, {"name": "b"}]}""",
            """{"@context": "https://spdx.org/rdf/3.0.1/x", "@graph": [{"type": "SpdxDocument", "rootElement": "r"}, {"type": "software_Package", "spdxId": "r", "name": "a", "software_primaryPurpose": "container", "verifiedUsing": [{"algorithm": "sha256", "hashValue": "1"}]}, {"type": "security_Vulnerability", "spdxId": "v", "name": "CVE-2026-0001"}, {"type": "security_VexFixedVulnAssessmentRelationship", "from": "v", "to": ["r", {"name": "b"}]}]}""",
            """{"@context": "https://openvex.dev/ns/v0.2.0", "timestamp": "2026-01-01T00:00:00Z", "statements": [{"vulnerability": {"name": "CVE-2026-0001"}, "products": [{"@id": "pkg:oci/x@DIGEST?repository_url=a%2Fb&tag=1", "subcomponents": ["pkg:npm/a@1"]}], "status": "fixed"}]}""",
            "<bom xmlns='http://cyclonedx.org/schema/bom/1.6'><components><component type='library'><name>a</name></component></components><vulnerabilities><vulnerability><affects><target><ref>a</ref></target></affects></vulnerability></vulnerabilities></bom>",
            "SPDXVersion: SPDX-2.3\nPackageName: a\nExternalRef: X purl pkg:npm/a@1\nPackageChecksum: SHA256: 1\nRelationship: a b c\n",
        ];
        foreach (var seed in seeds.Select(static s => s.Replace("DIGEST", Digest, StringComparison.Ordinal)))
        {
            for (var i = 0; i < 400; i++)
            {
                var bytes = Encoding.UTF8.GetBytes(seed);
                for (var change = random.Next(1, 4); change > 0; change--)
                {
                    // A token in the place of another is still JSON now and then, of a shape that no tool writes.
                    var at = random.Next(bytes.Length);
                    var token = s_tokens[random.Next(s_tokens.Length)];
                    bytes = [.. bytes[..at], .. token, .. bytes[Math.Min(bytes.Length, at + random.Next(1, 12))..]];
                }

                var read = InputReader.Read("r.json", bytes, new InputReaderOptions { TakesReports = true });
                Assert.True(read.Status is InputStatus.Read or InputStatus.Broken or InputStatus.NotRecognised);
            }

            // Every value of it in turn as something else.
            foreach (var token in (string[])["null", "[]", "{}", "-1", "1e999", "\"\"", "[null, 1, {}]", "\"%\\u0000\""])
            {
                foreach (var match in System.Text.RegularExpressions.Regex.EnumerateMatches(seed, "(?<=: )(\"[^\"]*\"|[0-9]+)"))
                {
                    InputReader.Read("r.json", Encoding.UTF8.GetBytes(seed[..match.Index] + token + seed[(match.Index + match.Length)..]), new InputReaderOptions { TakesReports = true });
                }
            }
        }
    }

    private static readonly byte[][] s_tokens = [.. new[] { "null", "[", "]", "{", "}", "\"", "1", "\\", "%", ":", ",", "\u0000", "sha256:", "pkg:" }.Select(Encoding.UTF8.GetBytes)];

    private static InputRead Input(string text, bool takesReports) => InputReader.Read("r.json", Encoding.UTF8.GetBytes(text), new InputReaderOptions { TakesReports = takesReports });

    private static ScannerReport Read(string text) => Assert.Single(ReadAll(text));

    private static IReadOnlyList<ScannerReport> ReadAll(string text)
    {
        var faults = new DiagnosticBag();
        var reports = ScannerReport.Read(SourceText.From("r.json", text), faults);
        Assert.Empty(faults);
        return reports;
    }

    private static string Text(ScannerFinding f) =>
        $"{f.Id} {f.Class} "
        + (f.Subject.Package is null ? $"{f.Subject.Resource} {f.Subject.File}:{f.Subject.Line}" : $"{f.Subject.Package} {f.Subject.PackageVersion}")
        + (f.Accepted is { } why ? $" not counted: {why}" : "");
}
