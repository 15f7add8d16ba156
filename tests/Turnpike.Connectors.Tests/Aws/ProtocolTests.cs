using System.Text;
using Turnpike.Connectors.Aws.Catalog;
using Turnpike.Connectors.Aws.Client;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Connectors.Tests.Aws;

/// <summary>Requests and answers of the five protocols, by canned examples.</summary>
public sealed class ProtocolTests
{
    [Theory]
    [InlineData("query", "", """{"Names.member": ["a b", "c"], "Max": 5, "On": true}""", "POST /", "Action=Op&Version=v1&Max=5&Names.member.1=a%20b&Names.member.2=c&On=true")]
    [InlineData("ec2", "", """{"Filter": [{"Name": "vpc-id", "Value": ["x"]}]}""", "POST /", "Action=Op&Version=v1&Filter.1.Name=vpc-id&Filter.1.Value.1=x")]
    [InlineData("json-1.1", "", """{"b": 1, "a": ["x"]}""", "POST /", """{"a":["x"],"b":1}""")]
    [InlineData("rest-json", "GET /things/{id}", """{"ids": ["b", "a"], "max": 3}""", "GET /things/a%2Fb%20c?ids=a&ids=b&max=3", "")]
    [InlineData("rest-json", "POST /things/{id}", """{"max": 3}""", "POST /things/a%2Fb%20c", """{"max":3}""")]
    [InlineData("rest-xml", "GET /{id}?policy", """{}""", "GET /a%2Fb%20c?policy=", "")]
    public void A_call_is_written_in_the_protocol_of_its_service(string protocol, string http, string parameters, string line, string body)
    {
        var service = Service(protocol, $"""
              - call: Op
                {(http.Length > 0 ? "http: " + http : "")}
                items: $
            """);
        var path = http.Length == 0 ? "/" : http.Split(' ')[1].Replace("{id}", UriText.Encode("a/b c"), StringComparison.Ordinal);
        var call = new AwsCall(service, "Op", http.Length == 0 ? "POST" : http.Split(' ')[0], path, (ObjectValue)Json(parameters), [], "1", "eu-west-1");

        var request = RequestWriter.Write(call, new Uri("https://x.example"));

        Assert.Equal(line, $"{request.Method} {request.ToMessage().RequestUri!.PathAndQuery}");
        Assert.Equal(body, Encoding.UTF8.GetString(request.Body));
    }

    [Theory]
    [InlineData("<R><a>1</a><b/><c><item><d>x</d></item></c><e><m>1</m><m>2</m></e></R>", """{"a":"1","b":"","c":{"item":{"d":"x"}},"e":{"m":["1","2"]}}""")]
    [InlineData("<OpResponse><OpResult><a>1</a></OpResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></OpResponse>", """{"a":"1"}""")]
    [InlineData("<OpResponse xmlns='urn:x'><requestId>r</requestId></OpResponse>", """{"requestId":"r"}""")]
    [InlineData("<LocationConstraint xmlns='urn:x'>eu-west-2</LocationConstraint>", """{"LocationConstraint":"eu-west-2"}""")]
    [InlineData("<R><Grantee xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:type='Group'><URI>u</URI></Grantee></R>", """{"Grantee":{"URI":"u","type":"Group"}}""")]
    public void An_answer_in_XML_becomes_a_value(string xml, string json) =>
        Assert.Equal(json, Encoding.UTF8.GetString(JsonText.Canonical(XmlAnswer.Read(Encoding.UTF8.GetBytes(xml)))));

    [Theory]
    [InlineData("query", 403, "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error><RequestId>r1</RequestId></ErrorResponse>", "Denied AccessDenied no r1")]
    [InlineData("ec2", 403, "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no</Message></Error></Errors><RequestID>r1</RequestID></Response>", "Denied UnauthorizedOperation no r1")]
    [InlineData("ec2", 503, "<Response><Errors><Error><Code>RequestLimitExceeded</Code><Message>slow</Message></Error></Errors></Response>", "Throttled RequestLimitExceeded slow ")]
    [InlineData("rest-xml", 404, "<Error><Code>NoSuchBucketPolicy</Code><Message>none</Message><RequestId>r1</RequestId></Error>", "NotFound NoSuchBucketPolicy none r1")]
    [InlineData("json-1.0", 400, """{"__type": "com.amazonaws.sqs#QueueDoesNotExist", "message": "gone"}""", "NotFound QueueDoesNotExist gone ")]
    [InlineData("json-1.1", 400, """{"__type": "ExpiredTokenException", "Message": "old"}""", "Expired ExpiredTokenException old ")]
    [InlineData("rest-json", 403, """{"message": "no"}""", "Denied AccessDenied no ")]
    [InlineData("rest-json", 404, "<html/>", "Unsupported UnknownOperation there is no such operation at this endpoint ")]
    [InlineData("rest-json", 502, "<html/>", "Transient Http502 HTTP 502 ")]
    [InlineData("query", 400, "<ErrorResponse><Error><Code>OptInRequired</Code><Message>not yet</Message></Error></ErrorResponse>", "Unsupported OptInRequired not yet ")]
    public void A_fault_says_the_same_in_every_protocol(string protocol, int status, string body, string says)
    {
        var fault = AwsFault.Read(Service(protocol, "  - {call: Op, items: $}").Protocol, status, Encoding.UTF8.GetBytes(body), _ => null);

        Assert.Equal(says, $"{fault.Kind} {fault.Code} {fault.Message} {fault.RequestId}");
    }

    [Theory]
    [InlineData("ec2", "eu-west-1", "https://ec2.eu-west-1.amazonaws.com/", "eu-west-1")]
    [InlineData("ec2", "cn-north-1", "https://ec2.cn-north-1.amazonaws.com.cn/", "cn-north-1")]
    [InlineData("iam", "eu-west-1", "https://iam.amazonaws.com/", "us-east-1")]
    [InlineData("iam", "us-gov-east-1", "https://iam.us-gov.amazonaws.com/", "us-gov-west-1")]
    [InlineData("route53", "cn-north-1", "https://route53.amazonaws.com.cn/", "cn-northwest-1")]
    [InlineData("ecr", "eu-west-1", "https://api.ecr.eu-west-1.amazonaws.com/", "eu-west-1")]
    [InlineData("s3control", "eu-west-1", "https://111111111111.s3-control.us-east-1.amazonaws.com/", "us-east-1")]
    public void A_service_is_asked_where_its_partition_has_it(string service, string region, string address, string signedFor)
    {
        var definition = ServiceTable.All.Single(s => s.Name == service);

        Assert.Equal(address, new AwsEndpoints(null, _ => null).Of(definition, region, "111111111111").ToString());
        Assert.Equal(signedFor, AwsEndpoints.SigningRegion(definition, region));
    }

    [Fact]
    public void The_environment_and_a_setting_say_where_else_to_ask()
    {
        var elb = ServiceTable.All.Single(s => s.Name == "elbv2");
        var environment = new Dictionary<string, string> { ["AWS_ENDPOINT_URL"] = "http://all/", ["AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2"] = "http://elb/" };

        Assert.Equal("http://elb/", new AwsEndpoints(new("http://set/"), environment.GetValueOrDefault).Of(elb, "eu-west-1", "1").ToString());
        environment.Remove("AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2");
        Assert.Equal("http://set/", new AwsEndpoints(new("http://set/"), environment.GetValueOrDefault).Of(elb, "eu-west-1", "1").ToString());
        Assert.Equal("http://all/", new AwsEndpoints(null, environment.GetValueOrDefault).Of(elb, "eu-west-1", "1").ToString());
    }

    private static ServiceDefinition Service(string protocol, string reads) =>
        ServiceReader.Read("x.yaml", Encoding.UTF8.GetBytes($"service: x\nprotocol: {protocol}\nversion: v1\ntarget: X\nreads:\n{reads}\n"));

    private static Value Json(string text) => JsonReader.Read(SourceText.From("json", text), [])!;
}
