using System.Buffers;
using System.Globalization;
using Turnpike.Governance;
using Turnpike.Server.Identity.Passwords;

namespace Turnpike.Server.Identity.Accounts;

/// <summary>What ids and names of people look like.</summary>
internal static class AccountRules
{
    private const int LongestId = 254;
    private const int LongestName = 200;

    // Of an address in a link, a page or a list.
    private static readonly SearchValues<char> s_misread = SearchValues.Create("/<>\"'\\,;");

    /// <summary>As it is compared and kept: without spaces around it, in small letters.</summary>
    public static string IdOf(string email) => email.Trim().ToLowerInvariant();

    /// <summary>All that stands against a new account with a password, as one refusal; null if nothing does.</summary>
    public static Refusal? Refuse(string id, string name, string? password)
    {
        var faults = new List<string>();
        if (!IsEmail(id))
        {
            faults.Add("The email is not an address such as ada@example.com.");
        }

        if (!IsName(name))
        {
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"The name needs 1 to {LongestName} characters, none of them a control character."));
        }

        if (password is not null)
        {
            faults.AddRange(PasswordRules.Faults(password, id, name));
        }

        return faults.Count == 0 ? null : new Refusal("account-invalid", string.Join(' ', faults));
    }

    /// <summary>Whether a provider's claim can be an account's id. With a slash it could be a pipeline's name.</summary>
    public static bool IsForeignId(string id) =>
        id.Length is > 0 and <= LongestId && id.All(IsVisible) && !id.Contains('/', StringComparison.Ordinal);

    public static bool IsName(string name) => !string.IsNullOrWhiteSpace(name) && name.Length <= LongestName && !name.Any(char.IsControl);

    private static bool IsEmail(string id) =>
        id.Length <= LongestId && id.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == id.LastIndexOf('@') && at < id.Length - 1
        && id.All(IsVisible) && !id.AsSpan().ContainsAny(s_misread);

    private static bool IsVisible(char c) => !char.IsControl(c) && !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse);
}
