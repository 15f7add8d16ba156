using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Turnpike.Formats.Scanners;
using Turnpike.Governance.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Estate;
using Turnpike.Server.Scans;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Scans;

/// <summary>Reports of scanners over HTTP, on a real node.</summary>
public class ScanEndpointTests
{
    private const string Digest = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    private const string State = """
        {"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"n","outputs":{},"resources":[
        {"mode":"managed","type":"aws_lambda_function","name":"web","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"web-fn","image_uri":"ghcr.io/shop/web:1.4"},"sensitive_attributes":[]}]}]}
        """;

    private const string Trivy = """
        {"SchemaVersion": 2, "ArtifactName": "ghcr.io/shop/web:1.4", "ArtifactType": "container_image", "Metadata": {"RepoDigests": ["ghcr.io/shop/web@DIGEST"]}, "Results": [
          {"Target": "app.jar", "Class": "lang-pkgs", "Packages": [{"Name": "log4j-core", "Version": "2.14.1", "Identifier": {"PURL": "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1"}}],
           "Vulnerabilities": [
            {"VulnerabilityID": "CVE-2021-44228", "PkgName": "log4j-core", "PkgIdentifier": {"PURL": "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1"}, "InstalledVersion": "2.14.1", "FixedVersion": "2.15.0", "Severity": "CRITICAL", "Title": "Remote code execution"},
            {"VulnerabilityID": "CVE-2021-0001", "PkgName": "zlib", "InstalledVersion": "1", "Severity": "LOW"}]}]}
        """;

    [Fact]
    public async Task A_report_is_received_attached_listed_and_taken_out_again()
    {
        await using var node = await TestNode.StartAsync();
        using var ci = await node.PipelineAsync();
        using var viewer = await node.ClientAsync(Role.Viewer);
        await PushAsync(ci, "prod/shop", "terraform.tfstate", State);
        var receipt = await PushAsync(ci, "ci/web", "trivy.json", Trivy.Replace("DIGEST", Digest, StringComparison.Ordinal));
        var scan = Assert.Single(receipt.Scans!);
        Assert.Equal(("scanner-report", "trivy", Digest, 2, 2, false), (receipt.Kind, scan.Report.Tool, scan.Report.Subject, scan.Report.Open, scan.Opened, scan.IsUnchanged));
        Assert.Equal(["prod/shop//aws_lambda_function.web Tag"], scan.Attached.Select(static u => $"{u.Key} {u.Link}"));
        Assert.Equal(["critical 1", "low 1"], scan.Severities.Select(static s => $"{s.Key} {s.Value}"));
        Assert.True((await PushAsync(ci, "ci/web", "trivy.json", Trivy.Replace("DIGEST", Digest, StringComparison.Ordinal))).IsUnchanged);

        var page = await GetAsync<ScanFindingPageResource>(viewer, "findings?limit=1");
        Assert.Equal(("CVE-2021-44228", 2), (Assert.Single(page.Items).Id, page.Total));
        Assert.Equal(["CVE-2021-0001"], (await GetAsync<ScanFindingPageResource>(viewer, "findings?limit=1&after=" + page.Next)).Items.Select(static i => i.Id));
        foreach (var (query, count) in ((string, int)[])[
            ("resource=prod/shop//aws_lambda_function.web", 2), ("resource=web-fn&severity=high", 1), ("image=ghcr.io/shop", 2), ("image=" + Digest[..20], 2), ("image=other", 0), ("package=LOG4J", 1), ("id=cve-2021-0001", 1), ("tool=grype", 0),
            ("scope=ci/web", 2), ("scope=prod/shop", 2), ("scope=prod", 0), ("class=secret", 0), ("state=closed", 0), ("state=all", 2), ("attached=true", 2), ("attached=false", 0), ("fixable=true", 1), ("q=remote+code", 1)])
        {
            Assert.Equal((query, count), (query, (await GetAsync<ScanFindingPageResource>(viewer, "findings?" + query)).Total));
        }

        Assert.Equal(["pkg:maven/org.apache.logging.log4j/log4j-core 2.14.1 on prod/shop//aws_lambda_function.web"], (await GetAsync<Page<ScannedComponentResource>>(viewer, "components?name=log4j-core&version=2.14")).Items.Select(static c => $"{c.Package} {c.Version} on {c.Uses[0].Key}"));
        Assert.Equal([("ghcr.io/shop/web:1.4", true, ScanTargetKind.Image)], (await GetAsync<Page<ScannedThingResource>>(viewer, "things?kind=image")).Items.Select(static t => (t.Name, t.IsAttached, t.Kind)));
        Assert.Equal([("trivy.json", "ci", true)], (await GetAsync<Page<ScanReportResource>>(viewer, "reports")).Items.Select(static r => (r.Name, r.By.Split('/')[^1], r.IsKept)));

        using var removed = await ci.DeleteAsync(new Uri("/api/v1/sources?scope=ci/web&name=trivy.json&reason=gone", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(0, (await GetAsync<ScanFindingPageResource>(viewer, "findings?state=all")).Total);
    }

    [Fact]
    public async Task An_answer_that_is_known_is_not_sent_again_and_what_is_wrong_is_told()
    {
        await using var node = await TestNode.StartAsync();
        using var ci = await node.PipelineAsync("ci/web");
        using var viewer = await node.ClientAsync(Role.Viewer);
        await PushAsync(ci, "ci/web", "trivy.json", Trivy.Replace("DIGEST", Digest, StringComparison.Ordinal));
        using var first = await viewer.GetAsync(new Uri("/api/v1/scans/findings", UriKind.Relative), TestContext.Current.CancellationToken);
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/scans/findings");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await viewer.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);

        foreach (var (path, status) in ((string, HttpStatusCode)[])[("findings?severity=awful", HttpStatusCode.BadRequest), ("findings?resource=nobody", HttpStatusCode.NotFound), ("components", HttpStatusCode.BadRequest)])
        {
            using var answer = await viewer.GetAsync(new Uri("/api/v1/scans/" + path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal((path, status), (path, answer.StatusCode));
        }

        foreach (var (scope, content, status) in ((string, string, HttpStatusCode)[])[
            ("ci/web", """<?xml version="1.0"?><bom xmlns="http://cyclonedx.org/schema/bom/1.5">""", HttpStatusCode.UnprocessableEntity), ("ci/web", """{"version": "2.1.0", "runs": []}""", HttpStatusCode.UnprocessableEntity), ("ci/web", """{"bomFormat": "CycloneDX", """, HttpStatusCode.UnprocessableEntity), ("ci/other", Trivy, HttpStatusCode.Forbidden)])
        {
            using var refused = await ci.PostAsync(Address(scope, "x.json"), Body(content), TestContext.Current.CancellationToken);
            Assert.Equal((content, status), (content, refused.StatusCode));
        }
    }

    private static async Task<SourceReceiptResource> PushAsync(HttpClient client, string scope, string name, string content)
    {
        using var answer = await client.PostAsync(Address(scope, name), Body(content), TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (await answer.Content.ReadFromJsonAsync<SourceReceiptResource>(ApiJson.Options, TestContext.Current.CancellationToken))!;
    }

    private static async Task<T> GetAsync<T>(HttpClient client, string path) =>
        (await client.GetFromJsonAsync<T>(new Uri("/api/v1/scans/" + path, UriKind.Relative), ApiJson.Options, TestContext.Current.CancellationToken))!;

    private static Uri Address(string scope, string name) => new($"/api/v1/sources?scope={Uri.EscapeDataString(scope)}&name={name}", UriKind.Relative);

    private static ByteArrayContent Body(string content) => new(Encoding.UTF8.GetBytes(content)) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
}
