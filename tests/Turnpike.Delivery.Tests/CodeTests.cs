using System.Text;
using System.Text.Json.Nodes;
using Turnpike.Delivery.Changes;
using Turnpike.Delivery.Diffs;
using Turnpike.Gate;
using Turnpike.Gate.Findings;

namespace Turnpike.Delivery.Tests;

/// <summary>Code that is sent before anybody planned it.</summary>
public class CodeTests
{
    private const string Scope = "shop/production";

    private const string Main = """
        resource "aws_s3_bucket" "logs" {
          bucket = "shop-logs"
          tags   = { owner = "dev" }
        }
        resource "aws_s3_bucket" "same" {
          bucket = "shop-same"
          tags   = { owner = "ops" }
        }
        resource "aws_s3_bucket" "fresh" {
          bucket = "shop-fresh"
        }
        resource "aws_s3_bucket_policy" "logs" {
          bucket = aws_s3_bucket.logs.id
          policy = jsonencode({ Statement = [], Version = "2012-10-17" })
        }
        """;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_stands_in_code_that_was_carried_out_is_no_fault_of_the_next_change()
    {
        const string Secret = "provider \"aws\" {\n  region     = \"eu-west-1\"\n  access_key = \"AKIAIOSFODNN7EXAMPLE\"\n  secret_key = \"wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\"\n}\n";
        await using var desk = new Desk(Rules.Baseline);
        var first = await desk.SendAsync(Code.Result(Secret + "resource \"aws_sqs_queue\" \"one\" {\n  name = \"one\"\n}\n"), Scope);
        Assert.All(await OfSecretAsync(desk, first), static f => Assert.False(f.IsExisting));
        var open = await desk.SendAsync(Code.Result(Secret + "resource \"aws_sqs_queue\" \"two\" {\n  name = \"two\"\n}\n"), Scope);
        Assert.All(await OfSecretAsync(desk, open), static f => Assert.False(f.IsExisting));

        Assert.Null((await desk.Mark.RunAsync(Desk.Cleo, first.Id, "pipeline run 7", Now)).Refusal);
        var next = await desk.SendAsync(Code.Result(Secret + "resource \"aws_sqs_queue\" \"three\" {\n  name = \"three\"\n}\n"), Scope);

        Assert.All(await OfSecretAsync(desk, next), static f => Assert.True(f.IsExisting));
    }

    private static async Task<IReadOnlyList<Finding>> OfSecretAsync(Desk desk, Change change)
    {
        var found = (await desk.Reports.FindAsync(change, Now))!.Findings.Where(static f => f.Rule.Id.Value == "governance-provider-secret").ToList();
        Assert.NotEmpty(found);
        return found;
    }

    [Fact]
    public async Task Code_is_judged_on_what_the_estate_knows_of_its_scope()
    {
        await using var desk = new Desk(Rules.Few);
        await desk.PushStateAsync(Scope, Plan.State(
            ("aws_s3_bucket.logs", Known("shop-logs", "ops")),
            ("aws_s3_bucket.same", Known("shop-same", "ops")),
            ("aws_s3_bucket.gone", Known("shop-gone", "ops")),
            ("aws_s3_bucket_policy.logs", new JsonObject { ["id"] = "shop-logs", ["bucket"] = "shop-logs", ["policy"] = """{"Version":"2012-10-17","Statement":[]}""" })));

        var change = await desk.SendAsync(Code.Result(Main));

        var plan = (await desk.Plans.FindAsync(change, Now))!;
        Assert.True(plan.IsCode);
        Assert.Equal(
            ["aws_s3_bucket.fresh (create)", "aws_s3_bucket.gone (delete)", "aws_s3_bucket.logs (update)", "aws_s3_bucket.same (no-op)", "aws_s3_bucket_policy.logs (no-op)"],
            plan.Changes.Select(static c => c.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(new ActionCounts(1, 1, 1, 0, 0), change.Judged.Actions);
        Assert.Equal(0, change.Judged.Stale);

        // What the code leaves to the provider is known where the resource is there.
        var logs = PlanDiff.Of(plan.Changes.Single(static c => c.Address.Text == "aws_s3_bucket.logs"));
        Assert.Equal(["tags", "tags_all"], logs.Attributes.Where(static a => a.After?.Kind != DiffValueKind.Unknown).Select(static a => a.Name));
        Assert.DoesNotContain(logs.Attributes, static a => a.Name is "arn" or "acl");
        var finding = Assert.Single((await desk.Reports.FindAsync(change, Now))!.Findings);
        Assert.Equal(("aws_s3_bucket.fresh", "main.tf", 9), (finding.Resource!.Address, finding.Source!.File, finding.Source.Line));
        Assert.Equal(Verdict.Fail, change.Judged.Verdict);
    }

    [Fact]
    public async Task The_same_code_is_the_same_change_and_moves_with_the_estate_under_it()
    {
        await using var desk = new Desk(Rules.Few);
        await desk.PushStateAsync(Scope, Plan.State(("aws_s3_bucket.logs", Known("shop-logs", "ops"))));
        var code = Code.Result("""resource "aws_s3_bucket" "logs" { tags = { owner = "dev" } }""");
        var change = await desk.SendAsync(code);
        var entries = (await desk.EntriesAsync()).Count;
        Assert.Equal(change.Id, (await desk.SendAsync(Code.Result("""resource "aws_s3_bucket" "logs" { tags = { owner = "dev" } }"""))).Id);
        Assert.Equal(0, await desk.JudgeAgain.RunAsync(Now));
        Assert.Equal(entries, (await desk.EntriesAsync()).Count);
        Assert.Null((await desk.DecideAsync(Desk.Bob, change)).Refusal);

        // Somebody else's hands were there: what was approved is another change now.
        await desk.PushStateAsync(Scope, Plan.State(("aws_s3_bucket.logs", Known("shop-logs", "somebody"))));
        Assert.Equal(1, await desk.JudgeAgain.RunAsync(Now));
        Assert.Equal(ChangeState.Waiting, desk.StateOf(change));
        var before = Assert.IsType<Values.ObjectValue>((await desk.Plans.FindAsync(desk.Changes.Find(change.Id)!, Now))!.Changes[0].Before);
        Assert.Equal("somebody", Values.ValuePath.Of("tags", "owner").Resolve(before)!.ToString().Trim('"'));

        // And once the state shows it, it is applied.
        await desk.PushStateAsync(Scope, Plan.State(("aws_s3_bucket.logs", Known("shop-logs", "dev"))));
        Assert.Single(await desk.NoteApplied.RunAsync(Now));
    }

    [Fact]
    public async Task Code_that_is_not_whole_deletes_nothing()
    {
        await using var desk = new Desk(Rules.Few);
        await desk.PushStateAsync(Scope, Plan.State(("aws_s3_bucket.other", Known("shop-other", "ops"))));
        var code = JsonNode.Parse(Code.Result("""resource "aws_s3_bucket" "logs" { tags = { owner = "dev" } }"""))!;
        code["code_result"]!["complete"] = false;

        var change = await desk.SendAsync(Encoding.UTF8.GetBytes(code.ToJsonString()));

        Assert.Equal(new ActionCounts(1, 0, 0, 0, 0), change.Judged.Actions);
        Assert.Contains((await desk.Plans.FindAsync(change, Now))!.Changes, static c => c is { Address.Text: "aws_s3_bucket.other", Actions.IsNoOp: true });
    }

    [Fact]
    public async Task Instances_that_nobody_can_count_yet_take_the_place_of_none()
    {
        await using var desk = new Desk(Rules.Few);
        await desk.PushStateAsync(Scope, Plan.State(("aws_s3_bucket.many[0]", Known("shop-0", "ops"))));

        var change = await desk.SendAsync(Code.Result("""
            variable "names" { type = set(string) }
            resource "aws_s3_bucket" "many" {
              for_each = var.names
              bucket   = each.key
            }
            """));

        Assert.Equal(0, change.Judged.Actions.Delete);
        Assert.NotEqual(Verdict.Pass, change.Judged.Verdict);
    }

    [Fact]
    public async Task Approved_code_lies_on_the_estate_that_the_next_is_judged_on()
    {
        await using var desk = new Desk(Rules.Few);
        var first = await desk.SendAsync(Code.Result("""resource "aws_s3_bucket" "logs" { tags = { owner = "ops" } }"""));
        Assert.Null((await desk.DecideAsync(Desk.Bob, first)).Refusal);

        var second = await desk.SendAsync(Code.Result("""
            resource "aws_s3_bucket" "logs" { tags = { owner = "ops" } }
            resource "aws_s3_bucket" "more" { tags = { owner = "ops" } }
            """));

        Assert.Equal(1, second.Judged.Actions.Create);
    }

    [Fact]
    public async Task No_secret_of_code_is_kept_and_rules_see_it_once()
    {
        await using var desk = new Desk(Rules.Passwords);
        await desk.PushStateAsync(Scope, Plan.State(("aws_db_instance.main", new JsonObject { ["password"] = "changeme", ["username"] = "shop" })));
        var code = Code.Result("""
            variable "password" {
              sensitive = true
              default   = "changeme"
            }
            resource "aws_db_instance" "main" {
              instance_class = "db.t3.micro"
              username       = "shop"
              password       = var.password
            }
            resource "terraform_data" "login" {
              input = "login -p ${var.password}"
            }
            """);

        var change = await desk.SendAsync(code);

        // The rule fails on it; whether it failed on the state's, which is withheld, cannot be told, nor whether that is new.
        Assert.Equal(Verdict.Unknown, change.Judged.Verdict);
        await foreach (var kept in desk.Attachments.ListAsync(Now))
        {
            Assert.DoesNotContain("changeme", Encoding.UTF8.GetString((await desk.Attachments.FindAsync(kept.Hash, Now))!.Content.Span), StringComparison.Ordinal);
        }

        // The secret is the one that the state has: only the class differs.
        var diff = PlanDiff.Of((await desk.Plans.FindAsync(change, Now))!.Changes.Single(static c => c.Address.Text == "aws_db_instance.main"));
        Assert.DoesNotContain(diff.Attributes, static a => a.Name == "password");
    }

    [Fact]
    public async Task Declared_code_is_what_there_is_where_nobody_pushes_a_state()
    {
        await using var desk = new Desk(Rules.Few);
        var pushed = await desk.Receive.RunAsync("ci", new Inventory.Sources.SourcePush(Scope, "shop", Code.Result(Main)), Now);

        Assert.Equal(4, Assert.IsType<Inventory.Sources.SourceOutcome.Received>(pushed).Receipt.Resources);
        var estate = await desk.Inventory.AtAsync(null, Now);
        Assert.NotNull(estate.Find(new Inventory.Snapshots.ResourceKey(Scope, "aws_s3_bucket.fresh")));
    }

    private static JsonObject Known(string name, string owner) => new()
    {
        ["id"] = name,
        ["arn"] = "arn:aws:s3:::" + name,
        ["bucket"] = name,
        ["acl"] = null,
        ["force_destroy"] = false,
        ["tags"] = new JsonObject { ["owner"] = owner },
        ["tags_all"] = new JsonObject { ["owner"] = owner },
    };
}
