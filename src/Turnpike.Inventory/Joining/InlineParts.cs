using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Joining;

/// <summary>
/// What a cloud shows as a thing of its own and a state holds inside another: the rules of a security group, the routes of a
/// table, the first disk and interface of an instance. One that is changed by hand has drifted inside that other.
/// </summary>
internal static class InlineParts
{
    private const int MaxRelations = 20;

    private static readonly Dictionary<string, string> s_wholes = new(StringComparer.Ordinal)
    {
        ["aws_vpc_security_group_ingress_rule"] = "aws_security_group",
        ["aws_vpc_security_group_egress_rule"] = "aws_security_group",
        ["aws_security_group_rule"] = "aws_security_group",
        ["aws_route"] = "aws_route_table",
        ["aws_volume_attachment"] = "aws_instance",
        ["aws_ebs_volume"] = "aws_instance",
        ["aws_network_interface"] = "aws_instance",
    };

    /// <summary>The number of the managed row that it is a part of; null where it stands for itself.</summary>
    public static int? WholeOf(EstateSnapshot snapshot, EstateJoins joins, ResourceRow row)
    {
        if (!s_wholes.TryGetValue(row.Type, out var whole))
        {
            return null;
        }

        var beside = snapshot.DependsOn(row, MaxRelations).Select(static r => r.To).Concat(snapshot.UsedBy(row, MaxRelations).Select(static r => r.From));
        return beside.FirstOrDefault(r => ResourcePlace.TypeOf(r.Type) == whole && joins.Side(r.Row) == RowSide.State)?.Row;
    }
}
