using System.Security.Cryptography;
using System.Text;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Rules;
using Turnpike.Values;

namespace Turnpike.Gate.Tests.Findings;

public sealed class FingerprintTests
{
    private static readonly RuleId s_rule = new("aws-s3-public-acl");

    [Fact]
    public void Is_the_hash_of_the_canonical_identity()
    {
        var identity = """[1,"aws-s3-public-acl","shop","aws_s3_bucket.site[\"a\"]",{"a":1,"b":2}]""";

        var fingerprint = Fingerprint.Of(s_rule, "shop", "aws_s3_bucket.site[\"a\"]", Value.Object(("b", Value.Of(2)), ("a", Value.Of(1))));

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity))), fingerprint.Value);
    }

    [Fact]
    public void A_secret_key_takes_no_part()
    {
        var one = Fingerprint.Of(s_rule, "", "x", Value.Of("hunter2").ToSensitive());
        var other = Fingerprint.Of(s_rule, "", "x", Value.Of("swordfish").ToSensitive());

        Assert.Equal(one, other);
        Assert.NotEqual(one, Fingerprint.Of(s_rule, "", "x", null));
    }
}
