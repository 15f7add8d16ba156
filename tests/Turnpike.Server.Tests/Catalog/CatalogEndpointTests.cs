using System.Net;
using System.Net.Http.Json;
using System.Text;
using Turnpike.Catalog.Parts;
using Turnpike.Governance.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Catalog;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Catalog;

/// <summary>Services and teams over HTTP, on a real node.</summary>
public class CatalogEndpointTests
{
    private const string Web = """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata:
          name: web
          title: Web shop
        spec:
          type: service
          lifecycle: production
          owner: payments
          dependsOn: [resource:orders]
        """;

    private const string Orders = """{"apiVersion":"backstage.io/v1alpha1","kind":"Resource","metadata":{"name":"orders"},"spec":{"type":"database","owner":"data"}}""";

    private const string State = """
        {"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"q","outputs":{},"resources":[
        {"mode":"managed","type":"aws_db_instance","name":"orders","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"orders-db","name":"orders","arn":"arn:aws:rds:eu-west-1:123456789012:db:orders"},"sensitive_attributes":[]}]},
        {"mode":"managed","type":"aws_s3_bucket","name":"logs","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"acme-logs","bucket":"acme-logs","tags":{"team":"@acme/platform"}},"sensitive_attributes":[]}]},
        {"mode":"managed","type":"aws_lambda_function","name":"web","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"web-fn","database_arn":"arn:aws:rds:eu-west-1:123456789012:db:orders","tags":{"app":"web"}},"sensitive_attributes":[]}]}]}
        """;

    [Fact]
    public async Task A_service_is_made_shown_exported_and_taken_out()
    {
        await using var node = await TestNode.StartAsync();
        using var ci = await node.PipelineAsync();
        using var operators = await node.ClientAsync(Role.Operator);
        using var viewer = await node.ClientAsync(Role.Viewer);
        (await ci.PostAsync("api/v1/sources?scope=prod/shop&name=terraform.tfstate", Body(State), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.PutAsync("api/v1/catalog/entities/component/default/web", Body(Web, "application/yaml"), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await operators.PutAsync("api/v1/catalog/entities/component/default/web", Body(Web, "application/yaml"), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await operators.PutAsync("api/v1/catalog/entities/component/default/other", Body(Web, "application/yaml"), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await operators.PutAsync("api/v1/catalog/entities/component/default/web", Body("[]"), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(["spec.dependsOn resource:default/orders is not in the catalog", "spec.owner group:default/payments is not in the catalog"], (await ProblemsAsync(viewer)).Faults.Select(static f => $"{f.Path} {f.Says}").Order(StringComparer.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await operators.PutAsync("api/v1/catalog/entities/resource/default/orders", Body(Orders), TestContext.Current.CancellationToken)).StatusCode);

        var listed = (await viewer.GetFromJsonAsync<Page<EntityResource>>("api/v1/catalog/entities?kind=component", ApiJson.Options, TestContext.Current.CancellationToken))!;
        var web = Assert.Single(listed.Items);
        Assert.Equal(("component:default/web", "Web shop", "group:default/payments", true, 1), (web.Ref, web.Title, web.Owner, web.IsOwn, web.Resources));
        var detail = (await viewer.GetFromJsonAsync<EntityDetailResource>("api/v1/catalog/entities/Component/default/WEB", ApiJson.Options, TestContext.Current.CancellationToken))!;
        Assert.Equal(("resource:default/orders", DependencyKnown.Both), (detail.Dependencies[0].Target, detail.Dependencies[0].Known));
        var parts = (await viewer.GetFromJsonAsync<Page<EntityPartResource>>("api/v1/catalog/entities/resource/default/orders/resources", ApiJson.Options, TestContext.Current.CancellationToken))!;
        Assert.Equal("prod/shop//aws_db_instance.orders", Assert.Single(parts.Items).Key);

        var teams = (await viewer.GetFromJsonAsync<Page<CatalogTeamResource>>("api/v1/catalog/teams", ApiJson.Options, TestContext.Current.CancellationToken))!;
        Assert.Equal(["data 1 1", "payments 1 1", "platform 0 1"], teams.Items.Select(static t => $"{t.Name} {t.Owns.Count} {t.Resources}"));

        var exported = await viewer.GetStringAsync("api/v1/catalog/export?resources=true", TestContext.Current.CancellationToken);
        Assert.Contains("  title: Web shop\n", exported, StringComparison.Ordinal);
        Assert.Contains("    turnpike/key: prod/shop//aws_s3_bucket.logs\n", exported, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await operators.DeleteAsync("api/v1/catalog/entities/component/default/web", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await operators.DeleteAsync("api/v1/catalog/entities/component/default/web?reason=gone", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await viewer.GetAsync("api/v1/catalog/entities/component/default/web", TestContext.Current.CancellationToken)).StatusCode);
    }

    private static async Task<CatalogProblemsResource> ProblemsAsync(HttpClient client) =>
        (await client.GetFromJsonAsync<CatalogProblemsResource>("api/v1/catalog/problems", ApiJson.Options, TestContext.Current.CancellationToken))!;

    private static StringContent Body(string text, string type = "application/json") => new(text, Encoding.UTF8, type);
}
