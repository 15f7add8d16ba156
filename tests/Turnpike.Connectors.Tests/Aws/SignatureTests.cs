using System.Text;
using Turnpike.Connectors.Aws.Client;
using Turnpike.Connectors.Aws.Credentials;

namespace Turnpike.Connectors.Tests.Aws;

/// <summary>Signatures for the credentials and the moment of AWS's published test suite; those it does not publish are AWS's own command line's.</summary>
public sealed class SignatureTests
{
    private static readonly DateTimeOffset s_time = new(2015, 8, 30, 12, 36, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("GET", "/", "", "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31")]
    [InlineData("GET", "/", "Param1=b&Param1=a&Param2=x y", "", "1adf575ea00b6ae4e3c7a9e6c481ad5d55b6eb006b98e32d792b53d388a83c2a")]
    [InlineData("POST", "/", "", "Param1=value1", "2f3b42f35f135abf9c562afcbbc44fc03df96dcfd4332ecebad8b39a7d4b6125")]
    [InlineData("GET", "/a%20b/%E1%88%B4/", "", "", "39632e703f490b82e41f71c85f8295d80f1b5d4a4d5d8e810084f20522e1dd2a")]
    [InlineData("GET", "/a/../b//c/./", "", "", "50179f98f844e58d84850869a9b8bb5bfae7471a0240138c0a946cc651946b53")]
    [InlineData("GET", "/tags/arn%3Aaws%3Alambda%3Aeu-west-1%3A1%3Afunction%3Ax", "", "", "21d9c297c0cc3a4f5aa8b3f0b501584f6927618cd793001c44bfafd0864d9304")]
    public void A_request_is_signed_as_AWS_signs_it(string method, string path, string query, string body, string signature)
    {
        var request = Request("https://example.amazonaws.com", method, path, query, body);

        SignatureV4.Sign(request, Credentials(), "us-east-1", "service", s_time);

        Assert.EndsWith("Signature=" + signature, request.Headers["authorization"], StringComparison.Ordinal);
        Assert.Equal("20150830T123600Z", request.Headers["x-amz-date"]);
    }

    [Fact]
    public void A_session_token_is_sent_and_signed()
    {
        var request = Request("https://example.amazonaws.com", "GET", "/", "", "");

        SignatureV4.Sign(request, Credentials() with { SessionToken = "TOKEN/+=" }, "us-east-1", "service", s_time);

        Assert.Equal("TOKEN/+=", request.Headers["x-amz-security-token"]);
        Assert.Equal(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=host;x-amz-date;x-amz-security-token, "
            + "Signature=52d72e91cb29e59eb39e2644d9377b74ec8b7d7bd70232a65c9b2798ab0d794b",
            request.Headers["authorization"]);
    }

    [Fact]
    public void S3_signs_the_path_as_it_is_sent_and_the_hash_of_the_body()
    {
        var request = Request("https://s3.eu-west-1.amazonaws.com", "GET", "/bucket/a%20b//c/../d", "policy=", "");

        SignatureV4.Sign(request, Credentials(), "eu-west-1", "s3", s_time);

        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", request.Headers["x-amz-content-sha256"]);
        Assert.EndsWith("Signature=bc6eacbb25f3cef7fa7c2ccf9899a21d464260e7648b24963a27ad4b4d09ca27", request.Headers["authorization"], StringComparison.Ordinal);
        Assert.Equal("/bucket/a%20b//c/../d?policy=", request.ToMessage().RequestUri!.PathAndQuery);
    }

    [Fact]
    public void The_canonical_request_is_the_published_one()
    {
        var request = Request("https://example.amazonaws.com", "GET", "/", "", "");
        request.Headers["x-amz-date"] = "20150830T123600Z";

        var canonical = SignatureV4.CanonicalRequest(request, "service", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");

        Assert.Equal("GET\n/\n\nhost:example.amazonaws.com\nx-amz-date:20150830T123600Z\n\nhost;x-amz-date\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", canonical);
        Assert.Equal(
            "AWS4-HMAC-SHA256\n20150830T123600Z\n20150830/us-east-1/service/aws4_request\nbb579772317eb040ac9ed261061d46c1f17a8133879d6129b6e1c25292927e63",
            SignatureV4.StringToSign("20150830T123600Z", "20150830/us-east-1/service/aws4_request", canonical));
    }

    [Fact]
    public void Credentials_do_not_print_their_secret() =>
        Assert.Equal("AKID…", (Credentials() with { SessionToken = "token" }).ToString());

    private static AwsCredentials Credentials() => new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");

    private static WireRequest Request(string origin, string method, string path, string query, string body)
    {
        var request = new WireRequest(method, new Uri(origin), path, [.. query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(q => (q.Split('=')[0], q.Split('=')[1]))], Encoding.UTF8.GetBytes(body));
        if (body.Length > 0)
        {
            request.Headers["content-type"] = "application/x-www-form-urlencoded; charset=utf-8";
        }

        return request;
    }
}
