using System.Text;

namespace Turnpike.Ledger.Entries;

/// <summary>
/// The history an entry belongs to, such as <c>change/01J8…</c> or <c>user/ada@example.com</c>: visible text of 1 to
/// 512 bytes of UTF-8. Appends to one stream are put in order; two streams know nothing of each other.
/// </summary>
public readonly record struct StreamName
{
    public const int MaxBytes = 512;

    private readonly string? _text;

    /// <exception cref="ArgumentException">Empty, too long, or with a control character.</exception>
    public StreamName(string text)
    {
        if (!IsValid(text))
        {
            throw new ArgumentException($"A stream is named by 1 to {MaxBytes} bytes of text without control characters.", nameof(text));
        }

        _text = text;
    }

    public static bool IsValid(string text) =>
        text.Length > 0 && !text.AsSpan().ContainsAnyInRange('\0', '\u001f') && Encoding.UTF8.GetByteCount(text) <= MaxBytes;

    public override string ToString() => _text ?? "";
}
