using System.Globalization;
using System.Text;
using Turnpike.Formats.Scanners;
using Turnpike.Inventory.Scans;
using Turnpike.Inventory.Sources;
using Turnpike.Ledger.Events;
using Turnpike.Tests;

namespace Turnpike.Inventory.Tests;

/// <summary>Reports of scanners in the books, and beside the estate that they speak of.</summary>
public class ScanTests
{
    private const string Web = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    private const string Old = "sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    private const string Image = "registry.example.com/shop/web";

    [Fact]
    public async Task The_same_again_appends_nothing_and_what_is_gone_is_closed()
    {
        await using var books = new Books();
        var first = await books.PushAsync("ci/web", "trivy.json", Trivy(Web, ("CVE-2026-0001", "openssl", "HIGH"), ("CVE-2026-0002", "zlib", "LOW")));
        Assert.Equal((2, 0, false), (first.Opened, first.Closed, first.IsUnchanged));
        var entries = books.Yard.Follower.Position;

        books.Yard.Clock.Now += TimeSpan.FromMinutes(5);
        Assert.True((await books.PushAsync("ci/web", "trivy.json", Trivy(Web, ("CVE-2026-0001", "openssl", "HIGH"), ("CVE-2026-0002", "zlib", "LOW")))).IsUnchanged);

        // Another time of the scan and another order are not another content.
        Assert.True((await books.PushAsync("ci/web", "trivy.json", Trivy(Web, ("CVE-2026-0002", "zlib", "LOW"), ("CVE-2026-0001", "openssl", "HIGH")).Replace("\"SchemaVersion\"", "\"CreatedAt\": \"later\", \"SchemaVersion\"", StringComparison.Ordinal))).IsUnchanged);
        Assert.Equal(entries, books.Yard.Follower.Position);

        books.Yard.Clock.Now += TimeSpan.FromDays(1);
        var second = await books.PushAsync("ci/web", "trivy.json", Trivy(Web, ("CVE-2026-0001", "openssl", "HIGH"), ("CVE-2026-0003", "zlib", "CRITICAL")));
        Assert.Equal((1, 1), (second.Opened, second.Closed));
        books.Yard.Clock.Now += TimeSpan.FromDays(1);
        var third = await books.PushAsync("ci/web", "trivy.json", Trivy(Web, ("CVE-2026-0001", "openssl", "HIGH"), ("CVE-2026-0002", "zlib", "LOW")));
        Assert.Equal((1, 1), (third.Opened, third.Closed));

        Assert.Equal(
            ["CVE-2026-0003 Closed since day 1, seen day 1, closed day 2", "CVE-2026-0001 Open since day 0, seen day 2", "CVE-2026-0002 Open since day 0, seen day 2"],
            (await books.NowAsync()).Findings.Select(books.Text));
        Assert.Equal((await books.NowAsync()).Findings.Select(books.Text), (await (await books.RebuiltAsync()).NowAsync()).Findings.Select(books.Text));
    }

    [Fact]
    public async Task A_finding_of_two_tools_is_one_and_open_while_either_shows_it()
    {
        await using var books = new Books();
        await books.PushAsync("ci/web", "trivy.json", Trivy(Web, ("CVE-2026-0001", "openssl", "HIGH")));
        await books.PushAsync("ci/web", "grype.json", Grype(Web, "CVE-2026-0001"));
        Assert.Equal(["CVE-2026-0001 grype,trivy Open"], await ShownAsync());

        await books.PushAsync("ci/web", "trivy.json", Trivy(Web));
        Assert.Equal(["CVE-2026-0001 grype Open"], await ShownAsync());
        await books.PushAsync("ci/web", "grype.json", Grype(Web));
        Assert.Equal(["CVE-2026-0001 grype,trivy Closed"], await ShownAsync());

        async Task<IReadOnlyList<string>> ShownAsync() =>
            [.. (await books.NowAsync()).Findings.Select(static f => $"{f.Finding.Id} {string.Join(',', f.Finding.Tools)} {f.State}")];
    }

    [Fact]
    public async Task What_a_statement_says_is_taken_out_of_what_scanners_show()
    {
        await using var books = new Books();
        await books.PushAsync("ci/web", "trivy.json", Trivy(Web, ("CVE-2026-0001", "openssl", "HIGH"), ("CVE-2026-0002", "zlib", "LOW")));
        await books.PushAsync("ci/old", "trivy.json", Trivy(Old, ("CVE-2026-0001", "openssl", "HIGH")));
        Assert.Equal(["aaaa CVE-2026-0001 Open ", "bbbb CVE-2026-0001 Open ", "aaaa CVE-2026-0002 Open "], await ShownAsync());

        // Of one image, known by its digest.
        await books.PushAsync("ci/web", "a.vex.json", Vex("a", "CVE-2026-0001", "pkg:oci/web@" + Web, "not_affected"));
        Assert.Equal(["aaaa CVE-2026-0001 Accepted not_affected: reason", "bbbb CVE-2026-0001 Open ", "aaaa CVE-2026-0002 Open "], await ShownAsync());
        Assert.Equal(2, (await books.NowAsync()).Things.Count);

        // Of another version of a package, and of the package in a scope that it has no word in.
        await books.PushAsync("ci/web", "b.vex.json", Vex("b", "CVE-2026-0002", "pkg:oci/web@" + Web + "\", \"subcomponents\": [{\"@id\": \"pkg:generic/zlib@9\"}], \"x\": \"", "fixed"));
        await books.PushAsync("other", "c.vex.json", Vex("c", "CVE-2026-0001", "pkg:generic/openssl", "not_affected"));
        Assert.Equal(["aaaa CVE-2026-0001 Accepted not_affected: reason", "bbbb CVE-2026-0001 Open ", "aaaa CVE-2026-0002 Open "], await ShownAsync());

        // What a later document says holds; one that is removed says nothing.
        await books.PushAsync("ci", "d.vex.json", Vex("d", "CVE-2026-0001", "pkg:oci/web@" + Web, "affected"));
        Assert.Equal(["aaaa CVE-2026-0001 Open ", "bbbb CVE-2026-0001 Open ", "aaaa CVE-2026-0002 Open "], await ShownAsync());
        await books.PushAsync("ci", "d.vex.json", Vex("d", "CVE-2026-0009", "pkg:oci/web@" + Web, "affected"));
        Assert.Equal("aaaa CVE-2026-0001 Accepted not_affected: reason", (await ShownAsync())[0]);

        async Task<IReadOnlyList<string>> ShownAsync() => [.. (await books.NowAsync()).Findings.Select(static f => $"{f.Thing.Id["sha256:".Length..][..4]} {f.Finding.Id} {f.State} {f.Why}")];

        static string Vex(string id, string vulnerability, string product, string status) =>
            $$$"""{"@context": "https://openvex.dev/ns/v0.2.0", "@id": "{{{id}}}", "timestamp": "2026-01-01T00:00:00Z", "statements": [{"vulnerability": {"name": "{{{vulnerability}}}"}, "products": [{"@id": "{{{product}}}"}], "status": "{{{status}}}", "justification": "reason"}]}""";
    }

    [Fact]
    public async Task A_scan_that_failed_closes_nothing()
    {
        await using var books = new Books();
        await books.PushAsync("ci/web", "a.sarif", Sarif(true, "CKV_1", "CKV_2"));
        Assert.Equal(0, (await books.PushAsync("ci/web", "a.sarif", Sarif(false, "CKV_1"))).Closed);
        Assert.Equal(["CKV_1 Open", "CKV_2 Open"], (await books.NowAsync()).Findings.Select(static f => $"{f.Finding.Id} {f.State}"));
        Assert.Equal(1, (await books.PushAsync("ci/web", "a.sarif", Sarif(true, "CKV_1"))).Closed);

        static string Sarif(bool succeeded, params string[] rules) =>
            """{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Checkov"}}, "invocations": [{"executionSuccessful": SUCCEEDED}], "results": [RESULTS]}]}"""
                .Replace("SUCCEEDED", succeeded ? "true" : "false", StringComparison.Ordinal)
                .Replace("RESULTS", string.Join(',', rules.Select(static r => """{"ruleId": "ID", "locations": [{"physicalLocation": {"artifactLocation": {"uri": "main.tf"}, "region": {"startLine": 3}}}]}""".Replace("ID", r, StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_is_attached_to_all_that_run_it()
    {
        await using var books = new Books();
        await books.Yard.PushAsync("kubernetes/prod", "apps/v1/deployments", F("""
            {"apiVersion": "v1", "kind": "List", "items": [
              {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "web", "namespace": "shop"}, "spec": {"template": {"spec": {"containers": [{"name": "web", "image": "IMAGE:1.4"}]}}}},
              {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {"name": "moved", "namespace": "shop"}, "spec": {"template": {"spec": {"containers": [{"name": "web", "image": "IMAGE:1.4"}]}}}},
              {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "bare", "namespace": "shop"}, "spec": {"jobTemplate": {"spec": {"template": {"spec": {"containers": [{"name": "web", "image": "IMAGE:1.4"}]}}}}}},
              {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "lone", "namespace": "shop"}, "spec": {"containers": [{"name": "a", "image": "IMAGE:1.4"}]}, "status": {"containerStatuses": [{"name": "a", "image": "IMAGE:1.4", "imageID": "IMAGE@OLD"}]}}]}
            """));
        await books.Yard.PushAsync("kubernetes/prod", "images", F("""
            {"apiVersion": "v1", "kind": "List", "items": [
              {"apiVersion": "turnpike/v1", "kind": "Image", "metadata": {"name": "WEB"}, "spec": {"references": ["IMAGE:1.4"], "repositories": ["IMAGE"], "used_by": ["shop/Deployment/web"]}},
              {"apiVersion": "turnpike/v1", "kind": "Image", "metadata": {"name": "OLD"}, "spec": {"references": ["IMAGE:1.4"], "repositories": ["IMAGE"], "used_by": ["shop/Deployment/moved"]}}]}
            """));
        await books.Yard.PushAsync("prod/shop", "terraform.tfstate", StateFile.Of(
            ("aws_ecs_task_definition.web", $$"""{"id":"web","container_definitions":"[{\"name\":\"web\",\"image\":\"{{Image}}@{{Web}}\",\"environment\":[]}]"}"""),
            ("aws_lambda_function.web", $$"""{"id":"web-fn","package_type":"Image","image_uri":"{{Image}}:1.4"}"""),
            ("aws_ecr_repository.web", $$"""{"id":"shop/web","repository_url":"{{Image}}"}"""),
            ("aws_lambda_function.hashed", """{"id":"hashed","package_type":"Image","code_sha256":"HEX"}""".Replace("HEX", Web[7..], StringComparison.Ordinal)),
            ("aws_lambda_function.other", """{"id":"other","package_type":"Image","image_uri":"registry.example.com/shop/other:1.4"}""")));
        await books.PushAsync("ci/web", "trivy.json", Trivy(Web, ("CVE-2026-0001", "openssl", "HIGH")));
        await books.PushAsync("ci/web", "nowhere.json", Trivy(Web.Replace('a', 'c'), ("CVE-2026-0001", "openssl", "HIGH")).Replace(Image, "registry.example.com/gone", StringComparison.Ordinal));

        var now = await books.NowAsync();
        Assert.Equal(
            [
                "Deployment/shop/web Digest", "aws_ecs_task_definition.web Digest", "aws_lambda_function.hashed Digest",
                "CronJob/shop/bare Tag", "aws_lambda_function.web Tag", "aws_ecr_repository.web Repository",
            ],
            now.Things[1].Uses.OrderBy(static u => u.Link).Select(static u => $"{u.Resource.Key.Address} {u.Link}"));
        Assert.Equal([("registry.example.com/gone:1.4", false), (Image + ":1.4", true)], now.Things.Select(static t => (t.Name, t.IsAttached)));
        Assert.Single(now.On(now.Estate.FindAny("Deployment/shop/web").Single()));
        Assert.Empty(now.On(now.Estate.FindAny("Deployment/shop/moved").Single()));
        Assert.Empty(now.On(now.Estate.FindAny("Pod/shop/lone").Single()));

        // What comes into the estate later is found without the report being pushed again.
        await books.Yard.PushAsync("prod/late", "terraform.tfstate", StateFile.Of(("aws_lambda_function.late", $$"""{"id":"late","image_uri":"{{Image}}@{{Web}}"}""")));
        now = await books.NowAsync();
        Assert.Single(now.On(now.Estate.FindAny("aws_lambda_function.late").Single()));
    }

    [Fact]
    public async Task Findings_of_code_are_attached_by_address_file_and_arn()
    {
        await using var books = new Books();
        await books.Yard.PushAsync("shop/infra/prod", "terraform.tfstate", StateFile.Of(
            ("aws_s3_bucket.logs", """{"id":"shop-logs","arn":"arn:aws:s3:::shop-logs","bucket":"shop-logs"}"""),
            ("aws_vpc.main", """{"id":"vpc-00000001"}""")));
        await books.Yard.PushAsync("shop", "k8s/web.yaml", """
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: shop}
            """);
        await books.PushAsync("shop", "checks.sarif", """
            {"version": "2.1.0", "runs": [
              {"tool": {"driver": {"name": "tfsec"}}, "results": [
                {"ruleId": "by-address", "locations": [{"physicalLocation": {"artifactLocation": {"uri": "infra/prod/main.tf"}, "region": {"startLine": 3}}, "logicalLocations": [{"fullyQualifiedName": "aws_s3_bucket.logs"}]}]},
                {"ruleId": "by-file", "locations": [{"physicalLocation": {"artifactLocation": {"uri": "k8s/web.yaml"}}}]},
                {"ruleId": "nowhere", "locations": [{"physicalLocation": {"artifactLocation": {"uri": "infra/stage/main.tf"}}, "logicalLocations": [{"fullyQualifiedName": "aws_s3_bucket.logs"}]}]}]},
              {"tool": {"driver": {"name": "Prowler"}}, "results": [{"ruleId": "by-arn", "locations": [{"logicalLocations": [{"fullyQualifiedName": "arn:aws:s3:::shop-logs"}]}]}, {"ruleId": "by-id", "properties": {"resource_id": "vpc-00000001"}}]}]}
            """);

        Assert.Equal(
            [
                "by-address: aws_s3_bucket.logs Address", "by-arn: aws_s3_bucket.logs Identifier", "by-file: Service/shop/web File", "by-id: aws_vpc.main Identifier", "nowhere: ",
            ],
            (await books.NowAsync()).Findings.Select(static f => $"{f.Finding.Id}: {string.Join(", ", f.Uses.Select(static u => $"{u.Resource.Key.Address} {u.Link}"))}"));
    }

    [Fact]
    public async Task Components_tell_where_they_run_and_statements_take_findings_out()
    {
        await using var books = new Books();
        await books.Yard.PushAsync("prod/shop", "terraform.tfstate", StateFile.Of(("aws_lambda_function.web", $$"""{"id":"web-fn","image_uri":"{{Image}}@{{Web}}"}""")));
        await books.PushAsync("ci/web", "trivy.json", Trivy(Web, ("CVE-2021-44228", "log4j-core", "CRITICAL")));
        var bom = F("""
            {"bomFormat": "CycloneDX", "specVersion": "1.6", "metadata": {"component": {"type": "container", "name": "IMAGE", "version": "WEB"}},
             "components": [{"bom-ref": "a", "name": "log4j-core", "version": "1", "purl": "pkg:generic/log4j-core@1"}],
             "vulnerabilities": [{"id": "CVE-2021-44228", "analysis": {"state": "not_affected", "justification": "code_not_reachable"}, "affects": [{"ref": "a"}]}]}
            """);
        await books.PushAsync("ci/web", "bom.json", bom);

        var now = await books.NowAsync();
        Assert.Equal([(ScanFindingState.Accepted, "not_affected: code_not_reachable")], now.Findings.Select(static f => (f.State, f.Why!)));
        Assert.Equal(["log4j-core in aws_lambda_function.web"], now.Components("LOG4J", "1").Select(static c => $"{c.Package.Name[12..]} in {c.Thing.Uses.Single().Resource.Key.Address}"));
        Assert.Empty(now.Components("log4j", "2.14"));
        Assert.Equal(Image + ":1.4", Assert.Single(now.Things).Name);

        Assert.Null((await books.Remove.RunAsync("ada", "ci/web", "bom.json", "It was wrong.", TestContext.Current.CancellationToken)).Code);
        Assert.Equal([ScanFindingState.Open], (await books.NowAsync()).Findings.Select(static f => f.State));
        Assert.Equal("not-found", (await books.Remove.RunAsync("ada", "ci/web", "bom.json", "Again.", TestContext.Current.CancellationToken)).Code);
    }

    [Fact]
    public async Task No_secret_that_a_tool_quotes_reaches_the_books()
    {
        await using var books = new Books();
        await books.PushAsync("ci/web", "trivy.json", """
            {"SchemaVersion": 2, "ArtifactName": ".", "ArtifactType": "repository", "Results": [{"Target": "config.py", "Class": "secret", "Secrets": [
              {"RuleID": "aws-access-key-id", "Severity": "CRITICAL", "Title": "AWS key", "StartLine": 7, "Match": "key = AKIAHUNTER2", "Code": {"Lines": [{"Content": "AKIAHUNTER2"}]}}]}]}
            """);
        await books.PushAsync("ci/web", "leaks.sarif", """{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "gitleaks"}}, "results": [{"ruleId": "aws", "message": {"text": "AKIAHUNTER2"}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": "config.py"}, "region": {"startLine": 7, "snippet": {"text": "AKIAHUNTER2"}}}}]}]}]}""");

        Assert.Equal(2, (await books.NowAsync()).Findings.Count(static f => f.Finding.Class == FindingClass.Secret));
        await foreach (var info in books.Yard.Attachments.ListAsync(TestContext.Current.CancellationToken))
        {
            var content = (await books.Yard.Attachments.FindAsync(info.Hash, TestContext.Current.CancellationToken))!.Content;
            Assert.DoesNotContain("HUNTER2", Encoding.UTF8.GetString(content.Span), StringComparison.Ordinal);
        }

        await foreach (var entry in books.Yard.Ledger.ReadAsync(0, TestContext.Current.CancellationToken))
        {
            Assert.DoesNotContain("HUNTER2", Encoding.UTF8.GetString(entry.Data.Span), StringComparison.Ordinal);
        }
    }

    private static string F(string text) => text.Replace("IMAGE", Image, StringComparison.Ordinal).Replace("WEB", Web, StringComparison.Ordinal).Replace("OLD", Old, StringComparison.Ordinal);

    private static string Trivy(string digest, params (string Id, string Package, string Severity)[] found) => F("""
        {"SchemaVersion": 2, "ArtifactName": "IMAGE:1.4", "ArtifactType": "container_image", "Metadata": {"RepoTags": ["IMAGE:1.4"], "RepoDigests": ["IMAGE@DIGEST"]},
         "Results": [{"Target": "os", "Class": "os-pkgs", "Vulnerabilities": [FOUND]}]}
        """)
        .Replace("DIGEST", digest, StringComparison.Ordinal)
        .Replace("FOUND", string.Join(',', found.Select(static f => $$"""{"VulnerabilityID": "{{f.Id}}", "PkgName": "{{f.Package}}", "PkgIdentifier": {"PURL": "pkg:generic/{{f.Package}}@1"}, "InstalledVersion": "1", "FixedVersion": "2", "Severity": "{{f.Severity}}"}""")), StringComparison.Ordinal);

    private static string Grype(string digest, params string[] found) => F("""
        {"matches": [FOUND],
         "source": {"type": "image", "target": {"userInput": "IMAGE:1.4", "repoDigests": ["IMAGE@DIGEST"]}}, "descriptor": {"name": "grype", "version": "0.80.0"}}
        """)
        .Replace("DIGEST", digest, StringComparison.Ordinal)
        .Replace("FOUND", string.Join(',', found.Select(static f => """{"vulnerability": {"id": "ID", "severity": "Low"}, "artifact": {"name": "openssl", "version": "1", "purl": "pkg:generic/openssl@1"}}""".Replace("ID", f, StringComparison.Ordinal))), StringComparison.Ordinal);

    /// <summary>A yard that receives scans too.</summary>
    private sealed class Books : IAsyncDisposable
    {
        private readonly ProjectionFollower _follower;
        private readonly ScanProjection _scans = new();
        private readonly ScanEstate _estate;
        private readonly ReceiveScan _receive;
        private readonly DateTimeOffset _start;

        public Books(Yard? yard = null)
        {
            Yard = yard ?? new Yard();
            _start = Yard.Clock.GetUtcNow();
            _follower = new ProjectionFollower(Yard.Ledger, [Yard.Inventory, _scans]);
            var store = new ScanStore(Yard.Attachments);
            _receive = new ReceiveScan(_follower, _scans, store, Yard.Key, Yard.Clock);
            _estate = new ScanEstate(Yard.Inventory, _scans, store);
            Remove = new RemoveScan(_follower, _scans);
        }

        public Yard Yard { get; }

        public RemoveScan Remove { get; }

        public async Task<ScanReceipt> PushAsync(string scope, string name, string content) =>
            Assert.IsType<ScanOutcome.Received>(await _receive.RunAsync("ada", new SourcePush(scope, name, Encoding.UTF8.GetBytes(content)), TestContext.Current.CancellationToken)).Reports[0];

        public Task<ScannedEstate> NowAsync() => _estate.AtAsync(TestContext.Current.CancellationToken);

        /// <summary>Others that know nothing but what the stores hold.</summary>
        public async Task<Books> RebuiltAsync()
        {
            var books = new Books(Yard);
            await books._follower.CatchUpAsync(TestContext.Current.CancellationToken);
            return books;
        }

        public string Text(ScanFinding f) => $"{f.Finding.Id} {f.State} since {Day(f.FirstSeen)}, seen {Day(f.LastSeen)}{(f.ClosedAt is { } closed ? ", closed " + Day(closed) : "")}";

        public async ValueTask DisposeAsync()
        {
            _follower.Dispose();
            _estate.Dispose();
            await Yard.DisposeAsync();
        }

        private string Day(DateTimeOffset at) => string.Create(CultureInfo.InvariantCulture, $"day {Math.Round((at - Yard.Clock.GetUtcNow()).TotalDays) + Math.Round((Yard.Clock.GetUtcNow() - _start).TotalDays)}");
    }
}
