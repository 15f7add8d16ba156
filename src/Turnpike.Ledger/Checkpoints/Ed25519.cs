using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Turnpike.Ledger.Checkpoints;

/// <summary>Ed25519 (RFC 8032) by OpenSSL's libcrypto, which .NET itself stands on where it runs on Linux: .NET 10 has no Ed25519.</summary>
internal static partial class Ed25519
{
    public const int SeedBytes = 32;
    public const int PublicKeyBytes = 32;
    public const int SignatureBytes = 64;

    private const string Library = "libcrypto";
    private const int KeyType = 1087;

    // The names under which systems carry it; the plain one is that of a development package.
    private static readonly string[] s_names = ["libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.3.dylib", "libcrypto-3-x64", "libcrypto"];

    static Ed25519() => NativeLibrary.SetDllImportResolver(typeof(Ed25519).Assembly, static (name, assembly, path) =>
    {
        foreach (var candidate in s_names)
        {
            if (name == Library && NativeLibrary.TryLoad(candidate, assembly, path, out var handle))
            {
                return handle;
            }
        }

        return 0;
    });

    public static byte[] PublicKey(ReadOnlySpan<byte> seed)
    {
        var key = Require(EVP_PKEY_new_raw_private_key(KeyType, 0, seed, (nuint)seed.Length));
        try
        {
            var publicKey = new byte[PublicKeyBytes];
            nuint length = PublicKeyBytes;
            Require(EVP_PKEY_get_raw_public_key(key, publicKey, ref length));
            return publicKey;
        }
        finally
        {
            EVP_PKEY_free(key);
        }
    }

    public static byte[] Sign(ReadOnlySpan<byte> seed, ReadOnlySpan<byte> message)
    {
        var key = Require(EVP_PKEY_new_raw_private_key(KeyType, 0, seed, (nuint)seed.Length));
        var context = EVP_MD_CTX_new();
        try
        {
            Require(EVP_DigestSignInit(context, 0, 0, 0, key));
            var signature = new byte[SignatureBytes];
            nuint length = SignatureBytes;
            Require(EVP_DigestSign(context, signature, ref length, message, (nuint)message.Length));
            return signature;
        }
        finally
        {
            EVP_MD_CTX_free(context);
            EVP_PKEY_free(key);
        }
    }

    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        var key = EVP_PKEY_new_raw_public_key(KeyType, 0, publicKey, (nuint)publicKey.Length);
        if (key == 0)
        {
            return false;
        }

        var context = EVP_MD_CTX_new();
        try
        {
            return EVP_DigestVerifyInit(context, 0, 0, 0, key) == 1
                && EVP_DigestVerify(context, signature, (nuint)signature.Length, message, (nuint)message.Length) == 1;
        }
        finally
        {
            EVP_MD_CTX_free(context);
            EVP_PKEY_free(key);
        }
    }

    private static nint Require(nint handle) => handle != 0 ? handle : throw new CryptographicException("libcrypto refused an Ed25519 key.");

    private static void Require(int result)
    {
        if (result != 1)
        {
            throw new CryptographicException("libcrypto could not sign with Ed25519.");
        }
    }

    [LibraryImport(Library)]
    private static partial nint EVP_PKEY_new_raw_private_key(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library)]
    private static partial nint EVP_PKEY_new_raw_public_key(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library)]
    private static partial int EVP_PKEY_get_raw_public_key(nint key, Span<byte> publicKey, ref nuint length);

    [LibraryImport(Library)]
    private static partial void EVP_PKEY_free(nint key);

    [LibraryImport(Library)]
    private static partial nint EVP_MD_CTX_new();

    [LibraryImport(Library)]
    private static partial void EVP_MD_CTX_free(nint context);

    [LibraryImport(Library)]
    private static partial int EVP_DigestSignInit(nint context, nint keyContext, nint digest, nint engine, nint key);

    [LibraryImport(Library)]
    private static partial int EVP_DigestSign(nint context, Span<byte> signature, ref nuint signatureLength, ReadOnlySpan<byte> message, nuint messageLength);

    [LibraryImport(Library)]
    private static partial int EVP_DigestVerifyInit(nint context, nint keyContext, nint digest, nint engine, nint key);

    [LibraryImport(Library)]
    private static partial int EVP_DigestVerify(nint context, ReadOnlySpan<byte> signature, nuint signatureLength, ReadOnlySpan<byte> message, nuint messageLength);
}
