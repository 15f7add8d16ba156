namespace Turnpike.Server.Identity.Passwords;

/// <summary>
/// Passwords of enough length that are guessed first all the same: a common word with a common ending, one thing repeated,
/// and runs along the alphabet, the digits or the keyboard.
/// </summary>
internal static class CommonPasswords
{
    private static readonly string[] s_words =
    [
        "password", "passwort", "passw0rd", "p@ssword", "p@ssw0rd", "pa$$word", "motdepasse", "contraseña", "contrasena", "senha", "kennwort", "mypassword", "thepassword",
        "admin", "administrator", "root", "rootroot", "superuser", "operator", "turnpike", "terraform", "kubernetes", "production", "infrastructure", "default", "changeme",
        "changeit", "changethis", "letmein", "letmeinnow", "welcome", "welcometo", "iloveyou", "trustno1", "sunshine", "princess", "football", "baseball", "basketball",
        "superman", "batman", "starwars", "dragon", "monkey", "shadow", "master", "michael", "jennifer", "jordan", "charlie", "liverpool", "chelsea", "arsenal", "secret",
        "topsecret", "verysecret", "supersecret", "mysecret", "correcthorsebatterystaple", "correct-horse-battery-staple", "computer", "internet", "whatever", "freedom",
        "summer", "winter", "spring", "autumn", "january", "february", "december", "monday", "friday", "company", "testing", "testtest", "test", "guest", "demo", "example", "hello",
        "helloworld", "qwerty", "qwertz", "azerty", "qwertyuiop", "qwertzuiop", "azertyuiop", "asdfgh", "asdfghjkl", "zxcvbn", "zxcvbnm", "abc", "abcdef", "login", "access",
    ];

    private static readonly string[] s_runs =
    [
        "0123456789012345678901234567890", "9876543210987654321098765432109876543210", "abcdefghijklmnopqrstuvwxyz0123456789", "zyxwvutsrqponmlkjihgfedcba",
        "qwertyuiopasdfghjklzxcvbnm", "qwertyuiop[]asdfghjkl;'zxcvbnm,./", "qwertzuiopasdfghjklyxcvbnm", "azertyuiopqsdfghjklmwxcvbn", "1q2w3e4r5t6y7u8i9o0p",
        "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "!qaz@wsx#edc$rfv", "q1w2e3r4t5y6u7i8o9p0", "1qazxsw23edcvfr45tgbnhy6", "zaq12wsxcde34rfv",
        "!@#$%^&*()_+", "1234567890qwertyuiop", "qwertyuiop1234567890",
    ];

    private static readonly HashSet<string> s_set = new(s_words, StringComparer.Ordinal);

    /// <param name="plain">In small letters, without spaces.</param>
    public static bool Contains(string plain) => plain.Length > 0 && (IsRepetition(plain) || s_runs.Any(r => r.Contains(plain, StringComparison.Ordinal)) || IsWordWithEnding(plain));

    private static bool IsRepetition(string plain)
    {
        for (var unit = 1; unit <= plain.Length / 2; unit++)
        {
            if (Enumerable.Range(unit, plain.Length - unit).All(i => plain[i] == plain[i - unit]))
            {
                return true;
            }
        }

        return false;
    }

    // Nothing but the word, or the word between digits and signs: Password2026!!
    private static bool IsWordWithEnding(string plain) => s_set.Contains(plain) || s_set.Contains(plain.Trim([.. plain.Where(static c => !char.IsLetter(c))]));
}
