using System.Text;
using Turnpike.Text;
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
                HclQuote.Append(text.Append('['), s.Value).Append(']');
                return;
            case NumberValue n:
                text.Append('[').Append(n.Text).Append(']');
                return;
            default:
                text.Append("[?]");
                return;
        }
    }
}
