using Turnpike.Text.Normalization;

namespace Turnpike.Hcl.Evaluation;

/// <summary>
/// How much of the text before an unknown part surely begins the whole: what follows may combine with the last
/// character (an accent with its letter), unless that is one with which nothing combines.
/// </summary>
internal static class KnownPrefix
{
    private const int MaxLength = 128;

    public static string Of(string text)
    {
        var end = Math.Min(text.Length, MaxLength);
        if (end > 0 && end < text.Length && char.IsLowSurrogate(text[end]))
        {
            end--;
        }

        while (end > 0 && !EndsWhole(text[end - 1]))
        {
            end--;
            if (end > 0 && text[end - 1] < 0x80)
            {
                break;
            }
        }

        return NormalForm.C(text[..end]);
    }

    private static bool EndsWhole(char last) => last < 0x80 && !char.IsAsciiLetterOrDigit(last);
}
