namespace Turnpike.Rego.Tests.Builtins;

public sealed class OtherTests
{
    [Theory]
    [InlineData("net.cidr_contains", "\"10.0.0.0/8\",\"10.1.2.3\"", "true")]
    [InlineData("net.cidr_contains", "\"172.17.0.0/24\",\"172.17.0.0/16\"", "false")]
    [InlineData("net.cidr_contains", "\"10.0.0.0/8\",\"010.1.2.3\"", "eval_builtin_error: net.cidr_contains: invalid CIDR address: 010.1.2.3")]
    [InlineData("net.cidr_intersects", "\"2001:db8::/32\",\"2001:db8:1::/48\"", "true")]
    [InlineData("net.cidr_expand", "\"192.168.1.3/31\"", """{"$set":["192.168.1.2","192.168.1.3"]}""")]
    [InlineData("net.cidr_expand", "\"10.0.0.0/4\"", "eval_builtin_error: net.cidr_expand: 10.0.0.0/4 has 2^28 addresses, more than 2^24")]
    [InlineData("net.cidr_merge", """["192.0.2.112","192.0.2.116/31"]""", """{"$set":["192.0.2.0/24"]}""")]
    [InlineData("net.cidr_merge", """["::/0","::192.0.2.0/124"]""", """{"$set":["::/0"]}""")]
    [InlineData("net.cidr_merge", """["fe80::1/128","fe80::/128","10.0.0.0/32"]""", """{"$set":["10.0.0.0/32","fe80::/127"]}""")]
    [InlineData("net.cidr_contains_matches", """[["1.1.2.0/24",1],"1.1.1.0/24"],["1.1.1.1","1.1.2.1"]""", """{"$set":[[0,1],[1,0]]}""")]
    [InlineData("graph.reachable", """{"a":["b"],"b":["c"],"c":[]},["a","x"]""", """{"$set":["a","b","c"]}""")]
    [InlineData("graph.reachable_paths", """{"a":["b","c"],"b":["c"],"c":[]},["a"]""", """{"$set":[["a","b","c"],["a","c"]]}""")]
    [InlineData("graph.reachable_paths", """{"a":["b"],"b":["a"]},["a"]""", """{"$set":[["a","b"]]}""")]
    [InlineData("semver.compare", "\"1.0.0-rc.2\",\"1.0.0-rc.10\"", "-1")]
    [InlineData("semver.compare", "\"1.0.0\",\"1.0.0-rc\"", "1")]
    [InlineData("semver.compare", "\"1\",\"1.0.0\"", "eval_builtin_error: semver.compare: operand 1: string \"1\" is not a valid SemVer")]
    [InlineData("semver.is_valid", "1", "false")]
    [InlineData("uuid.parse", "\"urn:uuid:000003e8-48b9-21ee-b200-325096b39f47\"", """{"clocksequence":12800,"domain":"Person","id":1000,"macvariables":"local:unicast","nodeid":"32-50-96-b3-9f-47","time":1693566990121469600,"variant":"RFC4122","version":2}""")]
    [InlineData("uuid.parse", "\"x\"", "undefined")]
    [InlineData("crypto.hmac.sha1", "\"foo\",\"bar\"", "\"85d155c55ed286a300bd1cf124de08d87e914f3a\"")]
    [InlineData("crypto.x509.parse_certificates", "\"foobar\"", "eval_builtin_error: crypto.x509.parse_certificates: illegal base64 data at input byte 4")]
    [InlineData("io.jwt.verify_hs256", "\"a.b\",\"secret\"", "eval_builtin_error: io.jwt.verify_hs256: encoded JWT must have 3 sections, found 2")]
    [InlineData("io.jwt.decode", "\"a\"", "eval_builtin_error: io.jwt.decode: encoded JWT had no period separators")]
    [InlineData("http.send", """{"method":"get","url":"http://localhost"}""", "eval_builtin_error: http.send: refused: policies may not reach outside unless the host allows this function by name (--allow at the command line, BuiltinRegistry.Allow in a program)")]
    [InlineData("http.send", """{"bad_key":1}""", "eval_type_error: http.send: operand 1 invalid request parameters(s): {\"bad_key\"}")]
    [InlineData("opa.runtime", "", "eval_builtin_error: opa.runtime: refused: policies may not reach outside unless the host allows this function by name (--allow at the command line, BuiltinRegistry.Allow in a program)")]
    public void Results(string name, string arguments, string expected)
    {
        var list = (Values.ArrayValue)BuiltinCalls.Parse($"[{arguments}]");
        Assert.Equal(expected, BuiltinCalls.Call(name, list.Items));
    }

    [Fact]
    public void A_token_signed_with_an_edwards_key_is_verified_with_it()
    {
        const string Jwk = """{"kty":"OKP","alg":"EdDSA","crv":"Ed25519","x":"wEZFfoAj1rFKTLOOmjJjVZlCHwksuvMb2I5y_hg70E8","d":"9XI34uQzYUJfWhDZf_0nYsLMBRVu8a6dFsy60P8uugk"}""";
        var token = BuiltinCalls.Call("io.jwt.encode_sign", """{"alg":"EdDSA"}""", """{"iss":"joe"}""", Jwk);
        Assert.Equal("true", BuiltinCalls.Call("io.jwt.verify_eddsa", [BuiltinCalls.Parse(token), Values.Value.Of(Jwk)]));
        Assert.Equal("false", BuiltinCalls.Call("io.jwt.verify_es256", [BuiltinCalls.Parse(token), Values.Value.Of(Jwk)]));
    }
}
