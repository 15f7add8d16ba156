using System.Diagnostics;
using System.Text.Json;

namespace Turnpike.Cli.Tests;

/// <summary><c>turnpike check</c> on Terraform code, whole: places, roots, variables, and what hostile trees may cost.</summary>
public class CodeTests
{
    private const string Bucket = "resource \"aws_s3_bucket_acl\" \"a\" {\n  bucket = \"b\"\n  acl    = \"public-read\"\n}\n";

    [Fact]
    public void A_finding_stands_at_the_attribute_and_names_the_calls_that_lead_there()
    {
        using var folder = new TemporaryFolder();
        folder.Write("infra/prod/main.tf", "variable \"acl\" {\n  default = \"public-read\"\n}\n\nmodule \"store\" {\n  source   = \"../modules/store\"\n  for_each = toset([\"x\"])\n  acl      = var.acl\n}\n");
        folder.Write("infra/modules/store/main.tf", "variable \"acl\" {}\n\nresource \"aws_s3_bucket_acl\" \"a\" {\n  bucket = \"b\"\n  acl    = var.acl\n}\n");

        var finding = Assert.Single(Findings(folder, "infra"), static f => f.GetProperty("rule").GetString() == "aws-s3-public-acl");

        Assert.Equal("module.store[\"x\"].aws_s3_bucket_acl.a", finding.GetProperty("resource").GetString());
        Assert.Equal("infra/modules/store/main.tf:5", Place(finding.GetProperty("source")));
        Assert.Equal("prod", finding.GetProperty("scope").GetString());
        var call = Assert.Single(finding.GetProperty("module_calls").EnumerateArray());
        Assert.Equal("infra/prod/main.tf:5", Place(call.GetProperty("source")));
        Assert.Equal("module.store[\"x\"]", call.GetProperty("module").GetString());
    }

    [Theory]
    [InlineData("private", "--var", "acl=private")]
    [InlineData("public-read", "--var", "acl=private", "--var-file", "open.tfvars")]
    [InlineData("private", "--var-file", "open.tfvars", "--var", "acl=private")]
    [InlineData("public-read")]
    public void Values_of_variables_are_taken_as_Terraform_takes_them(string expected, params string[] options)
    {
        using var folder = new TemporaryFolder();
        folder.Write("infra/main.tf", "variable \"acl\" {\n  type = string\n}\n\nresource \"aws_s3_bucket_acl\" \"a\" {\n  bucket = \"b\"\n  acl    = var.acl\n}\n");
        folder.Write("infra/a.auto.tfvars", "acl = \"public-read\"\n");
        folder.Write("open.tfvars", "acl = \"public-read\"\n");

        var isOpen = Findings(folder, ["infra", .. options]).Any(static f => f.GetProperty("rule").GetString() == "aws-s3-public-acl");

        Assert.Equal(expected == "public-read", isOpen);
    }

    [Fact]
    public void A_variable_without_a_value_leaves_the_answer_open_and_is_named()
    {
        using var folder = new TemporaryFolder();
        folder.Write("main.tf", "variable \"acl\" {\n  type = string\n}\n\nresource \"aws_s3_bucket_acl\" \"a\" {\n  bucket = \"b\"\n  acl    = var.acl\n}\n");

        var finding = Assert.Single(Findings(folder, "."), static f => f.GetProperty("rule").GetString() == "aws-s3-public-acl");

        Assert.Equal("unknown", finding.GetProperty("status").GetString());
        Assert.Contains(finding.GetProperty("unknowns").EnumerateArray(), static u => u.GetProperty("path").GetString() == "var.acl");
    }

    [Fact]
    public void A_plan_points_into_its_code()
    {
        using var folder = new TemporaryFolder();
        folder.Write("infra/main.tf", "# A comment.\n" + Bucket);
        folder.Write("plan.json", """
            {"format_version":"1.2","terraform_version":"1.11.4","resource_changes":[{"address":"aws_s3_bucket_acl.a","mode":"managed","type":"aws_s3_bucket_acl","name":"a",
            "provider_name":"registry.terraform.io/hashicorp/aws","change":{"actions":["create"],"before":null,"after":{"acl":"public-read","bucket":"b"},"after_unknown":{}}}]}
            """);

        var finding = Assert.Single(Findings(folder, "plan.json", "--code", "infra"), static f => f.GetProperty("rule").GetString() == "aws-s3-public-acl");

        Assert.Equal("infra/main.tf:4", Place(finding.GetProperty("source")));
    }

    [Fact]
    public void A_broken_module_does_not_hide_what_others_hold()
    {
        using var folder = new TemporaryFolder();
        folder.Write("main.tf", "module \"a\" {\n  source = \"./a\"\n}\n\nmodule \"gone\" {\n  source = \"./nowhere\"\n}\n\n" + Bucket);
        folder.Write("a/main.tf", "resource \"aws_s3_bucket\" \"x\" {\n  bucket = \n}\n\nresource \"aws_s3_bucket_acl\" \"b\" {\n  bucket = \"b\"\n  acl    = \"public-read\"\n}\n");

        var outcome = Command.Run(new CommandSetting { Folder = folder.Path }, "check", ".", "--format", "json");

        using var json = JsonDocument.Parse(outcome.Output);
        var open = json.RootElement.GetProperty("findings").EnumerateArray().Where(static f => f.GetProperty("rule").GetString() == "aws-s3-public-acl").Select(static f => f.GetProperty("resource").GetString());
        Assert.Equal(3, outcome.ExitCode);
        Assert.Equal(["aws_s3_bucket_acl.a", "module.a.aws_s3_bucket_acl.b"], open.Order(StringComparer.Ordinal));
        Assert.Contains("a/main.tf:2:", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("main.tf:6:", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_outside_of_the_tree_is_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("secret.txt", "outside-of-the-tree");
        folder.Write("outside.tf", Bucket.Replace("\"a\"", "\"stolen\"", StringComparison.Ordinal));
        folder.Write("tree/main.tf", "resource \"aws_s3_bucket\" \"a\" {\n  bucket = file(\"../secret.txt\")\n}\n\nresource \"aws_s3_bucket\" \"b\" {\n  bucket = file(\"link.txt\")\n}\n");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "tree", "link.txt"), Path.Combine(folder.Path, "secret.txt"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "tree", "link.tf"), Path.Combine(folder.Path, "outside.tf"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "tree", "loop"), Path.Combine(folder.Path, "tree"));

        foreach (var arguments in (string[][])[["check", "tree", "--all"], ["terraform", "show", "tree"]])
        {
            var outcome = Command.Run(new CommandSetting { Folder = folder.Path }, arguments);
            Assert.DoesNotContain("outside-of-the-tree", outcome.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("stolen", outcome.Output, StringComparison.Ordinal);
            Assert.Contains("tree/link.tf", outcome.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("cycle", "locals {\n  a = local.b\n  b = local.a\n}\n")]
    [InlineData("bomb", "locals {\n  a = [for i in range(1000) : i]\n  b = [for x in local.a : [for y in local.a : [for z in local.a : local.a]]]\n}\noutput \"x\" {\n  value = local.b\n}\n")]
    [InlineData("template bomb", "locals {\n  a = \"${join(\"\", [for i in range(1000) : \"xxxxxxxxxx\"])}\"\n  b = \"${local.a}${local.a}${local.a}${local.a}${local.a}${local.a}${local.a}${local.a}${local.a}${local.a}\"\n  c = join(local.b, [for i in range(1000) : local.b])\n  d = join(local.c, [for i in range(1000) : local.c])\n}\noutput \"x\" {\n  value = local.d\n}\n")]
    [InlineData("count", "resource \"aws_sqs_queue\" \"q\" {\n  count = 100000\n  name  = \"q-${count.index}\"\n}\n")]
    [InlineData("wrong type", "variable \"n\" {\n  type    = number\n  default = \"many\"\n}\n")]
    [InlineData("bad key", "resource \"aws_sqs_queue\" \"q\" {\n  for_each = [\"a\"]\n  name     = each.key\n}\n")]
    [InlineData("module calls itself", "module \"me\" {\n  source = \"./\"\n}\n")]
    public void Hostile_code_is_a_fault_with_a_place_in_bounded_time(string name, string code)
    {
        using var folder = new TemporaryFolder();
        folder.Write("main.tf", code + "\n" + Bucket);
        var watch = Stopwatch.StartNew();

        var outcome = Command.Run(new CommandSetting { Folder = folder.Path }, "check", ".");

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(45), $"{name} took {watch.Elapsed}");
        Assert.InRange(outcome.ExitCode, 1, 3);
        Assert.Contains("main.tf:", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("aws_s3_bucket_acl.a", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_10_MB_is_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("main.tf", string.Concat(Enumerable.Range(0, 150_000).Select(static i => $"locals {{\n  some_value_number_{i} = \"a text of some length {i}\"\n}}\n")) + Bucket);
        var watch = Stopwatch.StartNew();

        Assert.Contains(Findings(folder, "."), static f => f.GetProperty("rule").GetString() == "aws-s3-public-acl");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(45), $"took {watch.Elapsed}");
    }

    [Fact]
    public void Show_says_why_a_value_is_not_known_and_withholds_what_is_sensitive()
    {
        using var folder = new TemporaryFolder();
        folder.Write("main.tf", """
            variable "token" {
              default   = "token-in-code"
              sensitive = true
            }
            resource "aws_kms_key" "k" {}
            resource "aws_sqs_queue" "q" {
              name              = "q"
              kms_master_key_id = aws_kms_key.k.arn
              tags              = { token = var.token }
            }
            """);

        var text = Command.Run(new CommandSetting { Folder = folder.Path }, "terraform", "show", ".", "aws_sqs_queue.q");
        var json = Command.Run(new CommandSetting { Folder = folder.Path }, "terraform", "show", ".", "--format", "json");

        Assert.Contains("aws_kms_key.k.arn", text.Output, StringComparison.Ordinal);
        Assert.Contains("main.tf:6:1", text.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("token-in-code", text.Output + json.Output, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(json.Output);
        var queue = document.RootElement.GetProperty("resources").EnumerateArray().Single(static r => r.GetProperty("address").GetString() == "aws_sqs_queue.q");
        Assert.Contains(queue.GetProperty("unknown").EnumerateArray(), static u => u.GetProperty("path").GetString() == "kms_master_key_id");
        Assert.Contains(queue.GetProperty("references").EnumerateArray(), static r => r.GetProperty("address").GetString() == "aws_kms_key.k");
    }

    [Fact]
    public void Eval_answers_an_expression_or_reads_them_line_by_line()
    {
        using var folder = new TemporaryFolder();
        folder.Write("main.tf", "variable \"n\" {\n  default = 2\n}\nlocals {\n  m = { for i in range(var.n) : \"k${i}\" => i }\n}\n");
        var setting = new CommandSetting { Folder = folder.Path };

        Assert.Equal("3\n", Command.Run(setting, "terraform", "eval", ".", "length(local.m)", "--var", "n=3").Output);
        Assert.Equal(1, Command.Run(setting, "terraform", "eval", ".", "length(").ExitCode);
        Assert.Equal("2\n[\n  \"k0\",\n  \"k1\",\n]\n", Command.Run(setting with { Input = "var.n\n\nkeys(local.m)\nexit\n"u8.ToArray() }, "terraform", "eval", ".").Output);
    }

    [Fact]
    public void Graph_draws_what_needs_what()
    {
        using var folder = new TemporaryFolder();
        folder.Write("main.tf", "resource \"aws_vpc\" \"v\" {\n  cidr_block = \"10.0.0.0/16\"\n}\nresource \"aws_subnet\" \"s\" {\n  vpc_id = aws_vpc.v.id\n}\n");

        Assert.Contains("\"aws_subnet.s\" -> \"aws_vpc.v\";", Command.Run(new CommandSetting { Folder = folder.Path }, "terraform", "graph", ".").Output, StringComparison.Ordinal);
    }

    private static string Place(JsonElement source) => $"{source.GetProperty("file").GetString()}:{source.GetProperty("line").GetInt32()}";

    private static List<JsonElement> Findings(TemporaryFolder folder, params string[] arguments)
    {
        var outcome = Command.Run(new CommandSetting { Folder = folder.Path }, ["check", .. arguments, "--format", "json"]);
        Assert.True(outcome.Output.Length > 0, outcome.Error);
        return [.. JsonDocument.Parse(outcome.Output).RootElement.GetProperty("findings").EnumerateArray()];
    }
}
