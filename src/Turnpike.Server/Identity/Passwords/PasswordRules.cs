using System.Globalization;
using System.Text;

namespace Turnpike.Server.Identity.Passwords;

/// <summary>Which passwords are taken: long ones that are not the first to be guessed. What they are made of is their owner's affair.</summary>
public static class PasswordRules
{
    public const int MinCharacters = 12;
    public const int MaxBytes = 1024;

    /// <summary>What stands against a password; empty if nothing does.</summary>
    /// <param name="account">Its owner's id and name.</param>
    public static IReadOnlyList<string> Faults(string password, params IReadOnlyList<string> account)
    {
        var faults = new List<string>();
        if (new StringInfo(password).LengthInTextElements < MinCharacters)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"The password needs at least {MinCharacters} characters."));
        }

        if (Encoding.UTF8.GetByteCount(password) > MaxBytes)
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"The password may have at most {MaxBytes} bytes."));
        }

        if (account.Any(a => Plain(a).Length > 0 && (Plain(a) == Plain(password) || Plain(a).Split('@')[0] == Plain(password))))
        {
            faults.Add("The password is the name or the address of its owner.");
        }
        else if (CommonPasswords.Contains(Plain(password)))
        {
            faults.Add("The password is one of those that are guessed first.");
        }

        return faults;
    }

    private static string Plain(string text) => string.Concat(text.Where(static c => !char.IsWhiteSpace(c))).ToLowerInvariant();
}
