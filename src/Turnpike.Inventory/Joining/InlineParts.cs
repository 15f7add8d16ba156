using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Joining;

/// <summary>
/// What a cloud shows as a thing of its own and a state holds inside another: the rules of a security group, the routes of a
/// table, the first disk and interface of an instance. One that is changed by hand has drifted inside that other.
/// </summary>
internal static class InlineParts
{
    private const int MaxRelations = 20;

    private static readonly Dictionary<string, string[]> s_wholes = new(StringComparer.Ordinal)
    {
        ["aws_vpc_security_group_ingress_rule"] = ["aws_security_group"],
        ["aws_vpc_security_group_egress_rule"] = ["aws_security_group"],
        ["aws_security_group_rule"] = ["aws_security_group"],
        ["aws_route"] = ["aws_route_table"],
        ["aws_volume_attachment"] = ["aws_instance"],
        ["aws_eip_association"] = ["aws_eip"],
        ["aws_ebs_volume"] = ["aws_instance"],
        ["aws_network_interface"] = ["aws_instance", "aws_nat_gateway", "aws_efs_mount_target", "aws_vpc_endpoint"],
    };

    // No thing that anybody would adopt without its whole. Disks and interfaces cost something and can outlive theirs.
    private static readonly HashSet<string> s_nothingAlone = new(StringComparer.Ordinal)
    {
        "aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule", "aws_security_group_rule", "aws_route", "aws_volume_attachment", "aws_eip_association",
    };

    /// <summary>It is nothing without what it is a part of, whoever made that.</summary>
    public static bool IsNothingAlone(string type) => s_nothingAlone.Contains(type);

    /// <summary>The number of the row that it is a part of; null where it stands for itself.</summary>
    /// <param name="counts">Of which wholes it may be one.</param>
    public static int? WholeOf(EstateSnapshot snapshot, ResourceRow row, Func<int, bool> counts)
    {
        if (!s_wholes.TryGetValue(row.Type, out var wholes))
        {
            return null;
        }

        var beside = snapshot.DependsOn(row, MaxRelations).Select(static r => r.To).Concat(snapshot.UsedBy(row, MaxRelations).Select(static r => r.From));
        return beside.FirstOrDefault(r => wholes.Contains(ResourcePlace.TypeOf(r.Type)) && counts(r.Row))?.Row;
    }
}
