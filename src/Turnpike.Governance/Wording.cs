namespace Turnpike.Governance;

/// <summary>What people write: bounded, and without characters that nobody sees.</summary>
internal static class Wording
{
    public const int MaxText = 4_000;
    public const int MaxName = 200;

    /// <summary>Of a name, a title, a pattern: one line.</summary>
    public static Refusal? FaultOfName(string what, string? text) =>
        text is null ? null
        : text.Length > MaxName ? new Refusal("malformed", $"The {what} has {text.Length} characters; {MaxName} is the most.")
        : text.Any(char.IsControl) ? new Refusal("malformed", $"The {what} holds a control character.")
        : null;

    /// <summary>Of a reason, a note: lines.</summary>
    public static Refusal? FaultOfText(string what, string? text) =>
        text is null ? null
        : text.Length > MaxText ? new Refusal("malformed", $"The {what} has {text.Length} characters; {MaxText} is the most.")
        : text.Any(static c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) ? new Refusal("malformed", $"The {what} holds a control character.")
        : null;

    /// <summary>Of an id that people choose.</summary>
    public static Refusal? FaultOfId(string what, string id) =>
        id.Length is > 0 and <= 100 && id.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.' or '_')
            ? null
            : new Refusal("malformed", $"The id of {what} is 1 to 100 small letters, digits, hyphens, dots and underscores.");
}
