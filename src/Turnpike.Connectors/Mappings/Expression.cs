using Turnpike.Values;

namespace Turnpike.Connectors.Mappings;

/// <summary>
/// What the data of a service says about an answer: a path with functions (<c>tagSet.item[] | tags</c>), a fallback
/// (<c>a ?? b</c>), a comparison (<c>state == 'available'</c>), or a text with expressions in it
/// (<c>arn:{$partition}:s3:::{Name}</c>). The grammar is in docs/guides/aws-services.md.
/// </summary>
/// <remarks>Null is "not there". An unknown (a call that was refused) makes all that is computed from it unknown.</remarks>
internal abstract record Expression
{
    public abstract Value? Evaluate(Scope scope);

    /// <summary>The members of the item that it reads.</summary>
    public abstract IEnumerable<string> Reads { get; }

    public static bool IsTrue(Value? value) => value is not (null or NullValue or BooleanValue { Value: false } or StringValue { Value: "" or "false" });

    /// <summary>The text that a value has in a template or as a key; null where it has none.</summary>
    public static string? Text(Value? value) => value switch
    {
        StringValue text => text.Value,
        NumberValue or BooleanValue => JsonText.Revealed(value),
        _ => null,
    };

    /// <summary>Nothing, an empty text and null are the empty list; what stands alone is a list of one.</summary>
    public static ReadOnlySpan<Value> List(Value? value) => value switch
    {
        null or NullValue or StringValue { Value.Length: 0 } => [],
        ArrayValue list => list.Items,
        _ => new[] { value },
    };
}

internal sealed record ConstantExpression(Value Value) : Expression
{
    public override Value Evaluate(Scope scope) => Value;

    public override IEnumerable<string> Reads => [];
}

/// <summary>Texts and expressions in turn. Not there where one of its expressions is not.</summary>
internal sealed record TemplateExpression(IReadOnlyList<(string Text, Expression? Hole)> Pieces) : Expression
{
    public override IEnumerable<string> Reads => Pieces.SelectMany(p => p.Hole?.Reads ?? []);

    public override Value? Evaluate(Scope scope)
    {
        var result = new System.Text.StringBuilder();
        foreach (var (text, hole) in Pieces)
        {
            result.Append(text);
            if (hole is null)
            {
                continue;
            }

            var value = hole.Evaluate(scope);
            if (value is UnknownValue)
            {
                return value;
            }

            if (Text(value) is not { } part)
            {
                return null;
            }

            result.Append(part);
        }

        return Value.Of(result.ToString());
    }
}

/// <summary>The first of both that is there.</summary>
internal sealed record FallbackExpression(Expression First, Expression Second) : Expression
{
    public override IEnumerable<string> Reads => First.Reads.Concat(Second.Reads);

    public override Value? Evaluate(Scope scope) => First.Evaluate(scope) ?? Second.Evaluate(scope);
}

internal sealed record ComparisonExpression(Expression Left, Expression Right, bool IsEqual) : Expression
{
    public override IEnumerable<string> Reads => Left.Reads.Concat(Right.Reads);

    public override Value? Evaluate(Scope scope)
    {
        var left = Left.Evaluate(scope);
        return left is UnknownValue ? left : Value.Of(Equals(left, Right.Evaluate(scope)) == IsEqual);
    }
}

internal sealed record FunctionExpression(Expression Input, string Name, IReadOnlyList<Expression> Arguments) : Expression
{
    public override IEnumerable<string> Reads => Input.Reads.Concat(Arguments.SelectMany(a => a.Reads));

    public override Value? Evaluate(Scope scope)
    {
        var input = Input.Evaluate(scope);
        return input is UnknownValue ? input : Functions.Apply(Name, input, [.. Arguments.Select(a => a.Evaluate(scope) ?? Value.Null)]);
    }
}

/// <param name="Root"><c>$parent</c> and its like; null for the item.</param>
internal sealed record PathExpression(string? Root, int Up, IReadOnlyList<PathStep> Steps) : Expression
{
    public override Value? Evaluate(Scope scope)
    {
        for (var i = 0; i < Up && scope.Parent is not null; i++)
        {
            scope = scope.Parent;
        }

        return Follow(Start(scope), 0);
    }

    public override IEnumerable<string> Reads => Root is null && Up == 0 && Steps.Count > 0 ? [Steps[0].Name] : [];

    private Value? Start(Scope scope) => Root switch
    {
        null => scope.Self,
        "region" => Value.Of(scope.Place.Region),
        "account" => Value.Of(scope.Place.Account),
        "partition" => Value.Of(scope.Place.Partition),
        "batch" => scope.Batch,
        "once" => scope.Once,
        _ => throw new InvalidDataException($"${Root} is nothing"),
    };

    private Value? Follow(Value? value, int at)
    {
        if (at == Steps.Count || value is null or UnknownValue)
        {
            return value is NullValue ? null : value;
        }

        var step = Steps[at];
        var next = step.Name.Length == 0 ? value : (value as ObjectValue)?.Get(step.Name);
        return next is UnknownValue ? next : step.Index switch
        {
            null => Follow(next, at + 1),
            PathStep.All => FollowAll(next, at + 1),
            { } index => List(next) is var list && (index < 0 ? index + list.Length : index) is var place && place >= 0 && place < list.Length ? Follow(list[place], at + 1) : null,
        };
    }

    private ArrayValue FollowAll(Value? value, int at)
    {
        var isNested = Steps.Skip(at).Any(s => s.Index == PathStep.All);
        var found = new List<Value>();
        foreach (var item in List(value))
        {
            var result = Follow(item, at);
            if (isNested && result is ArrayValue inner)
            {
                found.AddRange(inner.Items);
            }
            else if (result is not null)
            {
                found.Add(result);
            }
        }

        return ArrayValue.Create([.. found]);
    }
}

/// <param name="Index">Null for the member itself, <see cref="All"/> for each of a list; below nothing it counts from the end.</param>
internal readonly record struct PathStep(string Name, int? Index)
{
    public const int All = int.MinValue;
}
