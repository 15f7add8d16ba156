namespace Turnpike.Web.Tests.Samples;

/// <summary>Names as whoever wants to do harm would choose them.</summary>
internal static class Hostile
{
    public const string Name = "</title></script><script>window.__pwned=1</script><img src=x onerror=\"window.__pwned=1\">\"'` javascript:window.__pwned=1 ${{7*7}} \u202Egnp.exe\u202C &lt;b&gt;";

    public static string Long { get; } = string.Concat(Enumerable.Repeat("very-long-name-without-a-place-to-break", 128));
}
