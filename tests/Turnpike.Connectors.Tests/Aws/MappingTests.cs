using System.Text;
using Turnpike.Connectors.Aws.Catalog;
using Turnpike.Connectors.Mappings;
using Turnpike.Formats.Observation;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Connectors.Tests.Aws;

/// <summary>The language in which data files say what an answer is in Terraform's terms; docs/guides/aws-services.md tells it.</summary>
public sealed class MappingTests
{
    private const string Item = """
        {"id": "i-1", "empty": "", "yes": "true", "size": "20", "when": 1700000000.5, "nothing": null,
         "one": {"item": {"k": "a"}}, "many": {"item": [{"k": "b", "n": "2"}, {"k": "a", "n": "1"}]}, "none": "",
         "tags": [{"Key": "Name", "Value": "web"}, {"Key": "empty"}], "map": {"x": {"y": "z"}},
         "policy": "{\"b\": 1,\n \"a\": 2}", "path": "/a/b/c", "list": ["c", "a", "c"], "csv": "YSxiDQoxLCJ4LHkiDQoyLHgseQ0K"}
        """;

    [Theory]
    [InlineData("id", "\"i-1\"")]
    [InlineData("missing", null)]
    [InlineData("nothing", null)]
    [InlineData("missing ?? id", "\"i-1\"")]
    [InlineData("one.item[].k", """["a"]""")]
    [InlineData("many.item[].k", """["b","a"]""")]
    [InlineData("many.item[].k | set", """["a","b"]""")]
    [InlineData("none.item[].k", "[]")]
    [InlineData("none[]", "[]")]
    [InlineData("list[-1]", "\"c\"")]
    [InlineData("list[5]", null)]
    [InlineData("yes | bool", "true")]
    [InlineData("size | int", "20")]
    [InlineData("when | time", "\"2023-11-14T22:13:20Z\"")]
    [InlineData("when | week", "\"2023-11-13\"")]
    [InlineData("tags | tags", """{"Name":"web","empty":""}""")]
    [InlineData("many.item[] | pairs('k', 'n')", """{"a":"1","b":"2"}""")]
    [InlineData("many.item[] | pairs('k', 'n') | get('a') | int", "1")]
    [InlineData("map | get('x', 'y')", "\"z\"")]
    [InlineData("policy | json", "\"{\\\"a\\\":2,\\\"b\\\":1}\"")]
    [InlineData("path | last('/')", "\"c\"")]
    [InlineData("path | after('/a/') | before('/')", "\"b\"")]
    [InlineData("id == 'i-1'", "true")]
    [InlineData("id != 'i-1'", "false")]
    [InlineData("id | in('x', 'i-1') | not", "false")]
    [InlineData("arn:{$partition}:x:{$region}:{$account}:{id}", "\"arn:aws:x:eu-west-1:1:i-1\"")]
    [InlineData("arn:{missing}", null)]
    [InlineData("yes | map('true', 'on', 'off')", "\"on\"")]
    [InlineData("size | map('true', 'on', 'off')", "\"off\"")]
    [InlineData("missing | default(0)", "0")]
    [InlineData("csv | base64 | csv", """[{"a":"1","b":"x,y"}]""")]
    [InlineData("empty | nonempty", null)]
    [InlineData("\"id\"", "\"i-1\"")]
    public void An_expression_gives(string expression, string? json) => Assert.Equal(json, Evaluate(expression));

    [Fact]
    public void What_was_refused_makes_unknown_what_is_computed_from_it()
    {
        var item = ((ObjectValue)Json(Item)).With("policy", ObservedResource.Unread);

        foreach (var expression in (string[])["policy", "policy.a.b", "policy | json | default('')", "x{policy}", "policy == 'x'", "policy[].a"])
        {
            Assert.IsType<UnknownValue>(ExpressionParser.Parse(expression).Evaluate(Scope(item)));
        }
    }

    [Theory]
    [InlineData("id |")]
    [InlineData("id | nosuch")]
    [InlineData("id ??")]
    [InlineData("'open")]
    [InlineData("a b")]
    [InlineData("x{id")]
    public void A_wrong_expression_is_refused_with_its_text(string expression) =>
        Assert.Contains(expression, Assert.Throws<InvalidDataException>(() => ExpressionParser.Parse(expression)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_member_that_no_data_file_has_is_refused()
    {
        var fault = Assert.Throws<InvalidDataException>(() => ServiceReader.Read("x.yaml", "service: x\nprotocol: ec2\nreeds: []\n"u8.ToArray()));

        Assert.Equal("x.yaml: \"reeds\" is not known here", fault.Message);
    }

    [Fact]
    public void Rules_of_a_security_group_are_those_that_Terraform_shows()
    {
        var permissions = Json("""
            [{"ipProtocol": "tcp", "fromPort": "443", "toPort": "443", "ipRanges": {"item": [{"cidrIp": "10.0.0.0/8"}, {"cidrIp": "0.0.0.0/0", "description": "all"}, {"cidrIp": "1.1.1.1/32", "description": "all"}]},
              "groups": {"item": [{"groupId": "sg-1", "userId": "1"}, {"groupId": "sg-2", "userId": "1"}, {"groupId": "sg-3", "userId": "2"}]}},
             {"ipProtocol": "-1", "ipv6Ranges": {"item": {"cidrIpv6": "::/0"}}}]
            """);

        var rules = SecurityRules.Group(permissions, Value.Of("sg-1"), Value.Of("1"));

        Assert.Equal(
            """[{"cidr_blocks":[],"description":"","from_port":0,"ipv6_cidr_blocks":["::/0"],"prefix_list_ids":[],"protocol":"-1","security_groups":[],"self":false,"to_port":0},"""
            + """{"cidr_blocks":["0.0.0.0/0","1.1.1.1/32"],"description":"all","from_port":443,"ipv6_cidr_blocks":[],"prefix_list_ids":[],"protocol":"tcp","security_groups":[],"self":false,"to_port":443},"""
            + """{"cidr_blocks":["10.0.0.0/8"],"description":"","from_port":443,"ipv6_cidr_blocks":[],"prefix_list_ids":[],"protocol":"tcp","security_groups":["2/sg-3","sg-2"],"self":true,"to_port":443}]""",
            Text(rules));
    }

    private static string? Evaluate(string expression) => ExpressionParser.Parse(expression).Evaluate(Scope(Json(Item))) is { } value ? Text(value) : null;

    private static Scope Scope(Value item) => new(new Place("1", "eu-west-1", "aws"), item);

    private static string Text(Value value) => Encoding.UTF8.GetString(JsonText.Canonical(value));

    private static Value Json(string text) => JsonReader.Read(SourceText.From("json", text), [])!;
}
