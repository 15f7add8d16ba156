using Turnpike.Values;

namespace Turnpike.Connectors.Mappings;

/// <summary>Makes resources of items, as the data of their type says.</summary>
internal static class Observing
{
    public static IEnumerable<ObservedResource> Make(ResourceDefinition definition, Value item, Scope scope)
    {
        var within = scope.Within(item);
        return definition.Each is { } each
            ? Expression.List(each.Evaluate(within)).ToArray().Where(v => v is not UnknownValue).Select(v => One(definition, within.Within(v))).OfType<ObservedResource>()
            : One(definition, within) is { } one ? [one] : [];
    }

    private static ObservedResource? One(ResourceDefinition definition, Scope scope)
    {
        if (!definition.When.All(w => w.Evaluate(scope) is not UnknownValue and var holds && Expression.IsTrue(holds)) || Expression.Text(definition.Id.Evaluate(scope)) is not { Length: > 0 } id)
        {
            return null;
        }

        var attributes = definition.Attributes.Evaluate(scope);
        var tags = definition.Tags?.Evaluate(scope);
        if (definition.Tags is not null)
        {
            attributes = WithTags(attributes, tags);
        }

        foreach (var path in definition.Sensitive)
        {
            attributes = (ObjectValue)Hide(attributes, path.Split('.'), 0);
        }

        return new(definition.Type, id, attributes)
        {
            Arn = Text(definition.Arn, scope),
            Name = Text(definition.Name, scope) ?? ((tags as ObjectValue)?.Get("Name") as StringValue)?.Value,
            MadeBy = MadeBy(definition, scope) ?? Makers.Find(tags as ObjectValue),
        };
    }

    // Terraform keeps tags of AWS's own out of its state.
    private static ObjectValue WithTags(ObjectValue attributes, Value? tags)
    {
        if (tags is UnknownValue)
        {
            return attributes.With("tags", tags).With("tags_all", tags);
        }

        var own = new ObjectBuilder();
        if (tags is ObjectValue all)
        {
            for (var i = 0; i < all.Count; i++)
            {
                if (all.Keys[i] is StringValue { Value: var key } && !key.StartsWith("aws:", StringComparison.Ordinal))
                {
                    own.Set(all.Keys[i], all.Values[i]);
                }
            }
        }

        var value = own.ToValue();
        return attributes.With("tags", value).With("tags_all", value);
    }

    private static MadeBy? MadeBy(ResourceDefinition definition, Scope scope)
    {
        foreach (var (when, tool, name) in definition.MadeBy)
        {
            if (when.Evaluate(scope) is not UnknownValue and var holds && Expression.IsTrue(holds))
            {
                return new(tool, Text(name, scope) ?? "");
            }
        }

        return null;
    }

    private static Value Hide(Value value, string[] path, int at)
    {
        if (at == path.Length)
        {
            return value.ToSensitive();
        }

        return value switch
        {
            ArrayValue list => ArrayValue.Create([.. list.Items.ToArray().Select(i => Hide(i, path, at))]),
            ObjectValue o when o.Get(path[at]) is { } member => o.With(path[at], Hide(member, path, at + 1)),
            _ => value,
        };
    }

    private static string? Text(Expression? expression, Scope scope) => Expression.Text(expression?.Evaluate(scope)) is { Length: > 0 } text ? text : null;
}
