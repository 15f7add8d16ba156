namespace Turnpike.Inventory.Segments;

/// <summary>The parts of a page, in the order in which they stand in it. docs/formats/estate-segment.md describes each.</summary>
internal enum PagePart
{
    Text,
    Case,
    TextStart,
    Address,
    DocumentHash,
    DocumentPlace,
    Head,
    StringText,
    StringStart,
    Block,
    EdgeStart,
    EdgeTarget,
    EdgeHow,
    Identifier,
    IdentifierRow,
    Term,
    TermStart,
    TermRows,
}

/// <summary>What begins a field of a row's text. None of them occurs in a field.</summary>
internal static class Field
{
    public const byte Address = 1;
    public const byte Id = 2;
    public const byte Arn = 3;
    public const byte Name = 4;
    public const byte TagKey = 5;
    public const byte TagValue = 6;
    public const byte Deposed = 7;

    /// <summary>The first that is no code.</summary>
    public const byte End = 8;
}

[Flags]
internal enum RowFlags : ushort
{
    None = 0,
    Data = 1,
    Kubernetes = 2,
    Deposed = 4,
}

[Flags]
internal enum EdgeFlags : byte
{
    None = 0,
    IsCertain = 1,

    /// <summary>It names a resource of another scope, if any.</summary>
    IsOutside = 2,
}

public static class SegmentForm
{
    public const ushort Version = 1;
    public const int PartCount = (int)PagePart.TermRows + 1;
    public const int PageHeader = 16;
    public const int RowHead = 8;
    public const int RowPlace = 12;
    public const int Edge = 4;
    public const int ShortHash = 16;

    /// <summary>A page ends after a row whose address's fingerprint has so many zeros at the end, so that a row more moves no page but its own.</summary>
    public const ulong PageMask = 1023;
    public const ulong BlockMask = 63;

    /// <summary>A page ends here at the latest: places of rows fit in two bytes.</summary>
    public const int MaxPageRows = 8_192;

    /// <summary>A block of documents ends after the first that reaches this.</summary>
    public const int MaxBlockBytes = 256 * 1024;

    public const string MediaType = "application/vnd.turnpike.estate-segment";
    public const string PageMediaType = "application/vnd.turnpike.estate-page";
    public const string BlockMediaType = "application/vnd.turnpike.estate-documents";

    /// <summary>Whether an attachment is of this format: what the estate is, or once was.</summary>
    public static bool IsOfEstate(string mediaType) => mediaType is MediaType or PageMediaType or BlockMediaType;

    public static ReadOnlySpan<byte> PageMagic => "TPEP"u8;

    public static ReadOnlySpan<byte> SegmentMagic => "TPES"u8;

    public static int Padded(int length) => (length + 7) & ~7;
}
