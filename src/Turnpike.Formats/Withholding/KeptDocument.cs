using Turnpike.Values;

namespace Turnpike.Formats.Withholding;

/// <summary>
/// A document as it is kept: the same document with a marker in the place of each secret (<see cref="Withheld"/>).
/// <see cref="InputReader"/> reads it like any other, secrets being unknown. docs/formats/kept-document.md describes it.
/// </summary>
public static class KeptDocument
{
    public const int Version = 1;

    /// <summary>UTF-8 JSON; null for Terraform code and plain documents, which are not kept.</summary>
    /// <param name="key">The installation's key, <see cref="Withheld.KeyBytes"/> bytes.</param>
    public static byte[]? Write(InputDocument document, ReadOnlySpan<byte> key) => null;
}
