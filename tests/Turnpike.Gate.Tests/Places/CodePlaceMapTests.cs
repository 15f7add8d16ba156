using System.Text;
using Turnpike.Gate.Places;
using Turnpike.Gate.Tests.Reports;
using Turnpike.Hcl;
using Turnpike.Hcl.Terraform;
using SourcePlace = Turnpike.Gate.Findings.SourcePlace;

namespace Turnpike.Gate.Tests.Places;

public class CodePlaceMapTests
{
    private const string Code = """
        variable "ports" {
          default = [22, 80]
        }

        resource "aws_security_group" "api" {
          name = "api"
          dynamic "ingress" {
            for_each = var.ports
            content {
              from_port   = ingress.value
              to_port     = ingress.value
              protocol    = "tcp"
              cidr_blocks = ["0.0.0.0/0"]
            }
          }
        }

        """;

    private const string Plan = """
        {"format_version":"1.2","terraform_version":"1.11.4","resource_changes":[{"address":"aws_security_group.api","mode":"managed","type":"aws_security_group","name":"api",
        "provider_name":"registry.terraform.io/hashicorp/aws","change":{"actions":["create"],"before":null,"after":{"name":"api","ingress":[
        {"from_port":22,"to_port":22,"protocol":"tcp","cidr_blocks":["0.0.0.0/0"]},{"from_port":80,"to_port":80,"protocol":"tcp","cidr_blocks":["0.0.0.0/0"]}]},
        "after_unknown":{"id":true},"before_sensitive":false,"after_sensitive":{}}}],"configuration":{}}
        """;

    [Theory]
    [InlineData(null, 5, 1)]
    [InlineData("name", 6, 3)]
    [InlineData("ingress[1].cidr_blocks", 13, 7)]
    [InlineData("ingress[1].cidr_blocks[0]", 13, 22)]
    [InlineData("ingress[0].description", 9, 5)]
    [InlineData("tags[\"a.b\"]", 5, 1)]
    public void An_attribute_stands_where_it_is_written_or_where_what_holds_it_is(string? path, int line, int column)
    {
        var map = Assert.IsType<CodePlaceMap>(CodePlaceMap.Of("plan.json", Encoding.UTF8.GetBytes(Plan), [new PlanCode(new Tree(), new TerraformOptions(), "")]));
        var read = CodePlaceMap.Read(map.Write(), out var fault);

        Assert.Equal("", fault);
        Assert.Equal(map.Write(), read!.Write());
        Assert.Equal(new SourcePlace("main.tf", line, column), read.Find("aws_security_group.api", path));
        Assert.Null(read.Find("aws_security_group.other", path));
    }

    [Fact]
    public void Findings_move_to_the_code_and_others_stay()
    {
        var first = ReportSamples.Mixed.Findings.First(static f => f.Resource is not null && f.Source is not null);
        var map = new CodePlaceMap
        {
            PlacesVersion = 1,
            Resources = new(StringComparer.Ordinal) { [first.Resource!.Address] = new ResourcePlaces(new CodePlace("a/main.tf", 3, 1), []) },
        };

        var moved = map.Move(ReportSamples.Mixed);
        Assert.All(moved.Findings.Zip(ReportSamples.Mixed.Findings), pair => Assert.Equal(
            pair.Second.Resource?.Address == first.Resource.Address ? new SourcePlace("a/main.tf", 3, 1) : pair.Second.Source, pair.First.Source));
    }

    [Theory]
    [InlineData("[]", "expected an object")]
    [InlineData("{\"places_version\":2,\"resources\":{}}", "places_version is 2")]
    [InlineData("{\"places_version\":1}", "expected an object")]
    [InlineData("{\"places_version\":1,\"resources\":{\"a\":null}}", "expected an object")]
    [InlineData("{\"places_version\":1,\"resources\":{},\"x\":1}", "expected an object")]
    [InlineData("{\"places_version\":1,\"resources\":{\"a\":{\"declared\":{\"file\":\"../x\",\"line\":1,\"column\":1},\"attributes\":{}}}}", "visible characters below the repository")]
    [InlineData("{\"places_version\":1,\"resources\":{\"a\":{\"declared\":{\"file\":\"/etc/x\",\"line\":1,\"column\":1},\"attributes\":{}}}}", "visible characters below the repository")]
    [InlineData("{\"places_version\":1,\"resources\":{\"a\":{\"declared\":{\"file\":\"x\",\"line\":0,\"column\":1},\"attributes\":{}}}}", "from 1")]
    public void What_is_no_map_is_refused_with_the_reason(string json, string expected)
    {
        Assert.Null(CodePlaceMap.Read(Encoding.UTF8.GetBytes(json), out var fault));
        Assert.Contains(expected, fault, StringComparison.Ordinal);
    }

    private sealed class Tree : IFileTree
    {
        public IReadOnlyList<FileTreeEntry>? List(string folder) => folder.Length == 0 ? [new FileTreeEntry("main.tf", IsFolder: false)] : null;

        public FileTreeContent? Read(string path) => path == "main.tf" ? new FileTreeContent(Encoding.UTF8.GetBytes(Code)) : null;
    }
}
