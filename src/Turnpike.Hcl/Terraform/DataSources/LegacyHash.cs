using System.Globalization;
using System.Text;

namespace Turnpike.Hcl.Terraform.DataSources;

/// <summary>
/// The order in which providers of the older plugin library see the members of a set: by the CRC-32 of a serial form, its
/// decimal text compared as text. Needed where the order shows in a result.
/// </summary>
internal static class LegacyHash
{
    private static readonly uint[] s_table = BuildTable();

    /// <summary>The checksum as a non-negative number, which is also what providers use as an id for computed text.</summary>
    public static string Of(string serial)
    {
        var crc = uint.MaxValue;
        foreach (var b in Encoding.UTF8.GetBytes(serial))
        {
            crc = s_table[(crc ^ b) & 0xFF] ^ (crc >> 8);
        }

        return (crc ^ uint.MaxValue).ToString(CultureInfo.InvariantCulture);
    }

    public static void AppendString(StringBuilder serial, string? value) => serial.Append(value).Append(';');

    /// <summary>A nested set of strings, itself in hash order.</summary>
    public static void AppendSet(StringBuilder serial, IEnumerable<string> items)
    {
        serial.Append('{');
        foreach (var item in items.OrderBy(static i => Of(i + ";"), StringComparer.Ordinal))
        {
            AppendString(serial, item);
        }

        serial.Append("};");
    }

    public static void AppendList(StringBuilder serial, IEnumerable<string> items)
    {
        serial.Append('(');
        foreach (var item in items)
        {
            AppendString(serial, item);
        }

        serial.Append(");");
    }

    private static uint[] BuildTable()
    {
        var table = new uint[256];
        for (var i = 0u; i < 256; i++)
        {
            var entry = i;
            for (var bit = 0; bit < 8; bit++)
            {
                entry = (entry & 1) != 0 ? (entry >> 1) ^ 0xEDB88320 : entry >> 1;
            }

            table[i] = entry;
        }

        return table;
    }
}
