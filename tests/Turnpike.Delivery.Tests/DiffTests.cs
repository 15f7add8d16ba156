using System.Text.Json.Nodes;
using Turnpike.Delivery.Diffs;
using Turnpike.Formats;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Tests;

namespace Turnpike.Delivery.Tests;

public class DiffTests
{
    [Fact]
    public void What_changes_is_shown_and_what_stays_is_counted()
    {
        var diff = Diff("{'name':'a','size':1,'same':true,'gone':'x','nothing':null}", "{'name':'b','size':1,'same':true,'new':[1],'nothing':null}");

        Assert.Equal(2, diff.Unchanged);
        Assert.Collection(
            diff.Attributes,
            n => Assert.Equal(("gone", DiffKind.Removed, "\"x\"", null), (n.Name, n.Kind, n.Before!.Text, n.After?.Text)),
            n => Assert.Equal(("name", DiffKind.Changed, "\"a\"", "\"b\""), (n.Name, n.Kind, n.Before!.Text, n.After!.Text)),
            n => Assert.Equal(("new", DiffKind.Added, null, "[1]"), (n.Name, n.Kind, n.Before?.Text, n.After!.Text)));
    }

    [Fact]
    public void Unknown_and_sensitive_are_shown_as_such_wherever_they_stand()
    {
        var diff = Diff(
            "{'arn':'old','login':{'user':'u','password':'p1'},'list':['s1']}",
            "{'login':{'user':'u','password':'p2'},'list':['s2']}",
            sensitive: "{'login':{'password':true},'list':[true]}",
            unknown: "{'arn':true}");

        Assert.Equal(DiffValueKind.Unknown, Named(diff.Attributes, "arn").After!.Kind);
        var password = Named(Named(diff.Attributes, "login").Parts!, "password");
        Assert.Equal(DiffValueKind.Sensitive, password.After!.Kind);
        Assert.Null(password.After.Text);
        Assert.All(Named(diff.Attributes, "list").Parts!, n => Assert.Equal(n.After is null ? DiffKind.Removed : DiffKind.Added, n.Kind));
        Assert.DoesNotContain("p2", diff.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("['a','b','c']", "['c','a','d','b']", 3, "[2] Added")] // one more in a set, whatever the order
    [InlineData("['a','b','c']", "['b','c']", 2, "[0] Removed")]
    [InlineData("[{'port':1,'name':'x'},{'port':2,'name':'y'}]", "[{'port':3,'name':'y'},{'port':1,'name':'x'}]", 1, "[0] Changed")]
    [InlineData("[{'port':1}]", "[{'port':1},{'port':9}]", 1, "[1] Added")]
    [InlineData("['a','a']", "['a']", 1, "[1] Removed")]
    public void Elements_are_told_apart_by_what_they_are(string before, string after, int same, string expected)
    {
        var node = Named(Diff($"{{'x':{before}}}", $"{{'x':{after}}}").Attributes, "x");
        Assert.Equal(same, node.Unchanged);
        Assert.Equal(expected, string.Join(", ", node.Parts!.Select(static p => $"{p.Name} {p.Kind}")));
    }

    [Fact]
    public void Another_order_alone_is_shown_as_a_whole()
    {
        var node = Named(Diff("{'x':['a','b']}", "{'x':['b','a']}").Attributes, "x");
        Assert.Null(node.Parts);
        Assert.Equal(("[\"a\",\"b\"]", "[\"b\",\"a\"]"), (node.Before!.Text, node.After!.Text));
    }

    [Fact]
    public void Json_in_a_text_is_compared_by_its_structure()
    {
        var node = Named(Diff(
            """{'policy':'{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:Get\"}],\"Version\":\"1\"}'}""",
            """{'policy':'{ \"Version\": \"1\", \"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\"}]}'}""").Attributes, "policy");
        Assert.True(node.IsEmbeddedJson);
        Assert.Equal(1, node.Unchanged);
        var action = Named(Named(Named(node.Parts!, "Statement").Parts!, "[0]").Parts!, "Action");
        Assert.Equal(("\"s3:Get\"", "\"s3:*\""), (action.Before!.Text, action.After!.Text));
    }

    [Fact]
    public void Long_texts_are_compared_line_by_line()
    {
        var lines = Enumerable.Range(0, 40).Select(static i => $"line {i}").ToList();
        var before = string.Join('\n', lines);
        lines[20] = "another";
        lines.Insert(30, "added");
        var node = Named(Diff(Quoted(before), Quoted(string.Join('\n', lines))).Attributes, "text");

        Assert.Equal(["line 20"], node.Lines!.Where(static l => l.Kind == DiffKind.Removed).Select(static l => l.Text));
        Assert.Equal(["another", "added"], node.Lines!.Where(static l => l.Kind == DiffKind.Added).Select(static l => l.Text));
        Assert.True(node.Lines!.Count < 15);

        static string Quoted(string text) => new JsonObject { ["text"] = text }.ToJsonString();
    }

    [Fact]
    public void Replacements_moves_and_imports_are_marked()
    {
        var plan = JsonNode.Parse(new Plan().Add("aws_instance.web", ["delete", "create"], Parse("{'ami':'a','tags':{}}"), Parse("{'ami':'b','tags':{}}"), null, null).ToBytes())!;
        var change = plan["resource_changes"]![0]!;
        change["previous_address"] = "aws_instance.old";
        change["action_reason"] = "replace_because_cannot_update";
        change["change"]!["replace_paths"] = new JsonArray(new JsonArray("ami"));
        change["change"]!["importing"] = new JsonObject { ["id"] = "i-1" };

        var diff = Assert.Single(PlanDiff.Of(Read(plan.ToJsonString()), 0, 10, null).Items);

        Assert.Equal(("aws_instance.old", "replace_because_cannot_update", true), (diff.PreviousAddress, diff.Reason, diff.IsImported));
        Assert.True(Named(diff.Attributes, "ami").ForcesReplacement);
    }

    [Fact]
    public void Five_hundred_resources_are_read_page_by_page_the_gravest_first()
    {
        var plan = new Plan();
        for (var i = 0; i < 500; i++)
        {
            _ = i % 5 == 0 ? plan.Delete($"aws_s3_bucket.b{i}", Plan.Bucket($"b{i}", "o")) : plan.Create($"aws_s3_bucket.b{i}", Plan.Bucket($"b{i}", "o"));
        }

        var document = Read(System.Text.Encoding.UTF8.GetString(plan.ToBytes()));
        var seen = new List<ResourceDiff>();
        for (int? after = 0; after is { } at;)
        {
            var page = PlanDiff.Of(document, at, 70, null);
            Assert.Equal(500, page.Total);
            seen.AddRange(page.Items);
            after = page.Next;
        }

        Assert.Equal(500, seen.Select(static d => d.Address).Distinct().Count());
        Assert.All(seen.Take(100), static d => Assert.Equal(["delete"], d.Actions));
        Assert.Equal(11, PlanDiff.Of(document, 0, 70, ".B49").Total);
    }

    [Theory]
    [InlineData("aws-55-creates-tf0.12.json")]
    [InlineData("rds-modules-tf0.14.json")]
    [InlineData("nested-modules-relevant-attributes.json")]
    [InlineData("for-each-tf1.9.json")]
    public void Every_change_of_a_real_plan_is_shown(string name)
    {
        var plan = Read(File.ReadAllText(Vectors.Path("plans/" + name)));
        var page = PlanDiff.Of(plan, 0, 1_000, null);
        Assert.Equal(plan.Changes.Count(PlanDiff.ChangesSomething), page.Items.Count);
        Assert.All(page.Items, static d => Assert.True(d.Attributes.Count > 0 || d.PreviousAddress is not null || d.Actions.Contains("forget")));
    }

    private static ResourceDiff Diff(string before, string after, string? sensitive = null, string? unknown = null) => Assert.Single(PlanDiff.Of(
        Read(System.Text.Encoding.UTF8.GetString(new Plan().Add("aws_thing.it", ["update"], Parse(before), Parse(after), sensitive is null ? null : Parse(sensitive), unknown is null ? null : Parse(unknown)).ToBytes())), 0, 10, null).Items);

    private static JsonNode Parse(string text) => JsonNode.Parse(text.Contains('\'') ? text.Replace("\\\"", "\u0001", StringComparison.Ordinal).Replace('\'', '"').Replace("\u0001", "\\\"", StringComparison.Ordinal) : text)!;

    private static TerraformPlanDocument Read(string text) => Assert.IsType<TerraformPlanDocument>(InputReader.Read("plan.json", System.Text.Encoding.UTF8.GetBytes(text)).Document);

    private static DiffNode Named(IReadOnlyList<DiffNode> nodes, string name) => Assert.Single(nodes, n => n.Name == name);
}
