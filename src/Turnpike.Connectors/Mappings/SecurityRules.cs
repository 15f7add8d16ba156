using Turnpike.Values;

namespace Turnpike.Connectors.Mappings;

/// <summary>
/// The rules of a security group as Terraform's <c>ingress</c> and <c>egress</c> show them: one for each protocol, pair of
/// ports and description, which AWS keeps as one permission with a description at each of its sources.
/// </summary>
internal static class SecurityRules
{
    public static ArrayValue Group(Value? permissions, Value group, Value owner)
    {
        var rules = new List<Value>();
        foreach (var permission in Expression.List(permissions).ToArray().OfType<ObjectValue>())
        {
            var sources = Sources(permission, group, owner).ToLookup(s => s.Description, StringComparer.Ordinal);
            rules.AddRange(sources.Select(s => Rule(permission, s.Key, [.. s])));
        }

        rules.Sort();
        return ArrayValue.Create([.. rules]);
    }

    private static IEnumerable<(string Description, string Kind, Value Value)> Sources(ObjectValue permission, Value group, Value owner)
    {
        foreach (var (list, member, kind) in ((string, string, string)[])[("ipRanges", "cidrIp", "cidr_blocks"), ("ipv6Ranges", "cidrIpv6", "ipv6_cidr_blocks"), ("prefixListIds", "prefixListId", "prefix_list_ids")])
        {
            foreach (var source in Items(permission, list))
            {
                yield return (Description(source), kind, source.Get(member) ?? Value.Null);
            }
        }

        foreach (var pair in Items(permission, "groups"))
        {
            var id = pair.Get("groupId") ?? Value.Null;
            var isOwn = pair.Get("userId") is not { } user || user.Equals(owner) || owner is NullValue;
            yield return id.Equals(group)
                ? (Description(pair), "self", Value.True)
                : (Description(pair), "security_groups", isOwn ? id : Value.Of($"{Expression.Text(pair.Get("userId"))}/{Expression.Text(id)}"));
        }
    }

    private static ObjectValue Rule(ObjectValue permission, string description, IReadOnlyList<(string Description, string Kind, Value Value)> sources) => Value.Object(
        ("cidr_blocks", Of(sources, "cidr_blocks")),
        ("description", Value.Of(description)),
        ("from_port", Port(permission, "fromPort")),
        ("ipv6_cidr_blocks", Of(sources, "ipv6_cidr_blocks")),
        ("prefix_list_ids", Of(sources, "prefix_list_ids")),
        ("protocol", permission.Get("ipProtocol") ?? Value.Of("-1")),
        ("security_groups", Of(sources, "security_groups")),
        ("self", Value.Of(sources.Any(s => s.Kind == "self"))),
        ("to_port", Port(permission, "toPort")));

    private static ArrayValue Of(IReadOnlyList<(string Description, string Kind, Value Value)> sources, string kind)
    {
        var values = sources.Where(s => s.Kind == kind).Select(s => s.Value).ToArray();
        Array.Sort(values);
        return ArrayValue.Create(values);
    }

    private static NumberValue Port(ObjectValue permission, string name) =>
        permission.Get(name) is StringValue { Value: var text } && NumberValue.TryParse(text, out var port) ? port : Value.Of(0);

    private static string Description(ObjectValue source) => Expression.Text(source.Get("description")) ?? "";

    private static IEnumerable<ObjectValue> Items(ObjectValue permission, string list) =>
        Expression.List((permission.Get(list) as ObjectValue)?.Get("item")).ToArray().OfType<ObjectValue>();
}
