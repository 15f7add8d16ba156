using System.Text;

namespace Turnpike.Values.Tests.Json;

/// <summary>Makes documents that repeat keys and texts, as real ones do, and damages them.</summary>
internal static class RandomJson
{
    private static readonly string[] s_keys = ["a", "b", "address", "change", "é", "with \\\"quote\\\"", "\\u0061b", "😀"];
    private static readonly string[] s_scalars = ["null", "true", "false", "0", "-1", "12345678901234567890", "1.50", "-2e-7", "\"\"", "\"text\"", "\"lo\\nng \\u00e9 \\\\ text that is longer than eight\"", "\"😀\"", "{}", "[]"];

    public static string Document(Random random)
    {
        var text = new StringBuilder();
        Append(text, random, 0);
        return text.ToString();
    }

    public static byte[] Damage(byte[] bytes, Random random)
    {
        var damaged = bytes.ToList();
        for (var hits = random.Next(1, 3); hits > 0 && damaged.Count > 0; hits--)
        {
            var at = random.Next(damaged.Count);
            switch (random.Next(4))
            {
                case 0:
                    damaged.RemoveAt(at);
                    break;
                case 1:
                    damaged.Insert(at, (byte)"{}[],:\"\\0e-.x\n"[random.Next(14)]);
                    break;
                case 2:
                    damaged[at] = (byte)random.Next(256);
                    break;
                default:
                    damaged.RemoveRange(at, damaged.Count - at);
                    break;
            }
        }

        return [.. damaged];
    }

    private static void Append(StringBuilder text, Random random, int depth)
    {
        var kind = depth > 4 ? 0 : random.Next(3);
        if (kind == 0)
        {
            text.Append(s_scalars[random.Next(s_scalars.Length)]);
            return;
        }

        var isObject = kind == 1;
        var keys = s_keys.Where(_ => random.Next(2) == 0).ToArray();
        text.Append(isObject ? '{' : '[');
        for (var i = 0; i < keys.Length; i++)
        {
            text.Append(i > 0 ? "," : "").Append(random.Next(5) == 0 ? "\n  " : "");
            if (isObject)
            {
                text.Append('"').Append(keys[i]).Append("\":");
            }

            Append(text, random, depth + 1);
        }

        text.Append(isObject ? '}' : ']');
    }
}
