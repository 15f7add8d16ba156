using System.Net;

namespace Turnpike.Assessment.Sections.Landscaping;

/// <summary>A block of addresses, as networks have it.</summary>
internal static class AddressBlock
{
    /// <summary>Whether two blocks share an address; false where one of them is none.</summary>
    public static bool Overlap(string left, string right) =>
        IPNetwork.TryParse(left, out var one) && IPNetwork.TryParse(right, out var other) && one.BaseAddress.AddressFamily == other.BaseAddress.AddressFamily
        && (one.Contains(other.BaseAddress) || other.Contains(one.BaseAddress));
}
