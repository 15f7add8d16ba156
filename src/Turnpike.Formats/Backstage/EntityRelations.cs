using System.Collections.Frozen;
using Turnpike.Values;

namespace Turnpike.Formats.Backstage;

/// <summary>What the members of an entity's <c>spec</c> relate it to, and what each relation is called from the other end.</summary>
public static class EntityRelations
{
    // By kind: the member of spec, what the relation is called, and the kind that a bare name stands for.
    private static readonly FrozenDictionary<string, (string Member, string Relation, string Kind)[]> s_members = new Dictionary<string, (string Member, string Relation, string Kind)[]>
    {
        ["Component"] =
        [
            ("owner", "ownedBy", "Group"), ("system", "partOf", "System"), ("subcomponentOf", "partOf", "Component"), ("providesApis", "providesApi", "API"),
            ("consumesApis", "consumesApi", "API"), ("dependsOn", "dependsOn", ""), ("dependencyOf", "dependencyOf", ""),
        ],
        ["API"] = [("owner", "ownedBy", "Group"), ("system", "partOf", "System")],
        ["Resource"] = [("owner", "ownedBy", "Group"), ("system", "partOf", "System"), ("dependsOn", "dependsOn", ""), ("dependencyOf", "dependencyOf", "")],
        ["System"] = [("owner", "ownedBy", "Group"), ("domain", "partOf", "Domain")],
        ["Domain"] = [("owner", "ownedBy", "Group"), ("subdomainOf", "partOf", "Domain")],
        ["Template"] = [("owner", "ownedBy", "Group")],
        ["Group"] = [("parent", "childOf", "Group"), ("children", "parentOf", "Group"), ("members", "hasMember", "User")],
        ["User"] = [("memberOf", "memberOf", "Group")],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly (string One, string Other)[] s_pairs =
    [
        ("ownedBy", "ownerOf"), ("partOf", "hasPart"), ("providesApi", "apiProvidedBy"), ("consumesApi", "apiConsumedBy"), ("dependsOn", "dependencyOf"), ("parentOf", "childOf"), ("memberOf", "hasMember"),
    ];

    /// <summary>What a relation is called by the entity at its other end.</summary>
    public static string Reverse(string relation)
    {
        foreach (var (one, other) in s_pairs)
        {
            if (relation == one || relation == other)
            {
                return relation == one ? other : one;
            }
        }

        return relation;
    }

    /// <summary>Every reference in the order of the members; without a target where the text is no reference.</summary>
    public static IEnumerable<(string Member, string Relation, string Text, EntityReference? Target)> Of(EntityReference entity, ObjectValue? spec)
    {
        foreach (var (member, relation, kind) in s_members.GetValueOrDefault(entity.Kind, []))
        {
            foreach (var text in Texts(spec?.Get(member)))
            {
                yield return (member, relation, text, EntityReference.TryParse(text, kind, entity.Namespace));
            }
        }
    }

    private static IEnumerable<string> Texts(Value? value) => value switch
    {
        StringValue { Value.Length: > 0 } one => [one.Value],
        ArrayValue many => many.Items.ToArray().OfType<StringValue>().Select(static t => t.Value),
        _ => [],
    };
}
