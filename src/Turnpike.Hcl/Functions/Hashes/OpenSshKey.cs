using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Turnpike.Hcl.Functions.Hashes;

/// <summary>The binary form of OpenSSH's private keys (openssh-key-v1), where it is not encrypted and holds an RSA key.</summary>
internal static class OpenSshKey
{
    public static bool TryRead(ReadOnlySpan<byte> data, out RSAParameters key)
    {
        key = default;
        if (!data.StartsWith("openssh-key-v1\0"u8))
        {
            return false;
        }

        data = data[15..];
        var cipher = Take(ref data);
        Take(ref data);
        Take(ref data);
        if (!cipher.SequenceEqual("none"u8) || data.Length < 4)
        {
            return false;
        }

        data = data[4..];
        Take(ref data);
        var secret = Take(ref data);
        if (secret.Length < 8)
        {
            return false;
        }

        secret = secret[8..];
        if (Encoding.ASCII.GetString(Take(ref secret)) != "ssh-rsa")
        {
            return false;
        }

        var (n, e, d) = (Number(ref secret), Number(ref secret), Number(ref secret));
        var (inverse, p, q) = (Number(ref secret), Number(ref secret), Number(ref secret));
        if (n.Sign <= 0 || p <= 1 || q <= 1)
        {
            return false;
        }

        var size = (int)((n.GetBitLength() + 7) / 8);
        var half = (size + 1) / 2;
        key = new RSAParameters
        {
            Modulus = Bytes(n, size),
            Exponent = Bytes(e, (int)((e.GetBitLength() + 7) / 8)),
            D = Bytes(d, size),
            P = Bytes(p, half),
            Q = Bytes(q, half),
            DP = Bytes(d % (p - 1), half),
            DQ = Bytes(d % (q - 1), half),
            InverseQ = Bytes(inverse, half),
        };
        return true;
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> data)
    {
        if (data.Length < 4 || BinaryPrimitives.ReadUInt32BigEndian(data) is var length && length > data.Length - 4)
        {
            data = [];
            return [];
        }

        var taken = data.Slice(4, (int)length);
        data = data[(4 + (int)length)..];
        return taken;
    }

    private static BigInteger Number(ref ReadOnlySpan<byte> data) => new(Take(ref data), isUnsigned: true, isBigEndian: true);

    private static byte[] Bytes(BigInteger number, int size)
    {
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return bytes.Length >= size ? bytes : [.. new byte[size - bytes.Length], .. bytes];
    }
}
