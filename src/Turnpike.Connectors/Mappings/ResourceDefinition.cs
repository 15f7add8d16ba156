using Turnpike.Values;

namespace Turnpike.Connectors.Mappings;

/// <summary>What a type of resource is made of.</summary>
/// <param name="Each">Where the resources are within the item; null for the item itself.</param>
/// <param name="Sensitive">Paths of secrets that the service shows.</param>
internal sealed record ResourceDefinition(
    string Type,
    Expression? Each,
    IReadOnlyList<Expression> When,
    Expression Id,
    Expression? Arn,
    Expression? Name,
    Expression? Tags,
    ObjectMapping Attributes,
    IReadOnlyList<(Expression When, string Tool, Expression? Name)> MadeBy,
    IReadOnlyList<string> Sensitive)
{
    /// <summary>Reads it from a data file, whose faults are bugs.</summary>
    public static ResourceDefinition Read(Fields resource)
    {
        var definition = new ResourceDefinition(
            resource.Text("type"),
            resource.Expression("each"),
            [.. resource.Texts("when").Select(ExpressionParser.Parse)],
            resource.Expression("id") ?? throw new InvalidDataException("a resource needs an id"),
            resource.Expression("arn"),
            resource.Expression("name"),
            resource.Expression("tags"),
            (ObjectMapping)Mapping.Read(resource.Object("attributes") ?? ObjectValue.Empty),
            [.. resource.Objects("made_by").Select(Maker)],
            [.. resource.Texts("sensitive")]);
        resource.Done();
        return definition;
    }

    private static (Expression When, string Tool, Expression? Name) Maker(Fields made) =>
        (made.Expression("when") ?? throw new InvalidDataException("made_by needs when"), made.Text("tool"), made.Expression("name"));
}
