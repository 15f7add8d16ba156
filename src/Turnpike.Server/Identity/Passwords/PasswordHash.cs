using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Turnpike.Server.Identity.Passwords;

/// <summary>
/// A password as it is kept: <c>$scrypt$ln=17,r=8,p=1$salt$key</c>, so that the cost can be raised later and each hash says
/// what it was made with.
/// </summary>
internal sealed record PasswordHash(ScryptCost Cost, byte[] Salt, byte[] Key)
{
    private const int SaltBytes = 16;
    private const int KeyBytes = 32;

    public static PasswordHash Of(string password, ScryptCost cost)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new PasswordHash(cost, salt, Scrypt.Derive(Bytes(password), salt, cost, KeyBytes));
    }

    /// <exception cref="FormatException">It was not made by <see cref="ToString"/>.</exception>
    public static PasswordHash Parse(string text)
    {
        var parts = text.Split('$');
        var numbers = parts.Length == 5 ? parts[2].Split(',') : [];
        return parts is ["", "scrypt", _, var salt, var key] && numbers.Length == 3
            ? new PasswordHash(new ScryptCost(Number(numbers[0], "ln="), Number(numbers[1], "r="), Number(numbers[2], "p=")), Convert.FromBase64String(salt), Convert.FromBase64String(key))
            : throw new FormatException("This is no hash of a password.");
    }

    public bool IsOf(string password) => CryptographicOperations.FixedTimeEquals(Key, Scrypt.Derive(Bytes(password), Salt, Cost, Key.Length));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"$scrypt$ln={Cost.LogN},r={Cost.R},p={Cost.P}${Convert.ToBase64String(Salt)}${Convert.ToBase64String(Key)}");

    private static int Number(string text, string name) =>
        text.StartsWith(name, StringComparison.Ordinal) ? int.Parse(text.AsSpan(name.Length), NumberStyles.None, CultureInfo.InvariantCulture) : throw new FormatException("This is no hash of a password.");

    private static byte[] Bytes(string password) => Encoding.UTF8.GetBytes(password);
}
