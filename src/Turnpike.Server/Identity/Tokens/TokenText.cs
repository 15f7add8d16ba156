using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Turnpike.Server.Identity.Tokens;

/// <summary>
/// A token as it is shown once: <c>tpk_</c>, 256 random bits and a checksum, in letters and digits, so that scanners of
/// leaked secrets know it and a mistyped one is told without asking the database.
/// </summary>
internal static class TokenText
{
    public const string Prefix = "tpk_";

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int SecretBytes = 32;
    private const int SecretLength = 43;
    private const int ChecksumLength = 6;

    public static string New()
    {
        var secret = Prefix + Encode(RandomNumberGenerator.GetBytes(SecretBytes), SecretLength);
        return secret + Checksum(secret);
    }

    public static bool IsWellFormed(string text) =>
        text.Length == Prefix.Length + SecretLength + ChecksumLength
        && text.StartsWith(Prefix, StringComparison.Ordinal)
        && text.EndsWith(Checksum(text[..^ChecksumLength]), StringComparison.Ordinal);

    private static string Checksum(string secret) => Encode(SHA256.HashData(Encoding.UTF8.GetBytes(secret)).AsSpan(0, 4), ChecksumLength);

    private static string Encode(ReadOnlySpan<byte> bytes, int length)
    {
        var number = new BigInteger(bytes, isUnsigned: true, isBigEndian: true);
        var text = new char[length];
        for (var i = length - 1; i >= 0; i--)
        {
            number = BigInteger.DivRem(number, Alphabet.Length, out var digit);
            text[i] = Alphabet[(int)digit];
        }

        return new string(text);
    }
}
