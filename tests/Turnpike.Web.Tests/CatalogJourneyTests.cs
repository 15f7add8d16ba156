using System.Text;
using Microsoft.Playwright;
using Turnpike.Governance.Access;
using Turnpike.Inventory.Ownership;
using Turnpike.Web.Tests.Samples;
using Turnpike.Web.Tests.Worlds;

namespace Turnpike.Web.Tests;

/// <summary>From what nobody owns to a team, and from a service to what it is made of.</summary>
public class CatalogJourneyTests(Browsers browsers)
{
    private const string State = """
        {"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"q","outputs":{},"resources":[
        {"mode":"managed","type":"aws_db_instance","name":"orders","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"orders-db","name":"orders","arn":"arn:aws:rds:eu-west-1:123456789012:db:orders"},"sensitive_attributes":[]}]},
        {"mode":"managed","type":"aws_lambda_function","name":"web","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"web-fn","database_arn":"arn:aws:rds:eu-west-1:123456789012:db:orders","tags":{"app":"web"}},"sensitive_attributes":[]}]},
        {"mode":"managed","type":"aws_sqs_queue","name":"in","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"queue-1","name":"invoices-in","tags":{"team":"billing"}},"sensitive_attributes":[]}]},
        {"mode":"managed","type":"aws_sqs_queue","name":"out","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"queue-2","name":"invoices-out","tags":{"team":"billing"}},"sensitive_attributes":[]}]},
        {"mode":"managed","type":"aws_sqs_queue","name":"dead","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"queue-3","name":"invoices-dead"},"sensitive_attributes":[]}]},
        {"mode":"managed","type":"aws_s3_bucket","name":"parcels","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"attributes":{"id":"parcels-archive"},"sensitive_attributes":[]}]}]}
        """;

    [Theory]
    [InlineData(1440, false)]
    [InlineData(360, true)]
    public async Task What_nobody_owns_is_given_to_a_team_and_a_service_shows_what_it_is_made_of(int width, bool dark)
    {
        await using var journey = await Journey.StartAsync(browsers);
        await using var tab = await journey.SignInAsync(Role.Operator, width, dark);
        var page = tab.Page;
        await LookAsync(tab, "/catalog", $"catalog-none-{width}");
        await LookAsync(tab, "/estate/ownership", $"ownership-none-{width}");
        await journey.PushStateAsync("shop/prod", "terraform.tfstate", Encoding.UTF8.GetBytes(State));
        await journey.PushStateAsync("network/prod", "network.tfstate", Repository.Read("samples/kestrel/state/network.tfstate"));
        await journey.PushStateAsync("code/example.com/shop", "repository", Described.Repository);
        await journey.PushStateAsync("code/example.com/zebra", "repository", Described.Other);

        await LookAsync(tab, "/estate/ownership", $"ownership-{width}");
        await page.GetByLabel("Address or name").FillAsync("queue");
        await Assertions.Expect(page.Locator("#unowned li")).ToHaveCountAsync(1);
        await page.GetByLabel("Accept billing for shop/prod//aws_sqs_queue.dead").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept what is ticked" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).Filter(new() { HasText = "The owners are accepted." })).ToBeVisibleAsync();
        Assert.Contains(journey.Node.Get<OwnershipProjection>().Corrections, static c => c is { Match: "shop/prod//aws_sqs_queue.dead", Value: "billing" });
        await LookAsync(tab, "/estate/ownership?done=owners-accepted", $"ownership-after-{width}");
        var takeBack = page.GetByRole(AriaRole.Button, new() { Name = "Take back what was said of shop/prod//aws_sqs_queue.dead: Owner" });
        await takeBack.ClickAsync();
        await Assertions.Expect(takeBack).ToHaveCountAsync(0);
        Assert.Empty(journey.Node.Get<OwnershipProjection>().Corrections);

        await LookAsync(tab, "/catalog?kind=all", $"catalog-{width}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Web shop" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Declared and seen")).ToBeVisibleAsync();
        await LookAsync(tab, "/catalog/entity?ref=component:web", $"service-{width}");
        await LookAsync(tab, "/catalog/teams", $"teams-{width}");
        await LookAsync(tab, "/catalog/teams/shop", $"team-{width}");
        await LookAsync(tab, "/catalog/problems", $"catalog-problems-{width}");
        await LookAsync(tab, "/estate/resource?key=shop%2Fprod%2F%2Faws_lambda_function.web", $"resource-owner-{width}");
    }

    private static async Task LookAsync(Tab tab, string path, string name)
    {
        await tab.GoAsync(path);
        await tab.ShootAsync(name);
        Assert.Empty(await tab.AxeAsync());
        Assert.Empty(await tab.NamelessAsync());
        Assert.True(await tab.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{path} is wider than the screen");
        Assert.Equal(0, await tab.Page.EvaluateAsync<int>("window.__pwned ?? 0"));
        Assert.InRange(await tab.ShiftAsync(), 0, 0.02);
        Assert.InRange(tab.Weight, 1, 300_000);
    }
}
