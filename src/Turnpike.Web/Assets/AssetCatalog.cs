using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Turnpike.Web.Assets;

/// <summary>
/// The stylesheets, scripts and fonts of the pages, from this assembly. All stand below one folder named by the hash of
/// them all, so that a browser may keep them for ever and files may name each other.
/// </summary>
public sealed class AssetCatalog
{
    private const string Prefix = "assets/";

    private static readonly FrozenDictionary<string, string> s_types = new Dictionary<string, string>
    {
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
        [".woff2"] = "font/woff2",
        [".txt"] = "text/plain; charset=utf-8",
    }.ToFrozenDictionary();

    private readonly FrozenDictionary<string, Asset> _assets;

    private AssetCatalog(FrozenDictionary<string, Asset> assets, string version)
    {
        _assets = assets;
        Version = version;
    }

    public static AssetCatalog Current { get; } = Load();

    /// <summary>Changes with any byte of any of them.</summary>
    public string Version { get; }

    public IEnumerable<string> Names => _assets.Keys.Order(StringComparer.Ordinal);

    /// <summary>Where a page finds an asset, such as <c>css/base.css</c>.</summary>
    /// <exception cref="ArgumentException">There is no such asset: the page that asks is wrong.</exception>
    public string Url(string name) =>
        _assets.ContainsKey(name) ? $"/assets/{Version}/{name}" : throw new ArgumentException($"There is no asset {name}.", nameof(name));

    public Asset? Find(string name) => _assets.GetValueOrDefault(name);

    private static AssetCatalog Load()
    {
        var assembly = typeof(AssetCatalog).Assembly;
        var names = assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        var assets = new Dictionary<string, Asset>(StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in names)
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(bytes);
            assets[name[Prefix.Length..]] = new Asset(bytes, s_types[Path.GetExtension(name)]);
        }

        return new AssetCatalog(assets.ToFrozenDictionary(StringComparer.Ordinal), Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 6)));
    }
}

/// <summary>One file, plain and compressed.</summary>
public sealed class Asset
{
    private readonly Lazy<ReadOnlyMemory<byte>> _compressed;

    internal Asset(ReadOnlyMemory<byte> bytes, string contentType)
    {
        Bytes = bytes;
        ContentType = contentType;
        _compressed = new Lazy<ReadOnlyMemory<byte>>(Compress);
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    public string ContentType { get; }

    /// <summary>By Brotli; made when it is first asked for. Fonts are compressed already and stay as they are.</summary>
    public ReadOnlyMemory<byte> Compressed => _compressed.Value;

    public bool IsCompressible => ContentType != "font/woff2";

    private ReadOnlyMemory<byte> Compress()
    {
        using var target = new MemoryStream();
        using (var brotli = new BrotliStream(target, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            brotli.Write(Bytes.Span);
        }

        return target.ToArray();
    }
}
