using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Turnpike.Server.Identity.Passwords;

/// <summary>What deriving a key costs: 128 · 2^<paramref name="LogN"/> · <paramref name="R"/> bytes of memory, and time in proportion.</summary>
internal readonly record struct ScryptCost(int LogN, int R, int P)
{
    /// <summary>One KiB at each step. With 17: 128 MiB and about 0.4 s, as OWASP's password storage advice has it.</summary>
    public static ScryptCost Of(int logN) => new(logN, 8, 1);

    public ulong Memory => 128UL * (ulong)R << LogN;
}

/// <summary>scrypt (RFC 7914) by OpenSSL's libcrypto: .NET 10 has none.</summary>
internal static partial class Scrypt
{
    private const string Library = "libcrypto";

    // The names under which systems carry it; the plain one is that of a development package.
    private static readonly string[] s_names = ["libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.3.dylib", "libcrypto-3-x64", "libcrypto"];

    static Scrypt() => NativeLibrary.SetDllImportResolver(typeof(Scrypt).Assembly, static (name, assembly, path) =>
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

    public static byte[] Derive(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, ScryptCost cost, int bytes)
    {
        var key = new byte[bytes];

        // Room for the library's own blocks beside the large one.
        var limit = (cost.Memory + (1UL << 20)) * 2;
        return EVP_PBE_scrypt(password, (nuint)password.Length, salt, (nuint)salt.Length, 1UL << cost.LogN, (ulong)cost.R, (ulong)cost.P, limit, key, (nuint)bytes) == 1
            ? key
            : throw new CryptographicException($"libcrypto could not derive a key with {cost}.");
    }

    [LibraryImport(Library)]
    private static partial int EVP_PBE_scrypt(ReadOnlySpan<byte> password, nuint passwordLength, ReadOnlySpan<byte> salt, nuint saltLength, ulong n, ulong r, ulong p, ulong maxMemory, Span<byte> key, nuint keyLength);
}
