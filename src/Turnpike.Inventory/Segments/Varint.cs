namespace Turnpike.Inventory.Segments;

/// <summary>Numbers in as few bytes as they need, seven bits each, lowest first.</summary>
internal static class Varint
{
    public static void Write(List<byte> to, uint value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            to.Add((byte)(value | 0x80));
        }

        to.Add((byte)value);
    }

    /// <summary>Takes a number off the front of what must not be empty; one that is cut off ends with it.</summary>
    public static uint Read(ref ReadOnlySpan<byte> from)
    {
        uint value = 0;
        var used = 0;
        for (var shift = 0; used < from.Length && shift < 35; shift += 7)
        {
            var next = from[used++];
            value |= (uint)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                break;
            }
        }

        from = from[used..];
        return value;
    }
}
