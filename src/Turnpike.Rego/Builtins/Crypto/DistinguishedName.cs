using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Crypto;

/// <summary>Names of subjects and issuers as Go's pkix.Name.</summary>
internal static class DistinguishedName
{
    private static readonly (string Oid, string Name)[] s_lists =
    [
        ("2.5.4.6", "Country"),
        ("2.5.4.10", "Organization"),
        ("2.5.4.11", "OrganizationalUnit"),
        ("2.5.4.7", "Locality"),
        ("2.5.4.8", "Province"),
        ("2.5.4.9", "StreetAddress"),
        ("2.5.4.17", "PostalCode"),
    ];

    public static ObjectValue ToValue(X500DistinguishedName name)
    {
        var parts = Read(name.RawData);
        var result = new ObjectBuilder();
        foreach (var (oid, key) in s_lists)
        {
            var values = parts.Where(part => part.Oid == oid).Select(static part => (Value)Value.Of(part.Text)).ToArray();
            result.Set(key, values.Length == 0 ? Value.Null : ArrayValue.Create(values));
        }

        result.Set("CommonName", Value.Of(parts.LastOrDefault(static part => part.Oid == "2.5.4.3").Text ?? ""));
        result.Set("SerialNumber", Value.Of(parts.LastOrDefault(static part => part.Oid == "2.5.4.5").Text ?? ""));
        result.Set("Names", parts.Count == 0
            ? Value.Null
            : Value.Array([.. parts.Select(static part => Value.Object(("Type", Oid(part.Oid)), ("Value", Value.Of(part.Text))))]));
        result.Set("ExtraNames", Value.Null);
        return result.ToValue();
    }

    /// <summary>An object identifier as the array of its numbers.</summary>
    public static ArrayValue Oid(string oid) => ArrayValue.Create([.. oid.Split('.').Select(static part => Value.Of(long.Parse(part, CultureInfo.InvariantCulture)))]);

    private static List<(string Oid, string Text)> Read(byte[] der)
    {
        var parts = new List<(string Oid, string Text)>();
        var sequence = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        while (sequence.HasData)
        {
            var set = sequence.ReadSetOf();
            while (set.HasData)
            {
                var pair = set.ReadSequence();
                var oid = pair.ReadObjectIdentifier();
                parts.Add((oid, Text(pair)));
            }
        }

        return parts;
    }

    private static string Text(AsnReader pair)
    {
        var tag = pair.PeekTag();
        return tag.TagClass == TagClass.Universal && IsText((UniversalTagNumber)tag.TagValue)
            ? pair.ReadCharacterString((UniversalTagNumber)tag.TagValue)
            : Convert.ToHexStringLower(pair.ReadEncodedValue().Span);
    }

    private static bool IsText(UniversalTagNumber tag) => tag is UniversalTagNumber.UTF8String or UniversalTagNumber.PrintableString
        or UniversalTagNumber.IA5String or UniversalTagNumber.T61String or UniversalTagNumber.BMPString or UniversalTagNumber.VisibleString or UniversalTagNumber.NumericString;
}
