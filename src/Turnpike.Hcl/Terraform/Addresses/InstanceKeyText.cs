using System.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Addresses;

/// <summary>How instance keys stand in an address: as HCL would quote them, <c>[?]</c> for one that is not known.</summary>
internal static class InstanceKeyText
{
    public static void AppendTo(StringBuilder text, Value? key)
    {
        switch (key)
        {
            case null:
                return;
            case StringValue s:
                AppendQuoted(text.Append('['), s.Value);
                text.Append(']');
                return;
            case NumberValue n:
                text.Append('[').Append(n.Text).Append(']');
                return;
            default:
                text.Append("[?]");
                return;
        }
    }

    private static void AppendQuoted(StringBuilder text, string key)
    {
        text.Append('"');
        for (var i = 0; i < key.Length; i++)
        {
            switch (key[i])
            {
                case '\n':
                    text.Append("\\n");
                    break;
                case '\r':
                    text.Append("\\r");
                    break;
                case '\t':
                    text.Append("\\t");
                    break;
                case '"':
                    text.Append("\\\"");
                    break;
                case '\\':
                    text.Append("\\\\");
                    break;
                case '$' or '%' when i + 1 < key.Length && key[i + 1] == '{':
                    text.Append(key[i]).Append(key[i]);
                    break;
                default:
                    text.Append(key[i]);
                    break;
            }
        }

        text.Append('"');
    }
}
