using System.Reflection;
using System.Runtime.InteropServices;

namespace Turnpike.Rego.Builtins.Crypto;

/// <summary>Ed25519 by the machine's OpenSSL, since .NET has none.</summary>
internal static class Ed25519
{
    public const int KeyLength = 32;
    public const int SignatureLength = 64;

    private const int KeyType = 1087;

    private static readonly Lazy<LibCrypto?> s_library = new(LibCrypto.TryLoad);

    public static bool IsAvailable => s_library.Value is not null;

    public static bool Verify(byte[] publicKey, byte[] data, byte[] signature) =>
        signature.Length == SignatureLength
        && s_library.Value is { } library
        && Using(library, library.PublicKey(KeyType, 0, publicKey, publicKey.Length), static (library, context, key, state) =>
            library.VerifyInit(context, 0, 0, 0, key) == 1
            && library.Verify(context, state.signature, state.signature.Length, state.data, state.data.Length) == 1,
            (data, signature));

    /// <summary>Null where the key is none.</summary>
    public static byte[]? Sign(byte[] privateKey, byte[] data)
    {
        var signature = new byte[SignatureLength];
        return s_library.Value is { } library
            && Using(library, library.PrivateKey(KeyType, 0, privateKey, privateKey.Length), static (library, context, key, state) =>
                {
                    nint length = SignatureLength;
                    return library.SignInit(context, 0, 0, 0, key) == 1
                        && library.Sign(context, state.signature, ref length, state.data, state.data.Length) == 1;
                },
                (data, signature))
            ? signature
            : null;
    }

    private static bool Using<T>(LibCrypto library, nint key, Func<LibCrypto, nint, nint, T, bool> use, T state)
    {
        if (key == 0)
        {
            return false;
        }

        var context = library.NewContext();
        try
        {
            return context != 0 && use(library, context, key, state);
        }
        finally
        {
            library.FreeContext(context);
            library.FreeKey(key);
        }
    }

    private sealed class LibCrypto
    {
        private static readonly string[] s_names = ["libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.3.dylib", "libcrypto.dylib", "libcrypto-3-x64.dll"];

        public required RawKey PublicKey { get; init; }

        public required RawKey PrivateKey { get; init; }

        public required Func<nint> NewContext { get; init; }

        public required Release FreeContext { get; init; }

        public required Release FreeKey { get; init; }

        public required Init VerifyInit { get; init; }

        public required Init SignInit { get; init; }

        public required VerifyOnce Verify { get; init; }

        public required SignOnce Sign { get; init; }

        public static LibCrypto? TryLoad()
        {
            foreach (var name in s_names)
            {
                if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), null, out var handle)
                    && NativeLibrary.TryGetExport(handle, "EVP_PKEY_new_raw_public_key", out _))
                {
                    return From(handle);
                }
            }

            return null;
        }

        private static LibCrypto From(nint handle)
        {
            var newContext = Bind<NewContextCall>(handle, "EVP_MD_CTX_new");
            return new LibCrypto
            {
                PublicKey = Bind<RawKey>(handle, "EVP_PKEY_new_raw_public_key"),
                PrivateKey = Bind<RawKey>(handle, "EVP_PKEY_new_raw_private_key"),
                NewContext = () => newContext(),
                FreeContext = Bind<Release>(handle, "EVP_MD_CTX_free"),
                FreeKey = Bind<Release>(handle, "EVP_PKEY_free"),
                VerifyInit = Bind<Init>(handle, "EVP_DigestVerifyInit"),
                SignInit = Bind<Init>(handle, "EVP_DigestSignInit"),
                Verify = Bind<VerifyOnce>(handle, "EVP_DigestVerify"),
                Sign = Bind<SignOnce>(handle, "EVP_DigestSign"),
            };
        }

        private static T Bind<T>(nint handle, string name)
            where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(handle, name));

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate nint RawKey(int type, nint engine, byte[] key, nint length);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate nint NewContextCall();

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate void Release(nint what);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate int Init(nint context, nint keyContext, nint digest, nint engine, nint key);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate int VerifyOnce(nint context, byte[] signature, nint signatureLength, byte[] data, nint length);

        [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
        public delegate int SignOnce(nint context, byte[] signature, ref nint signatureLength, byte[] data, nint length);
    }
}
