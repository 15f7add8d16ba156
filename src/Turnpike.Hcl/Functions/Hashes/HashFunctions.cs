using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Functions.Files;
using Turnpike.Hcl.Types;
using Turnpike.Values;
using static Turnpike.Hcl.Functions.Takes;

namespace Turnpike.Hcl.Functions.Hashes;

/// <summary>Hashes of texts and files, and what is random.</summary>
internal static class HashFunctions
{
    private const int DefaultCost = 10;
    private const int MinCost = 4;
    private const int MaxCost = 31;
    private const int MaxPassword = 72;

    public static FunctionList All { get; } = Create();

    private static FunctionList Create()
    {
        var all = new FunctionList();
#pragma warning disable CA5350, CA5351 // The language has these functions; nothing is kept secret by them here.
        AddHash(all, "md5", MD5.HashData, Convert.ToHexStringLower);
        AddHash(all, "sha1", SHA1.HashData, Convert.ToHexStringLower);
#pragma warning restore CA5350, CA5351
        AddHash(all, "sha256", SHA256.HashData, Convert.ToHexStringLower);
        AddHash(all, "sha512", SHA512.HashData, Convert.ToHexStringLower);
        AddHash(all, "base64sha256", SHA256.HashData, Convert.ToBase64String);
        AddHash(all, "base64sha512", SHA512.HashData, Convert.ToBase64String);
        all.AddNeverNull("uuid", [], HclType.String, static (_, type) => HclValue.Unknown(type));
        all.AddNeverNull("uuidv5", [Str("namespace"), Str("name")], HclType.String, UuidOfName);
        all.Add("bcrypt", new HclFunction([Str("str")], HclType.String, Bcrypt) { Variadic = Number("cost"), IsNeverNull = true });
        all.AddNeverNull("rsadecrypt", [Str("ciphertext"), Str("privatekey")], HclType.String, RsaDecryption.Decrypt);
        return all;
    }

    // base64sha256 of a file is filebase64sha256.
    private static void AddHash(FunctionList all, string name, Func<byte[], byte[]> hash, Func<byte[], string> write)
    {
        all.AddText(name, [Str("str")], call => write(hash(Encoding.UTF8.GetBytes(call.Text(0)))));
        all.AddNeverNull("file" + name, [Str("path")], HclType.String, (call, type) => TreeFiles.Read(call, call.Text(0)) switch
        {
            { Fault: { } fault } => new FunctionFault(fault),
            { IsOutside: true } => HclValue.Unknown(type),
            var file => HclValue.String(write(hash(file.Bytes.ToArray()))),
        });
    }

    private static OrFault<HclValue> UuidOfName(FunctionCall call, HclType type)
    {
        var name = call.Text(0);
        var space = name switch
        {
            "dns" => "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
            "url" => "6ba7b811-9dad-11d1-80b4-00c04fd430c8",
            "oid" => "6ba7b812-9dad-11d1-80b4-00c04fd430c8",
            "x500" => "6ba7b814-9dad-11d1-80b4-00c04fd430c8",
            _ => Plain(name),
        };
        if (!Guid.TryParseExact(space, "D", out var parsed))
        {
            return new FunctionFault($"the namespace {Quotation.Of(name)} is neither dns, url, oid or x500 nor a UUID");
        }

#pragma warning disable CA5350 // RFC 4122 says so.
        var hash = SHA1.HashData([.. parsed.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(call.Text(1))]);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return HclValue.String(new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString("D", CultureInfo.InvariantCulture));
    }

    // With or without hyphens, in braces or as a URN.
    private static string Plain(string text) => text.Length switch
    {
        45 when text.StartsWith("urn:uuid:", StringComparison.OrdinalIgnoreCase) => text[9..],
        38 => text[1..37],
        32 => $"{text[..8]}-{text[8..12]}-{text[12..16]}-{text[16..20]}-{text[20..]}",
        _ => text,
    };

    private static OrFault<HclValue> Bcrypt(FunctionCall call, HclType type)
    {
        if (call.Count > 2)
        {
            return new FunctionFault("one or two arguments are required");
        }

        long cost = DefaultCost;
        if (call.Count == 2 && !Integers.TryGet(call[1], out cost, out var fault))
        {
            return new FunctionFault(fault);
        }

        cost = cost < MinCost ? DefaultCost : cost;
        return cost > MaxCost ? new FunctionFault($"the cost must be at most {MaxCost}")
            : Encoding.UTF8.GetByteCount(call.Text(0)) > MaxPassword ? new FunctionFault($"a password of more than {MaxPassword} bytes cannot be hashed")
            : HclValue.Unknown(type, new UnknownRefinement { NotNull = true, Prefix = string.Create(CultureInfo.InvariantCulture, $"$2a${cost:00}$") });
    }
}
