using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Turnpike.Server.Identity;

/// <summary>Random text that opens something. Of 256 random bits, a plain hash is all that needs keeping.</summary>
internal static class RandomSecret
{
    private const int Bytes = 32;
    private const int IdBytes = 10;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>For what is named, not opened.</summary>
    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));

    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Another secret that follows from one, for one purpose; it does not tell the first.</summary>
    public static string Derive(string secret, string purpose) => Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(purpose)));

    public static bool AreEqual(string left, string right) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
