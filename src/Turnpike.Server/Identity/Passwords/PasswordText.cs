using System.Globalization;
using Turnpike.Text.Normalization;

namespace Turnpike.Server.Identity.Passwords;

/// <summary>
/// A password as it is hashed (RFC 8265, OpaqueString): letters composed, and every kind of space a plain one. The same
/// password is so the same from whichever keyboard.
/// </summary>
internal static class PasswordText
{
    public static string Normal(string typed) =>
        NormalForm.C(string.Concat(typed.Select(static c => char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator ? ' ' : c)));
}
