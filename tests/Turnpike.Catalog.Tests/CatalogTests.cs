using System.Text;
using Turnpike.Catalog.Export;
using Turnpike.Catalog.Model;
using Turnpike.Catalog.Parts;
using Turnpike.Catalog.Teams;
using Turnpike.Formats.Backstage;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Catalog.Tests;

/// <summary>Services and teams, out of what repositories say and what the estate shows.</summary>
public class CatalogTests
{
    private const string Shop = """
        {"apiVersion":"v1","kind":"List","items":[
          {"apiVersion":"turnpike/v1","kind":"Repository","metadata":{"name":"github.com/acme/shop"},"spec":{}},
          {"apiVersion":"backstage.io/v1alpha1","kind":"Component","metadata":{"name":"web","title":"Web shop","annotations":{"turnpike/place":"web/catalog-info.yaml:1"}},
            "spec":{"type":"service","lifecycle":"production","owner":"payments","system":"shop","consumesApis":["orders-api"],"dependsOn":["resource:default/assets","component:mail"]}},
          {"apiVersion":"backstage.io/v1alpha1","kind":"Component","metadata":{"name":"orders","annotations":{"turnpike/place":"orders/catalog-info.yaml:1"}},
            "spec":{"type":"service","lifecycle":"production","owner":"user:ada","system":"shop","providesApis":["orders-api"]}},
          {"apiVersion":"backstage.io/v1alpha1","kind":"API","metadata":{"name":"orders-api","annotations":{"turnpike/place":"orders/catalog-info.yaml:9"}},"spec":{"type":"openapi","lifecycle":"production","owner":"payments","definition":"openapi: 3"}},
          {"apiVersion":"backstage.io/v1alpha1","kind":"System","metadata":{"name":"shop","annotations":{"turnpike/place":"catalog-info.yaml:1"}},"spec":{"owner":"payments"}},
          {"apiVersion":"backstage.io/v1alpha1","kind":"Resource","metadata":{"name":"assets","annotations":{"turnpike/place":"catalog-info.yaml:9"}},"spec":{"type":"bucket","owner":"payments"}},
          {"apiVersion":"backstage.io/v1alpha1","kind":"Group","metadata":{"name":"payments","annotations":{"turnpike/place":"teams.yaml:1","turnpike/also-at":"old/teams.yaml:4"}},"spec":{"type":"team","children":[],"members":["bob"],"profile":{"email":"pay@acme.example"}}},
          {"apiVersion":"backstage.io/v1alpha1","kind":"User","metadata":{"name":"ada","annotations":{"turnpike/place":"teams.yaml:9"}},"spec":{"memberOf":["payments"]}}]}
        """;

    private const string State = """
        {"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"n","outputs":{},"resources":[
        {"mode":"managed","type":"aws_lambda_function","name":"web","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"web-fn","tags":{"service":"web"},"queue_arn":"arn:aws:sqs:eu-west-1:1:orders","bucket_arn":"arn:aws:s3:::assets"},"sensitive_attributes":[],"dependencies":["aws_sqs_queue.orders","aws_s3_bucket.assets"]}]},
        {"mode":"managed","type":"aws_sqs_queue","name":"orders","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"https://sqs/orders","name":"Orders In","arn":"arn:aws:sqs:eu-west-1:1:orders","tags":{"app":"orders"}},"sensitive_attributes":[]}]},
        {"mode":"managed","type":"aws_s3_bucket","name":"assets","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"assets","name":"assets","arn":"arn:aws:s3:::assets"},"sensitive_attributes":[]}]},
        {"mode":"managed","type":"aws_s3_bucket","name":"logs","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"logs","tags":{"team":"web"}},"sensitive_attributes":[]}]}]}
        """;

    [Fact]
    public async Task Entities_are_related_from_both_ends_and_what_is_wrong_is_said_with_its_place()
    {
        await using var estates = new Estates();
        await estates.PushAsync("code/github.com/acme/shop", "repository", Shop);
        await estates.PushAsync("code/github.com/acme/legacy", "repository", """
            {"apiVersion":"v1","kind":"List","items":[
              {"apiVersion":"backstage.io/v1alpha1","kind":"Component","metadata":{"name":"Orders","annotations":{"turnpike/place":"catalog.yaml:1"}},"spec":{"type":"service","lifecycle":"deprecated","owner":"legacy"}},
              {"apiVersion":"backstage.io/v1alpha1","kind":"Component","metadata":{"name":"no_-name","labels":{"a b":"c d"},"tags":["Bad"],"annotations":{"turnpike/place":"catalog.yaml:9"}},"spec":{"type":"service","owner":"no_-name/x/y"}}]}
            """);

        var catalog = await estates.ReadAsync();
        Assert.Equal(
            ["apiConsumedBy component:default/web", "ownedBy group:default/payments"],
            Relations(catalog, "orders-api"));
        Assert.Equal(["hasMember user:default/ada", "hasMember user:default/bob", "ownerOf api:default/orders-api", "ownerOf component:default/web", "ownerOf resource:default/assets", "ownerOf system:default/shop"], Relations(catalog, "payments"));
        Assert.Equal("user:default/ada", catalog.Find(new("user", "default", "ADA"))!.Reference.ToString());

        // Of two the repository that comes first by name counts.
        Assert.Equal("deprecated", catalog.FindAny("component:orders")!.Lifecycle);
        Assert.Equal(
            ["component:default/Orders: catalog.yaml:1 of github.com/acme/legacy | orders/catalog-info.yaml:1 of github.com/acme/shop", "group:default/payments: teams.yaml:1 of github.com/acme/shop | old/teams.yaml:4 of github.com/acme/shop"],
            catalog.Conflicts.Select(static c => $"{c.Reference}: {string.Join(" | ", c.Places)}"));
        Assert.Equal(
            [
                "component:default/no_-name metadata.labels[\"a b\"]: a b is no key of labels",
                "component:default/no_-name metadata.labels[\"a b\"]: c d is no value of a label",
                "component:default/no_-name metadata.name: no_-name is no name",
                "component:default/no_-name metadata.tags[0]: Bad is no tag",
                "component:default/no_-name spec.owner: no_-name/x/y refers to no entity",
                "component:default/no_-name spec: a Component has no spec.lifecycle",
                "component:default/Orders spec.owner: group:default/legacy is not in the catalog",
                "component:default/web spec.dependsOn: component:default/mail is not in the catalog",
                "group:default/payments spec.members: user:default/bob is not in the catalog",
            ],
            catalog.Faults.Select(static f => $"{f.Reference} {f.Path}: {f.Says}").Order(StringComparer.Ordinal).OrderBy(static s => s, StringComparer.OrdinalIgnoreCase));
        Assert.All(catalog.Faults, static f => Assert.Matches(@":\d+ of ", f.Place));
    }

    [Fact]
    public async Task A_service_is_what_belongs_to_it_and_depends_on_what_is_said_and_on_what_is_seen()
    {
        await using var estates = new Estates();
        await estates.PushAsync("code/github.com/acme/shop", "repository", Shop);
        await estates.PushAsync("prod/shop", "terraform.tfstate", State);

        var catalog = await estates.ReadAsync();
        var web = ServiceParts.Of(catalog, catalog.FindAny("component:web")!);
        Assert.Equal(["prod/shop//aws_lambda_function.web: the tag service is web"], web.Parts.Select(static p => $"{p.Resource.Row.Key}: {p.How}"));
        Assert.Equal(
            ["component:default/mail Declared 0", "component:default/orders Both 1", "resource:default/assets Both 1"],
            web.Dependencies.Select(static d => $"{d.Target} {d.Known} {d.Relations}").Order(StringComparer.Ordinal));
        Assert.Equal("prod/shop//aws_sqs_queue.orders", web.Dependencies.Single(static d => d.Target.Name == "orders").Shown[0].To.Key.ToString());

        var payments = CatalogTeam.All(catalog, estates.People, TestContext.Current.CancellationToken).Single(static t => t.Name == "payments");
        Assert.Equal(("ada bob", 2, "pay@acme.example"), (string.Join(' ', payments.Members), payments.Resources, payments.Contact));
        Assert.Equal(["api:default/orders-api", "component:default/web", "resource:default/assets", "system:default/shop"], payments.Owns.Select(static o => o.Reference.ToString()));
    }

    [Fact]
    public async Task What_is_exported_reads_back_as_the_same_and_what_is_owned_can_go_with_it()
    {
        await using var estates = new Estates();
        await estates.PushAsync("code/github.com/acme/shop", "repository", Shop);
        await estates.PushAsync("prod/shop", "terraform.tfstate", State);
        var catalog = await estates.ReadAsync();

        var written = CatalogWriter.Write(ExportCatalog.Entities(catalog, null).Concat(ExportCatalog.Resources(catalog)));
        var diagnostics = new DiagnosticBag();
        var read = CatalogFile.Read(new SourceText("catalog-info.yaml", Encoding.UTF8.GetBytes(written)), diagnostics);
        Assert.Empty(diagnostics);
        Assert.All(read.Entities, static e => Assert.Empty(EntityCheck.Faults(e.Content)));
        Assert.DoesNotContain("turnpike/place", written, StringComparison.Ordinal);
        foreach (var item in catalog.Items)
        {
            Assert.Equal(JsonText.Redacted(item.Written()), JsonText.Redacted(read.Entities.Single(e => e.Reference == item.Reference).Content));
        }

        Assert.Equal(
            ["Orders-In queue ada component:default/orders", "logs bucket web "],
            read.Entities.Where(static e => e.Content.Get("metadata") is ObjectValue m && m.Get("annotations") is ObjectValue a && a.Get("turnpike/key") is not null)
                .Select(static e => $"{e.Reference.Name} {Text(e, "type")} {Text(e, "owner")} {((e.Content.Get("spec") as ObjectValue)?.Get("dependencyOf") as ArrayValue)?[0].ToString()?.Trim('"')}").Order(StringComparer.Ordinal));

        static string? Text(CatalogEntity entity, string member) => ((entity.Content.Get("spec") as ObjectValue)?.Get(member) as StringValue)?.Value;
    }

    [Fact]
    public async Task What_is_made_in_Turnpike_is_an_entity_like_others_and_changed_only_there()
    {
        await using var estates = new Estates();
        await estates.PushAsync("code/github.com/acme/shop", "repository", Shop);
        var refused = await estates.Define.RunAsync("ada", Entity("""{"apiVersion":"backstage.io/v1alpha1","kind":"Component","metadata":{"name":"mail"},"spec":{"type":"service"}}"""), TestContext.Current.CancellationToken);
        Assert.Equal(("entity-invalid", true), (refused.Refusal?.Code, refused.Refusal?.Message.Contains("spec.lifecycle", StringComparison.Ordinal)));
        Assert.Equal("entity-elsewhere", (await estates.Define.RunAsync("ada", Entity("""{"apiVersion":"backstage.io/v1alpha1","kind":"System","metadata":{"name":"Shop"},"spec":{"owner":"x"}}"""), TestContext.Current.CancellationToken)).Refusal?.Code);

        var made = await estates.Define.RunAsync("ada", Entity("""{"apiVersion":"backstage.io/v1alpha1","kind":"Component","metadata":{"name":"mail"},"spec":{"type":"service","lifecycle":"production","owner":"payments"}}"""), TestContext.Current.CancellationToken);
        Assert.Equal(("mail", true, "Turnpike"), (made.Value?.Title, made.Value?.IsOwn, made.Value?.Place));
        Assert.Contains("dependencyOf component:default/web", Relations(await estates.ReadAsync(), "mail"));
        Assert.Equal(0, (await estates.ReadAsync()).Ownership.Estate.Count);

        Assert.Equal("entity-elsewhere", (await estates.Define.RemoveAsync("ada", new("Component", "default", "web"), "Gone.", TestContext.Current.CancellationToken))?.Code);
        Assert.Equal("reason-missing", (await estates.Define.RemoveAsync("ada", new("Component", "default", "mail"), "", TestContext.Current.CancellationToken))?.Code);
        Assert.Null(await estates.Define.RemoveAsync("ada", new("Component", "default", "mail"), "Gone.", TestContext.Current.CancellationToken));
        Assert.Null((await estates.ReadAsync()).FindAny("mail"));
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("1.0")]
    [InlineData("a: b")]
    [InlineData("a #b")]
    [InlineData(" lead")]
    [InlineData("- item")]
    [InlineData("line\nline\ttab \"quoted\" \\ back\u0085\u2028")]
    [InlineData("null")]
    [InlineData("2026-01-01")]
    [InlineData("{{ x }}")]
    [InlineData("käse ✓")]
    [InlineData("")]
    public void Any_text_is_written_so_that_it_reads_back(string text)
    {
        var entity = (ObjectValue)Value.Object(
            ("apiVersion", Value.Of("backstage.io/v1alpha1")), ("kind", Value.Of("Component")), ("metadata", Value.Object(("name", Value.Of("x")), ("description", Value.Of(text)))),
            ("spec", Value.Object((text.Length == 0 ? "k" : text, ArrayValue.Create([Value.Of(text), Value.Object(("a", Value.Of(text)), ("b", ArrayValue.Create([]))), ArrayValue.Create([Value.Of(text)])])))));
        var diagnostics = new DiagnosticBag();
        var read = CatalogFile.Read(new SourceText("x.yaml", Encoding.UTF8.GetBytes(CatalogWriter.Write([entity]))), diagnostics);
        Assert.Empty(diagnostics);
        Assert.Equal(JsonText.Redacted(entity), JsonText.Redacted(Assert.Single(read.Entities).Content));
    }

    private static ObjectValue Entity(string json) => (ObjectValue)JsonReader.Read(new SourceText("x", Encoding.UTF8.GetBytes(json)), [])!;

    private static IEnumerable<string> Relations(CatalogModel catalog, string name) => catalog.FindAny(name)!.Relations.Select(static r => $"{r.Type} {r.Target}");
}
