using Turnpike.Rego.Builtins;
using Turnpike.Values;

namespace Turnpike.Rego.Tests.Builtins;

public sealed class SchemaTests
{
    [Theory]
    [InlineData("""{"type":"unknown"}""", """[false,"jsonschema: has a primitive type that is NOT VALID -- given: /unknown/ Expected valid values are:[array boolean integer number null object string]"]""")]
    [InlineData("\"{\\\"type\\\": \\\"boolean\\\"}\"", "[true,null]")]
    public void A_schema_is_judged(string schema, string expected) =>
        Assert.Equal(BuiltinCalls.Show(BuiltinCalls.Parse(expected)), BuiltinCalls.Call("json.verify_schema", schema));

    [Theory]
    [InlineData("""{"id":5}""", """{"properties":{"id":{"type":"integer"}},"required":["id"]}""", "")]
    [InlineData("""{"id":"x"}""", """{"properties":{"id":{"type":"integer"}}}""", "id: Invalid type. Expected: integer, given: string")]
    [InlineData("{}", """{"required":["id"]}""", "(root): id is required")]
    [InlineData("""{"a":{"b":[1,"x"]}}""", """{"properties":{"a":{"properties":{"b":{"items":{"type":"number"}}}}}}""", "a.b.1: Invalid type. Expected: number, given: string")]
    [InlineData("""{"b":1}""", """{"properties":{"a":{}},"additionalProperties":false}""", "(root): Additional property b is not allowed")]
    [InlineData("""[1,1.0]""", """{"uniqueItems":true}""", "(root): array items[0,1] must be unique")]
    [InlineData("""[5]""", """{"items":{"exclusiveMinimum":5,"multipleOf":2.5}}""", "0: Must be greater than 5")]
    [InlineData("""["åä"]""", """{"items":{"maxLength":1,"pattern":"^a","enum":["x"]}}""", "0: 0 must be one of the following: \"x\"|0: String length must be less than or equal to 1|0: Does not match pattern '^a'")]
    [InlineData("""[1]""", """{"anyOf":[{"type":"string"},{"minItems":2}]}""", "(root): Must validate at least one schema (anyOf)|(root): Invalid type. Expected: string, given: array")]
    [InlineData("""{"a":{"a":{"a":1}}}""", """{"$ref":"#/definitions/n","definitions":{"n":{"properties":{"a":{"$ref":"#/definitions/n"}},"type":"object"}}}""", "a.a.a: Invalid type. Expected: object, given: integer")]
    [InlineData("\"2020-13-01\"", """{"format":"date"}""", "(root): Does not match format 'date'")]
    public void A_document_is_judged(string document, string schema, string expected)
    {
        var result = (ArrayValue)BuiltinRegistry.Default.Find("json.match_schema")!.Invoke(new BuiltinContext(), [Document(document), BuiltinCalls.Parse(schema)])!;
        Assert.Equal(expected, string.Join('|', ((ArrayValue)result[1]).Items.ToArray().Select(p => ((StringValue)((ObjectValue)p).Get("error")!).Value)));
        Assert.Equal(Value.Of(expected.Length == 0), result[0]);
    }

    [Fact]
    public void References_without_end_and_remote_ones_fail()
    {
        Assert.StartsWith("eval_builtin_error: json.match_schema: the schema refers to itself", BuiltinCalls.Call("json.match_schema", "{}", """{"$ref":"#"}"""), StringComparison.Ordinal);
        Assert.Contains("remote references are not fetched", BuiltinCalls.Call("json.match_schema", "{}", """{"$ref":"http://example.com/s.json"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void Aws_requests_are_signed()
    {
        var result = BuiltinCalls.Call(
            "providers.aws.sign_req",
            """{"method":"get","url":"https://example.com","headers":{"foo":"bar"}}""",
            """{"aws_access_key":"MYAWSACCESSKEYGOESHERE","aws_secret_access_key":"MYAWSSECRETACCESSKEYGOESHERE","aws_service":"s3","aws_region":"us-east-1"}""",
            "1451311705000000000");
        Assert.Contains("SignedHeaders=foo;host;x-amz-content-sha256;x-amz-date,Signature=8f1dc7c9b9978356a0d0989fd26a95307f4f8a4aa264d8220647b7097d839952", result, StringComparison.Ordinal);
    }

    // A text is a document in JSON to the builtin, and the only form for those that are no objects.
    private static Value Document(string json) => BuiltinCalls.Parse(json) is ObjectValue obj ? obj : Value.Of(json);
}
