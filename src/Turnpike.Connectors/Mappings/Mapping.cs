using Turnpike.Values;

namespace Turnpike.Connectors.Mappings;

/// <summary>What an attribute is made of: an expression, or objects and lists of them.</summary>
internal abstract record Mapping
{
    public abstract Value? Evaluate(Scope scope);

    public static Mapping Read(Value value) => value switch
    {
        StringValue text => new ExpressionMapping(ExpressionParser.Parse(text.Value)),
        ArrayValue list => new ListMapping([.. list.Items.ToArray().Select(Read)]),
        ObjectValue o when o.Get("$each") is StringValue source => new EachMapping(ExpressionParser.Parse(source.Value), Conditions(o), Body(o), IsSet: false),
        ObjectValue o when o.Get("$set") is StringValue source => new EachMapping(ExpressionParser.Parse(source.Value), Conditions(o), Body(o), IsSet: true),
        ObjectValue o when o.Get("$if") is StringValue condition => new ConditionalMapping(ExpressionParser.Parse(condition.Value), Body(o)),
        ObjectValue o => Object(o),
        _ => new ExpressionMapping(new ConstantExpression(value)),
    };

    // The members beside the word, or what "$as" says where the items are no objects.
    private static Mapping Body(ObjectValue o) =>
        o.Get("$as") is { } body ? Read(body) : Object(o.Without(Value.Of("$each")).Without(Value.Of("$set")).Without(Value.Of("$if")).Without(Value.Of("$when")));

    private static List<Expression> Conditions(ObjectValue o) =>
        [.. Expression.List(o.Get("$when")).ToArray().Select(w => ExpressionParser.Parse(((StringValue)w).Value))];

    private static ObjectMapping Object(ObjectValue o)
    {
        var members = new List<(string, Mapping)>();
        for (var i = 0; i < o.Count; i++)
        {
            members.Add((((StringValue)o.Keys[i]).Value, Read(o.Values[i])));
        }

        return new(members);
    }
}

internal sealed record ExpressionMapping(Expression Expression) : Mapping
{
    public override Value? Evaluate(Scope scope) => Expression.Evaluate(scope);
}

/// <summary>An object; members that are not there are left out.</summary>
internal sealed record ObjectMapping(IReadOnlyList<(string Name, Mapping Value)> Members) : Mapping
{
    public override ObjectValue Evaluate(Scope scope)
    {
        var result = new ObjectBuilder(Members.Count);
        foreach (var (name, mapping) in Members)
        {
            if (mapping.Evaluate(scope) is { } value)
            {
                result.Set(name, value);
            }
        }

        return result.ToValue();
    }
}

/// <summary>A block with a fixed number of entries. Where the service says nothing of any it is not there, rather than empty.</summary>
internal sealed record ListMapping(IReadOnlyList<Mapping> Items) : Mapping
{
    public override ArrayValue? Evaluate(Scope scope)
    {
        var items = Items.Select(i => i.Evaluate(scope)).Where(v => v is not (null or ObjectValue { Count: 0 })).ToArray();
        return items.Length > 0 ? ArrayValue.Create(items!) : null;
    }
}

/// <summary>One entry for each item of a list; in one order where Terraform has a set.</summary>
internal sealed record EachMapping(Expression Source, IReadOnlyList<Expression> When, Mapping Body, bool IsSet) : Mapping
{
    public override Value? Evaluate(Scope scope)
    {
        var source = Source.Evaluate(scope);
        if (source is UnknownValue)
        {
            return source;
        }

        var items = Expression.List(source).ToArray().Select(scope.Within)
            .Where(s => When.All(w => Expression.IsTrue(w.Evaluate(s))))
            .Select(Body.Evaluate).OfType<Value>().ToArray();
        if (IsSet)
        {
            Array.Sort(items);
        }

        return ArrayValue.Create(items);
    }
}

/// <summary>What it holds where the condition does; else it is not there.</summary>
internal sealed record ConditionalMapping(Expression Condition, Mapping Body) : Mapping
{
    public override Value? Evaluate(Scope scope)
    {
        var holds = Condition.Evaluate(scope);
        return holds is UnknownValue ? holds : Expression.IsTrue(holds) ? Body.Evaluate(scope) : null;
    }
}
