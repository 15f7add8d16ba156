using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Turnpike.Delivery.Diffs;
using Turnpike.Gate.Reports;
using Turnpike.Tests;

namespace Turnpike.Delivery.Tests;

public class SecretTests
{
    private static readonly JsonSerializerOptions s_names = new() { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("aws-55-creates-tf0.12.json")]
    [InlineData("azure-firewall.json")]
    [InlineData("nested-modules-relevant-attributes.json")]
    [InlineData("rds-modules-tf0.14.json")]
    public async Task No_secret_of_a_plan_is_in_any_entry_attachment_diff_or_report(string name)
    {
        await using var desk = new Desk(Rules.Baseline);
        var tokens = new List<string>();
        var plan = Seed(JsonNode.Parse(await File.ReadAllBytesAsync(Vectors.Path("plans/" + name), Now))!, tokens);
        Assert.NotEmpty(tokens);

        var change = await desk.SendAsync(plan);
        await desk.DecideAsync(Desk.Cleo, change, reason: "because");

        foreach (var entry in await desk.EntriesAsync())
        {
            Holds(tokens, entry.Data.Span, entry.Type.Name);
        }

        await foreach (var kept in desk.Attachments.ListAsync(Now))
        {
            Holds(tokens, (await desk.Attachments.FindAsync(kept.Hash, Now))!.Content.Span, "an attachment");
        }

        var diff = PlanDiff.Of((await desk.Plans.FindAsync(change, Now))!, 0, 1_000, null);
        Holds(tokens, JsonSerializer.SerializeToUtf8Bytes(diff), "the diff");
        Assert.Contains("Sensitive", JsonSerializer.Serialize(diff, s_names), StringComparison.Ordinal);
        foreach (var format in Enum.GetValues<ReportFormat>())
        {
            using var output = new MemoryStream();
            Report.Write((await desk.Reports.FindAsync(change, Now))!, format, ReportOptions.Default, output);
            Holds(tokens, output.ToArray(), format.ToString());
        }
    }

    [Fact]
    public async Task What_rules_said_of_a_secret_holds_when_the_plan_is_judged_again_without_it()
    {
        await using var desk = new Desk(Rules.Passwords);
        var weak = new JsonObject { ["password"] = "changeme" };
        var change = await desk.SendAsync(new Plan().Create("aws_db_instance.main", weak, new JsonObject { ["password"] = true }).ToBytes());
        var fine = await desk.SendAsync(new Plan().Create("aws_db_instance.other", new JsonObject { ["password"] = "Vq8#kk0w" }, new JsonObject { ["password"] = true }).ToBytes());
        Assert.Equal((Gate.Verdict.Fail, Gate.Verdict.Pass), (change.Judged.Verdict, fine.Judged.Verdict));
        Assert.Null((await desk.DecideAsync(Desk.Bob, fine)).Refusal);

        // Something of no importance moves, then an exception covers the finding, then ends.
        await desk.PushStateAsync("other", Plan.State(("aws_sqs_queue.jobs", new JsonObject { ["name"] = "jobs" })));
        Assert.Equal(0, await desk.JudgeAgain.RunAsync(Now));
        Assert.Equal(Changes.ChangeState.Approved, desk.StateOf(fine));
        var finding = Assert.Single((await desk.Reports.FindAsync(change, Now))!.Findings);
        var waived = await desk.Waive.RunAsync(Desk.Bob, change.Id, finding.Fingerprint.Value, "a test system", "ops", desk.Clock.Now.AddDays(1), Now);
        Assert.Equal(Gate.Verdict.Pass, waived.Value!.Change.Judged.Verdict);
        desk.Clock.Now += TimeSpan.FromDays(2);
        await desk.JudgeAgain.RunAsync(Now);
        Assert.Equal(Gate.Verdict.Fail, desk.Changes.Find(change.Id)!.Judged.Verdict);

        // Other rules have never seen the secret.
        await using var stricter = new Desk(Rules.LongPasswords, desk);
        await stricter.Follower.CatchUpAsync(Now);
        await stricter.JudgeAgain.RunAsync(Now);
        Assert.Equal(Gate.Verdict.Unknown, stricter.Changes.Find(fine.Id)!.Judged.Verdict);
    }

    private static void Holds(List<string> tokens, ReadOnlySpan<byte> bytes, string where)
    {
        foreach (var token in tokens)
        {
            Assert.False(bytes.IndexOf(Encoding.UTF8.GetBytes(token)) >= 0, $"A secret is in {where}.");
        }
    }

    // Every other text of what will be is made a secret, wherever else it stands in the plan.
    private static byte[] Seed(JsonNode plan, List<string> tokens)
    {
        foreach (var change in plan["resource_changes"]!.AsArray().Select(static c => c!["change"]!.AsObject()))
        {
            if (change["after"] is JsonObject after)
            {
                var marks = new JsonObject();
                Mark(after, marks, tokens);
                change["after_sensitive"] = marks;
            }
        }

        plan["planned_values"] = null;
        return JsonSerializer.SerializeToUtf8Bytes(plan);
    }

    private static void Mark(JsonObject values, JsonObject marks, List<string> tokens)
    {
        foreach (var (key, value) in values.ToList())
        {
            if (value is JsonObject inner)
            {
                var below = new JsonObject();
                Mark(inner, below, tokens);
                marks[key] = below;
            }
            else if (value?.GetValueKind() == JsonValueKind.String && key.Length % 2 == 0)
            {
                var token = $"tok3n-{tokens.Count}-{key.Length * 7919 + tokens.Count * 104729:x8}";
                tokens.Add(token);
                values[key] = token;
                marks[key] = true;
            }
        }
    }
}
