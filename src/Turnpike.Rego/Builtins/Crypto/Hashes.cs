using System.Security.Cryptography;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Crypto;

/// <summary><c>crypto.md5</c>, <c>crypto.sha*</c> and <c>crypto.hmac.*</c>. Policies compare fingerprints made elsewhere, hence the weak ones.</summary>
internal static class Hashes
{
    public static IReadOnlyList<Builtin> All { get; } =
    [
#pragma warning disable CA5350, CA5351
        Hash("crypto.md5", MD5.HashData),
        Hash("crypto.sha1", SHA1.HashData),
        Mac("crypto.hmac.md5", HMACMD5.HashData),
        Mac("crypto.hmac.sha1", HMACSHA1.HashData),
#pragma warning restore CA5350, CA5351
        Hash("crypto.sha256", SHA256.HashData),
        Mac("crypto.hmac.sha256", HMACSHA256.HashData),
        Mac("crypto.hmac.sha512", HMACSHA512.HashData),
        new("crypto.hmac.equal", [RegoType.String, RegoType.String], RegoType.Boolean, static (_, a) =>
            Value.Of(CryptographicOperations.FixedTimeEquals(Utf8.Of(a.Text(0)), Utf8.Of(a.Text(1))))),
    ];

    private static Builtin Hash(string name, Func<byte[], byte[]> hash) =>
        new(name, [RegoType.String], RegoType.String, (_, arguments) => Value.Of(Convert.ToHexStringLower(hash(Utf8.Of(arguments.Text(0))))));

    private static Builtin Mac(string name, Func<byte[], byte[], byte[]> mac) =>
        new(name, [RegoType.String, RegoType.String], RegoType.String, (_, arguments) =>
            Value.Of(Convert.ToHexStringLower(mac(Utf8.Of(arguments.Text(1)), Utf8.Of(arguments.Text(0))))));
}
