using System.Text;

namespace Turnpike.Web.Elements;

/// <summary>Addresses of pages, with every value escaped.</summary>
public static class Address
{
    /// <summary>A path with the parameters that have a value.</summary>
    public static string Of(string path, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var address = new StringBuilder(path);
        var separator = '?';
        foreach (var (name, value) in parameters)
        {
            if (!string.IsNullOrEmpty(value))
            {
                address.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
                separator = '&';
            }
        }

        return address.ToString();
    }

    /// <summary>A page below another, its name escaped as one part of the path.</summary>
    public static string Under(string path, string name) => $"{path}/{Uri.EscapeDataString(name)}";
}
