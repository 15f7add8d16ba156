using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Values;

namespace Turnpike.Assessment.Sections;

/// <summary>A range of ports of a protocol; all where <paramref name="From"/> is 0 and <paramref name="To"/> is 65535.</summary>
internal readonly record struct OpenPorts(string Protocol, int From, int To)
{
    // Where people and programs log in, and where databases and brokers answer.
    private static readonly int[] s_grave = [22, 23, 445, 1433, 1521, 2375, 2379, 3306, 3389, 5432, 5601, 5985, 6379, 6443, 9092, 9200, 11211, 27017];

    public bool IsAll => From == 0 && To == 65535;

    public bool IsGrave
    {
        get
        {
            var (from, to) = (From, To);
            return Protocol is not ("icmp" or "icmpv6") && Array.Exists(s_grave, p => p >= from && p <= to);
        }
    }

    public override string ToString() => IsAll ? "all" : From == To ? From.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{From}-{To}");
}

/// <summary>Which security groups let the internet in, and to which ports.</summary>
internal sealed class OpenGroups
{
    private readonly Dictionary<string, List<OpenPorts>> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    public static async Task<OpenGroups> ReadAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        var groups = new OpenGroups();
        await foreach (var group in estate.ReadAsync(["aws_security_group"], cancellationToken))
        {
            if (group.Resource.Id is not { } id || group.At("ingress").IsOpen())
            {
                continue;
            }

            groups._known.Add(id);
            foreach (var rule in group.Attributes.List("ingress"))
            {
                groups.Add(id, rule, rule.Text("protocol"), [.. rule.Texts("cidr_blocks"), .. rule.Texts("ipv6_cidr_blocks")]);
            }
        }

        // A state has rules of their own beside the group.
        await foreach (var rule in estate.ReadAsync(["aws_vpc_security_group_ingress_rule"], cancellationToken))
        {
            groups.Add(rule.Attributes.Text("security_group_id"), rule.Attributes, rule.Attributes.Text("ip_protocol"), [rule.Attributes.Text("cidr_ipv4"), rule.Attributes.Text("cidr_ipv6")]);
        }

        await foreach (var rule in estate.ReadAsync(["aws_security_group_rule"], cancellationToken).Where(static r => r.Attributes.Text("type") == "ingress"))
        {
            groups.Add(rule.Attributes.Text("security_group_id"), rule.Attributes, rule.Attributes.Text("protocol"), [.. rule.Attributes.Texts("cidr_blocks"), .. rule.Attributes.Texts("ipv6_cidr_blocks")]);
        }

        return groups;
    }

    /// <summary>The ports that are open with any of these groups; null where one of them is not known and none that is known is open.</summary>
    public IReadOnlyList<OpenPorts>? Of(IReadOnlyList<string> groups)
    {
        var open = groups.SelectMany(g => _open.GetValueOrDefault(g, [])).Distinct().Order(Comparer<OpenPorts>.Create(static (a, b) => a.From.CompareTo(b.From))).ToList();
        return open.Count == 0 && groups.Any(g => !_known.Contains(g)) ? null : open;
    }

    private void Add(string? group, Value rule, string? protocol, IEnumerable<string?> ranges)
    {
        if (group is not null && ranges.Any(static r => r is "0.0.0.0/0" or "::/0"))
        {
            var isAll = protocol is "-1" or "all";
            var ports = isAll ? new OpenPorts("all", 0, 65535) : new OpenPorts(protocol ?? "", (int)(rule.Number("from_port") ?? 0), (int)(rule.Number("to_port") ?? 65535));
            (_open.TryGetValue(group, out var known) ? known : _open[group] = []).Add(ports);
        }
    }
}
