using System.Security.Cryptography;
using System.Text;

namespace Turnpike.Web.Changes;

/// <summary>Names of places on a page, for what has a name that cannot stand in an address.</summary>
internal static class Anchors
{
    public static string OfResource(string address) => "r-" + Short(address);

    public static string OfGroup(string name) => "g-" + Short(name);

    public static string OfRule(string id) => "rule-" + Short(id);

    private static string Short(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
}
