using System.Text;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Estate.Identity;

/// <summary>How instance keys are written in an address: as HCL would quote them.</summary>
internal static class AddressText
{
    public static void AppendKey(StringBuilder text, Value? key)
    {
        switch (key)
        {
            case null:
                return;
            case StringValue s:
                HclQuote.Append(text.Append('['), s.Value).Append(']');
                return;
            case UnknownValue:
                text.Append("[?]");
                return;
            default:
                text.Append('[').Append(key).Append(']');
                return;
        }
    }
}
