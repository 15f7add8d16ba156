namespace Turnpike.Formats.Scanners;

/// <summary>CycloneDX as XML, which is told and not read.</summary>
internal static class CycloneDxXml
{
    private const int HeadBytes = 4096;

    public static bool IsOne(ReadOnlySpan<byte> text)
    {
        var head = text[..Math.Min(text.Length, HeadBytes)];
        return head.TrimStart(" \t\r\n"u8).StartsWith("<"u8) && head.IndexOf("cyclonedx.org/schema/bom"u8) >= 0;
    }
}
