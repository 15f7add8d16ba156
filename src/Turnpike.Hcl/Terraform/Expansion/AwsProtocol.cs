using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>Protocols of security group rules, which the AWS provider plans by one name each.</summary>
internal static class AwsProtocol
{
    public static HclValue InRule(HclValue rule) =>
        rule.ElementAt("protocol") is { IsKnown: true, IsNull: false } protocol
            ? ProviderBehaviour.With(rule, "protocol", HclValue.String(Name(protocol.AsString())).WithMarks(protocol.Marks))
            : rule;

    public static HclValue InRules(HclValue group) => InRules(InRules(group, "ingress"), "egress");

    private static HclValue InRules(HclValue group, string name)
    {
        var rules = group.ElementAt(name);
        if (rules.Value is not SetValue set || rules.Type.Element is not ObjectType type || type.IndexOf("protocol") is var at && at < 0)
        {
            return group;
        }

        Value[]? changed = null;
        for (var i = 0; i < set.Count; i++)
        {
            if (set.Unordered[i] is ObjectValue rule && rule.Values[at] is StringValue protocol && Name(protocol.Value) is var known && known != protocol.Value)
            {
                changed ??= set.Unordered.ToArray();
                changed[i] = rule.With("protocol", Value.Of(known));
            }
        }

        return changed is null ? group : ProviderBehaviour.With(group, name, HclValue.Set(type, changed).WithMarks(rules.Marks));
    }

    private static string Name(string protocol) => protocol.ToLowerInvariant() switch
    {
        "all" => "-1",
        "6" => "tcp",
        "17" => "udp",
        "1" => "icmp",
        "58" => "icmpv6",
        var name => name,
    };
}
