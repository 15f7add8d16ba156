using System.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Types;

/// <summary>Places inside values as messages name them.</summary>
internal static class ConversionText
{
    public static string Of(ConversionFault fault) => fault.Path.Count == 0 ? fault.Message : PathText(fault.Path) + ": " + fault.Message;

    /// <summary><c>.tags["a"][0]</c>: attributes with a dot, indexes in brackets.</summary>
    public static string PathText(ValuePath path)
    {
        var text = new StringBuilder();
        foreach (var step in path)
        {
            if (step is StringValue name)
            {
                text.Append('.').Append(name.Value);
            }
            else
            {
                text.Append('[').Append(step).Append(']');
            }
        }

        return text.ToString();
    }
}
