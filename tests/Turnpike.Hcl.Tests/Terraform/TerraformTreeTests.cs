using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Terraform;
using Turnpike.Hcl.Terraform.Expansion;
using Turnpike.Tests;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Tests.Terraform;

public class TerraformTreeTests
{
    private static ExpandedRoot Expand(string main, TerraformOptions? options = null, params (string, string)[] more) =>
        new TerraformTree(new MemoryTree([("main.tf", main), .. more]), (options ?? new TerraformOptions()) with { Schemas = Packs.Schemas }).Expand("");

    private static Value? Attribute(ExpandedRoot root, string address, string name) => ((ObjectValue)root.Find(address)!.Value).Get(name);

    private static string Codes(ExpandedRoot root) => string.Join(' ', root.Diagnostics.Select(d => $"{d.Code}@{d.Position?.Line}"));

    [Theory]
    [InlineData("locals { a = var.no }", "TERRA400@1")]
    [InlineData("locals { a = local.no }", "TERRA401@1")]
    [InlineData("locals { a = module.no.x }", "TERRA402@1")]
    [InlineData("locals { a = aws_vpc.no.id }", "TERRA403@1")]
    [InlineData("locals { a = each.key }", "TERRA409@1")]
    [InlineData("locals { a = count.index }", "TERRA410@1")]
    [InlineData("locals { a = self.x }", "TERRA411@1")]
    [InlineData("locals { a = aws_vpc }", "TERRA404@1")]
    [InlineData("locals {\n  a = local.b\n  b = local.a\n}", "TERRA324@2")]
    [InlineData("resource \"aws_vpc\" \"v\" { tags = { a = aws_vpc.v.id } }", "TERRA413@1")]
    [InlineData("resource \"aws_vpc\" \"v\" {}\nlocals { a = aws_vpc.v[0].id }", "TERRA408@2")]
    [InlineData("resource \"aws_vpc\" \"v\" { count = 1 }\nlocals { a = aws_vpc.v.id }", "TERRA407@2")]
    [InlineData("resource \"aws_vpc\" \"v\" {}\nlocals { a = aws_vpc.v.nope }", "TERRA406@2")]
    [InlineData("resource \"aws_vpcc\" \"v\" {}", "TERRA326@1")]
    [InlineData("resource \"terraform_data\" \"v\" { count = -1 }", "TERRA300@1")]
    [InlineData("resource \"terraform_data\" \"v\" { count = 100000 }", "TERRA209@1")]
    [InlineData("resource \"terraform_data\" \"v\" { for_each = [1] }", "TERRA305@1")]
    [InlineData("variable \"v\" {\n  type = number\n  default = \"x\"\n}", "TERRA128@3")]
    [InlineData("variable \"v\" {\n  default = 1\n  validation {\n    condition = var.v > 1\n    error_message = \"small\"\n  }\n}", "TERRA317@1")]
    [InlineData("variable \"v\" {\n  default = 1\n  sensitive = true\n}\noutput \"o\" { value = var.v }", "TERRA322@5")]
    [InlineData("module \"m\" { source = \"../out\" }", "TERRA008@1")]
    [InlineData("module \"m\" { source = \"./none\" }", "TERRA006@1")]
    [InlineData("module \"m\" { source = \"terraform-aws-modules/vpc/aws\" }", "TERRA007@1")]
    [InlineData("variable \"v\" {}", "TERRA311@1")]
    [InlineData("variable \"e\" {\n  default = \"x\"\n  ephemeral = true\n}\noutput \"o\" { value = { a = var.e } }", "TERRA323@5")]
    [InlineData("variable \"e\" {\n  default = \"x\"\n  ephemeral = true\n}\noutput \"o\" {\n  value = var.e\n  ephemeral = true\n}", "TERRA330@5")]
    [InlineData("variable \"e\" {\n  default = \"x\"\n  ephemeral = true\n}\nresource \"terraform_data\" \"d\" { input = [var.e] }", "TERRA328@5")]
    [InlineData("variable \"e\" {\n  default = \"x\"\n  ephemeral = true\n}\ndata \"aws_ami\" \"a\" { owners = [var.e] }", "TERRA328@5")]
    [InlineData("variable \"e\" {\n  default = \"x\"\n  ephemeral = true\n}\nlocals { l = { a = var.e, b = \"plain\" } }\noutput \"o\" { value = local.l.b }", "")]
    [InlineData("variable \"e\" {\n  default = \"x\"\n  ephemeral = true\n}\noutput \"o\" { value = ephemeralasnull(var.e) }", "")]
    [InlineData("variable \"e\" {\n  default = \"x\"\n  ephemeral = true\n}\nprovider \"aws\" { region = var.e }", "")]
    [InlineData("variable \"e\" {\n  default = \"x\"\n  ephemeral = true\n}\nresource \"aws_secretsmanager_secret_version\" \"v\" {\n  secret_id = \"s\"\n  secret_string_wo = var.e\n  secret_string_wo_version = 1\n}", "")]
    public void A_fault_is_one_diagnostic_at_its_place(string code, string expected) => Assert.Equal(expected, Codes(Expand(code)));

    [Fact]
    public void References_are_the_same_however_many_threads_ask()
    {
        const int count = 400;
        var code = string.Concat(Enumerable.Range(0, count).Select(static i => $$"""
            resource "aws_vpc" "v{{i}}" {}
            locals {
              a{{i}} = aws_vpc.v{{i}}.id
              b{{i}} = { id = local.a{{i}}, of = local.a{{(i + 1) % count}} }
            }
            resource "aws_subnet" "s{{i}}" {
              vpc_id            = local.b{{i}}.id
              availability_zone = local.b{{(i + 7) % count}}.of
            }

            """));
        for (var tries = 0; tries < 5; tries++)
        {
            var root = Expand(code);
            var found = new string[count];
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => found[i] = string.Join(' ', root.Find($"aws_subnet.s{i}")!.References.Select(static r => $"{r.Path}->{r.Target}").Order()));
            Assert.Equal(Enumerable.Range(0, count).Select(static i => $"availability_zone->aws_vpc.v{(i + 8) % count} vpc_id->aws_vpc.v{i}"), found);
        }
    }

    [Fact]
    public void A_module_takes_and_gives_what_is_ephemeral_only_where_it_says_so()
    {
        const string main = """
            variable "e" {
              default   = "x"
              ephemeral = true
            }
            module "m" {
              source = "./m"
              plain  = var.e
              eph    = var.e
            }
            """;

        var root = Expand(main, null, ("m/main.tf", "variable \"plain\" {}\nvariable \"eph\" { ephemeral = true }\noutput \"o\" { value = var.eph }\noutput \"p\" {\n  value = var.eph\n  ephemeral = true\n}"));

        Assert.Equal(["TERRA323 m/main.tf:3", "TERRA331 main.tf:7"], root.Diagnostics.Select(d => $"{d.Code} {d.Source!.Name}:{d.Position?.Line}").Order());
    }

    [Fact]
    public void A_module_that_is_missing_leaves_its_outputs_unknown_and_the_rest_is_read()
    {
        var root = Expand("module \"m\" { source = \"a/b/c\" }\nresource \"aws_sqs_queue\" \"q\" { name = module.m.name }\nresource \"aws_sqs_queue\" \"r\" { name = \"r\" }");

        Assert.Equal(UnknownOrigin.MissingModule, Assert.IsType<UnknownValue>(Attribute(root, "aws_sqs_queue.q", "name")).Origin);
        Assert.Equal(Value.Of("r"), Attribute(root, "aws_sqs_queue.r", "name"));
        Assert.False(root.IsComplete);
    }

    [Theory]
    [InlineData("region = \"eu-west-1\"", "arn:aws:iam::aws:policy/P eu-west-1 amazonaws.com")]
    [InlineData("region = \"cn-north-1\"", "arn:aws-cn:iam::aws:policy/P cn-north-1 amazonaws.com.cn")]
    [InlineData("region = var.region", null)]
    [InlineData("", null)]
    public void Partition_and_region_follow_from_the_provider_block(string provider, string? expected)
    {
        var root = Expand($$"""
            variable "region" {}
            provider "aws" {
              {{provider}}
            }
            data "aws_partition" "p" {}
            data "aws_region" "r" {}
            output "o" { value = "arn:${data.aws_partition.p.partition}:iam::aws:policy/P ${data.aws_region.r.name} ${data.aws_partition.p.dns_suffix}" }
            """);

        var output = root.Outputs.Single().Value;
        Assert.Equal(expected, (output as StringValue)?.Value);
        Assert.Equal(expected is null, output is UnknownValue);
    }

    [Theory]
    [InlineData("var.nope", "Reference to undeclared input variable")]
    [InlineData("try(local.nope, 1)", "Reference to undeclared local value")]
    [InlineData("local", "Invalid reference")]
    [InlineData("aws_vpc.nope.id", "Reference to undeclared resource")]
    public void An_expression_that_is_asked_about_may_refer_only_to_what_is_declared(string text, string message)
    {
        var diagnostics = new DiagnosticBag();
        var expression = HclParser.ParseExpression(SourceText.From("expression", text), diagnostics);

        Expand("variable \"region\" {}").Evaluate(expression, diagnostics);

        Assert.Equal(message, Assert.Single(diagnostics).Message);
    }

    [Fact]
    public void What_a_value_waits_for_is_named_as_Terraform_would_write_it()
    {
        var root = Expand("""
            resource "aws_eks_cluster" "c" {
              for_each = toset(["a/b.c"])
              name     = "c"
              role_arn = "r"
              vpc_config { subnet_ids = ["s"] }
            }
            output "o" { value = aws_eks_cluster.c["a/b.c"].identity[0].oidc[0].issuer }
            """);

        var unknown = Assert.IsType<UnknownValue>(root.Outputs.Single().Value);
        Assert.Equal("aws_eks_cluster.c[\"a/b.c\"].identity[0].oidc[0].issuer", Assert.Single(unknown.Sources).Path.ToReference());
    }

    [Fact]
    public void A_mirror_holds_what_would_be_fetched()
    {
        var root = Expand(
            "module \"m\" {\n  source = \"acme/net/aws//part\"\n  version = \"1.2.0\"\n}\noutput \"o\" { value = module.m.o }",
            new TerraformOptions { ModuleMirror = "mirror" },
            ("mirror/registry.terraform.io/acme/net/aws/1.2.0/part/main.tf", "output \"o\" { value = \"here\" }"));

        Assert.Equal(Value.Of("here"), Assert.Single(root.Outputs).Value);
        Assert.True(root.IsComplete);
    }

    [Fact]
    public void The_module_manifest_of_an_initialised_root_is_followed()
    {
        var root = Expand(
            "module \"m\" { source = \"acme/net/aws\" }\noutput \"o\" { value = module.m.o }", null,
            (".terraform/modules/modules.json", "{\"Modules\":[{\"Key\":\"m\",\"Source\":\"x\",\"Dir\":\".terraform/modules/m\"}]}"),
            (".terraform/modules/m/main.tf", "output \"o\" { value = path.module }"));

        Assert.Equal(Value.Of(".terraform/modules/m"), Assert.Single(root.Outputs).Value);
    }

    [Fact]
    public void A_later_source_of_a_variable_wins()
    {
        const string Code = "variable \"a\" { default = 0 }\nvariable \"b\" { default = 0 }\nvariable \"c\" { default = 0 }\nvariable \"d\" { default = 0 }\nvariable \"e\" { default = 0 }\n"
            + "output \"o\" { value = \"${var.a} ${var.b} ${var.c} ${var.d} ${var.e}\" }";
        var options = new TerraformOptions
        {
            EnvironmentVariables = new Dictionary<string, string> { ["b"] = "env", ["c"] = "env", ["d"] = "env", ["e"] = "env" },
            Arguments = [new VariableText("e", "arg"), new VariableFile(SourceText.From("x.tfvars", "a = \"file\""))],
        };
        var root = Expand(Code, options, ("terraform.tfvars", "c = \"tfvars\"\nd = \"tfvars\""), ("z.auto.tfvars", "d = \"auto\""));

        Assert.Equal(Value.Of("file env tfvars auto arg"), Assert.Single(root.Outputs).Value);
    }

    [Fact]
    public void References_lead_to_the_instance_and_through_locals_variables_and_outputs()
    {
        var root = Expand(
            """
            resource "aws_vpc" "v" {
              for_each   = { a = "10.0.0.0/16", b = "10.1.0.0/16" }
              cidr_block = each.value
            }
            locals { ids = { one = aws_vpc.v["a"].id, two = aws_vpc.v["b"].id } }
            module "m" {
              source = "./m"
              vpc    = local.ids.two
            }
            resource "aws_subnet" "s" {
              count      = 2
              vpc_id     = module.m.id
              cidr_block = cidrsubnet(aws_vpc.v[["a", "b"][count.index]].cidr_block, 8, 0)
            }
            """, null, ("m/main.tf", "variable \"vpc\" {}\noutput \"id\" { value = var.vpc }"));

        Assert.Equal(
            ["cidr_block -> aws_vpc.v[\"b\"].cidr_block", "vpc_id -> aws_vpc.v[\"b\"].id"],
            root.Find("aws_subnet.s[1]")!.References.Select(r => $"{r.Path} -> {r.Target}.{r.TargetPath}").Order());
        Assert.Equal("aws_vpc.v[\"b\"]/id", Assert.IsType<UnknownValue>(Attribute(root, "aws_subnet.s[1]", "vpc_id")).Id);
        Assert.Equal(Value.Of("10.1.0.0/24"), Attribute(root, "aws_subnet.s[1]", "cidr_block"));
    }

    [Fact]
    public void What_a_dynamic_block_makes_is_placed_in_its_content()
    {
        var root = Expand(
            """
            resource "aws_security_group" "s" {
              name = "s"
              dynamic "ingress" {
                for_each = [80, 443]
                iterator = port
                content {
                  from_port = port.value
                  to_port   = port.value
                  protocol  = "all"
                }
              }
            }
            """);
        var instance = root.Find("aws_security_group.s")!;

        Assert.Equal(2, ((ArrayValue)Attribute(root, "aws_security_group.s", "ingress")!).Count);
        Assert.Equal("main.tf:9:7", instance.PlaceOf(new ValuePath(Value.Of("ingress"), Value.Of(1), Value.Of("protocol"))).ToString());
        Assert.Equal("main.tf:6:5", instance.PlaceOf(new ValuePath(Value.Of("ingress"), Value.Of(1), Value.Of("self"))).ToString());
        Assert.Equal("main.tf:2:3", instance.PlaceOf(ValuePath.Of("name")).ToString());
        Assert.Equal("main.tf:1:1", instance.PlaceOf(ValuePath.Of("tags")).ToString());
    }

    [Fact]
    public void Repetition_over_something_unknown_is_one_instance_that_says_so()
    {
        var root = Expand("variable \"names\" { type = set(string) }\nresource \"aws_sqs_queue\" \"q\" {\n  for_each = var.names\n  name = each.key\n}");

        Assert.Equal("aws_sqs_queue.q[?]", Assert.Single(root.Instances).Address.Text);
        Assert.Contains(root.Diagnostics, d => d.Code == "TERRA308" && d.Help!.Contains("var.names", StringComparison.Ordinal));
    }

    [Fact]
    public void A_provider_without_schema_is_read_as_written()
    {
        var root = Expand("resource \"google_storage_bucket\" \"b\" {\n  name = \"b\"\n  versioning { enabled = true }\n}\noutput \"o\" { value = google_storage_bucket.b.url }");

        Assert.Equal(Value.Object(("name", Value.Of("b")), ("versioning", Value.Array(Value.Object(("enabled", Value.True))))), root.Find("google_storage_bucket.b")!.Value);
        Assert.Equal("google_storage_bucket.b/url", Assert.IsType<UnknownValue>(Assert.Single(root.Outputs).Value).Id);
    }

    [Fact]
    public void A_long_chain_and_a_module_that_calls_itself_end()
    {
        var chain = "locals {\n  l0 = 1\n" + string.Concat(Enumerable.Range(1, 5000).Select(i => $"  l{i} = local.l{i - 1} + 1\n")) + "}\noutput \"o\" { value = local.l5000 }";
        Assert.Equal(Value.Of(5001), Assert.Single(Expand(chain).Outputs).Value);

        var loop = Expand("module \"a\" { source = \"./a\" }", null, ("a/main.tf", "module \"b\" { source = \"../b\" }"), ("b/main.tf", "module \"a\" { source = \"../a\" }"));
        Assert.Contains(loop.Diagnostics, d => d.Code == "TERRA013");
    }

    [Fact]
    public void Roots_are_what_nobody_calls_outside_of_a_library_of_modules()
    {
        var tree = new MemoryTree(
            ("envs/prod/main.tf", "module \"a\" { source = \"../../modules/a\" }"), ("envs/dev/main.tf", ""), ("modules/a/main.tf", ""), ("modules/unused/main.tf", ""),
            (".hidden/main.tf", ""), ("envs/prod/.terraform/modules/x/main.tf", ""));

        Assert.Equal(["envs/dev", "envs/prod"], new TerraformTree(tree, new TerraformOptions()).FindRoots(""));
        Assert.Equal(["modules/a", "modules/unused"], new TerraformTree(tree, new TerraformOptions()).FindRoots("modules"));
        Assert.DoesNotContain(tree.Asked, p => p.Contains(".hidden", StringComparison.Ordinal));
    }

    // The texts are what the AWS provider 5.100.0 gives.
    [Theory]
    [InlineData(
        "principals {\n type = \"AWS\"\n identifiers = [\"b\", \"a\", \"c\"]\n}\nprincipals {\n type = \"AWS\"\n identifiers = [\"zz\"]\n}\nprincipals {\n type = \"AWS\"\n identifiers = [\"yy\"]\n}\nnot_principals {\n type = \"*\"\n identifiers = [\"*\"]\n}",
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["c","b","a","yy","zz"]},"NotPrincipal":"*"}]}""")]
    [InlineData(
        "not_actions = [\"x:Y\"]\nnot_resources = [\"arn:aws:s3:::&{aws:username}/*\", \"b\"]",
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","NotAction":"x:Y","NotResource":["b","arn:aws:s3:::${aws:username}/*"]}]}""")]
    [InlineData(
        "actions = [\"s3:*\"]\ncondition {\n test = \"StringLike\"\n variable = \"s3:prefix\"\n values = [\"z\", \"a\"]\n}\ncondition {\n test = \"Null\"\n variable = \"e\"\n values = []\n}\ncondition {\n test = \"Bool\"\n variable = \"b\"\n values = [false]\n}",
        """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Condition":{"Bool":{"b":"false"},"Null":{"e":[]},"StringLike":{"s3:prefix":["z","a"]}}}]}""")]
    public void A_policy_document_is_rendered_as_the_provider_does(string statement, string expected)
    {
        var root = Expand($"data \"aws_iam_policy_document\" \"p\" {{\n  statement {{\n{statement}\n}}\n}}");

        Assert.Equal(expected, Assert.IsType<StringValue>(Attribute(root, "data.aws_iam_policy_document.p", "minified_json")).Value);
    }
}
