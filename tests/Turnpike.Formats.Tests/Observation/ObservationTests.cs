using System.Text;
using Turnpike.Formats.Observation;
using Turnpike.Formats.Withholding;
using Turnpike.Values;

namespace Turnpike.Formats.Tests.Observation;

public sealed class ObservationTests
{
    private static readonly byte[] s_key = [.. Enumerable.Range(1, 32).Select(static i => (byte)i)];

    private static readonly Coverage s_read = new("ec2:DescribeInstances", CoverageStatus.Read, ["aws_instance"]);
    private static readonly Coverage s_denied = new("ec2:DescribeVpcs", CoverageStatus.Denied, ["aws_vpc", "aws_default_vpc"], "Not allowed. Grant ec2:DescribeVpcs.");

    private static readonly ObservedResource s_web = new("aws_instance", "i-0abc", Value.Object(
        ("ami", Value.Of("ami-1")),
        ("user_data", Value.Of("correct-horse-battery").ToSensitive()),
        ("root_block_device", Value.Array(Value.Object(("volume_size", Value.Of(8)), ("kms_key_id", ObservedResource.Unread)))),
        ("credit_specification", ObservedResource.Unread),
        ("tags", Value.Object(("Name", Value.Of("web-1"))))))
    {
        Arn = "arn:aws:ec2:eu-west-1:123456789012:instance/i-0abc",
        Name = "web-1",
        MadeBy = new MadeBy("autoscaling", "web"),
    };

    private static readonly ObservedResource s_odd = new("aws_s3_bucket", "a \"b\"\\${c}", ObjectValue.Empty);

    [Fact]
    public void What_is_written_reads_back_with_its_marks()
    {
        var document = Read(Part([s_web, s_odd], [s_read, s_denied]));

        Assert.Equal(("aws", "123456789012", "eu-west-1", "ec2"), (document.Provider, document.Account, document.Region, document.Service));
        Assert.Equal(["read", "denied"], document.Coverage.Select(static c => c.Status.ToText()));
        Assert.Equal(["aws_default_vpc", "aws_vpc"], document.Coverage[1].Types);
        Assert.Equal(s_denied.Message, document.Coverage[1].Message);
        Assert.Equal(["""aws_instance.observed["i-0abc"]""", """aws_s3_bucket.observed["a \"b\"\\$${c}"]"""], document.Resources.Select(static r => r.Address.Text));

        var web = document.Resources[0];
        var attributes = Assert.IsType<ObjectValue>(web.Attributes);
        Assert.Equal("registry.terraform.io/hashicorp/aws", web.Provider);
        Assert.Equal(Value.Of("i-0abc"), attributes.Get("id"));
        Assert.Equal(Value.Of(s_web.Arn!), attributes.Get("arn"));
        Assert.Equal("""{"name":"web","tool":"autoscaling"}""", attributes.Get("made_by")!.ToString());
        Assert.True(attributes.Get("user_data")!.IsSensitive);
        Assert.Equal(
            """aws_instance.observed["i-0abc"]/credit_specification""",
            Assert.IsType<UnknownValue>(attributes.Get("credit_specification")).Id);
        Assert.IsType<UnknownValue>(Reading.Path("root_block_device/0/kms_key_id").Resolve(attributes));
        Assert.Equal(Value.Of(8), Reading.Path("root_block_device/0/volume_size").Resolve(attributes));
        Assert.StartsWith("\"attributes\"", Encoding.UTF8.GetString(document.Source.Utf8.Span[document.Locate(web.Origin.Path).Start..]), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_part_is_the_same_bytes_however_it_was_read()
    {
        var other = s_web with { Attributes = ObjectValue.Empty.With("tags", s_web.Attributes.Get("tags")!).With("user_data", s_web.Attributes.Get("user_data")!)
            .With("root_block_device", s_web.Attributes.Get("root_block_device")!).With("credit_specification", ObservedResource.Unread).With("ami", Value.Of("ami-1")) };

        Assert.Equal(
            Encoding.UTF8.GetString(ObservationDocument.Write(Part([s_web, s_odd], [s_read, s_denied]))),
            Encoding.UTF8.GetString(ObservationDocument.Write(Part([s_odd, other], [s_denied with { Types = ["aws_default_vpc", "aws_vpc"] }, s_read]))));
    }

    [Fact]
    public void Nothing_secret_of_it_is_kept()
    {
        var named = s_odd with { Attributes = Value.Object(("description", Value.Of("says correct-horse-battery")), ("master_password", Value.Of("by-its-name"))) };
        var kept = KeptDocument.Write(Read(Part([s_web, named], [s_denied])), s_key)!;

        Assert.DoesNotContain("correct-horse-battery", Encoding.UTF8.GetString(kept), StringComparison.Ordinal);
        Assert.DoesNotContain("by-its-name", Encoding.UTF8.GetString(kept), StringComparison.Ordinal);
        var again = Assert.IsType<ObservationDocument>(InputReader.Read("kept", kept).Document);
        var attributes = (ObjectValue)again.Resources[0].Attributes;
        Assert.True(attributes.Get("user_data") is UnknownValue { IsSensitive: true, Origin: UnknownOrigin.Withheld });
        Assert.True(attributes.Get("credit_specification") is UnknownValue { IsSensitive: false });
        Assert.Equal(Value.Of("ami-1"), attributes.Get("ami"));
    }

    [Theory]
    [InlineData("""{"observation_version":2,"provider":"aws"}""", "OBS001 1:2")]
    [InlineData("""{"observation_version":"1"}""", "OBS001 1:2")]
    [InlineData("""{"observation_version":1,"provider":"moon"}""", "OBS002 1:26")]
    [InlineData("""{"observation_version":1,"provider":"aws"}""", "OBS003,OBS003,OBS003,OBS003,OBS003")]
    [InlineData("""{"observation_version":1,"provider":"aws","account":1,"region":"","service":"iam","coverage":{},"resources":[]}""", "OBS003 1:43,OBS003 1:83")]
    [InlineData("""{"observation_version":1,"provider":"aws","account":"1","region":"","service":"iam","coverage":[3,{"what":"x","status":"perhaps","types":[]}],"resources":[]}""", "OBS003 1:97,OBS005 1:111")]
    [InlineData("""{"observation_version":1,"provider":"aws","account":"1","region":"","service":"iam","coverage":[],"resources":[null,{"type":"aws_x","id":""},{"type":"aws_x","id":"","attributes":{}},{"type":"a.b\"]","id":"x","attributes":{}},{"type":"aws_x","id":7,"attributes":{}}]}""", "OBS003,OBS003,OBS004,OBS004,OBS003")]
    [InlineData("""{"observation_version":1,"provider":"aws","account":"1","region":"","service":"iam","coverage":[],"resources":[{"type":"aws_x","id":"y","attributes":{},"sensitive":"all","unknown":[[],[null],["a"]]}]}""", "OBS003,OBS003")]
    public void What_is_of_another_form_is_said_where_it_stands(string text, string expected)
    {
        var faults = Reading.Faults(Reading.Read(text));
        Assert.Equal(expected, string.Join(',', expected.Contains(' ', StringComparison.Ordinal) ? faults : faults.Select(static f => f[..6])));
    }

    [Theory]
    [InlineData("""["a","b","c"]""", """{"a":{"b":"…"}}""")]
    [InlineData("""["new","below"]""", """{"a":{"b":7},"new":"…"}""")]
    [InlineData("""["a",0]""", """{"a":"…"}""")]
    [InlineData("""[99999999999999999999]""", """{"a":{"b":7}}""")]
    public void A_path_that_leads_nowhere_marks_what_it_reaches(string path, string expected)
    {
        var document = Reading.ReadAs<ObservationDocument>(
            """{"observation_version":1,"provider":"aws","account":"1","region":"","service":"s","coverage":[],"resources":[{"type":"aws_x","id":"y","attributes":{"a":{"b":7}},"unknown":[""" + path + "]}]}");

        var attributes = ((ObjectValue)document.Resources[0].Attributes).Without(Value.Of("id"));
        Assert.Equal(expected, attributes.ToString().Replace(JsonText.UnknownPlaceholder, "…", StringComparison.Ordinal));
    }

    private static ObservedPart Part(IReadOnlyList<ObservedResource> resources, IReadOnlyList<Coverage> coverage) =>
        new(ObservedProvider.Aws, "123456789012", "eu-west-1", "ec2", coverage, resources);

    private static ObservationDocument Read(ObservedPart part)
    {
        var read = InputReader.Read("part", ObservationDocument.Write(part));
        Assert.Empty(read.Diagnostics.Select(static d => d.ToString()));
        return Assert.IsType<ObservationDocument>(read.Document);
    }
}
