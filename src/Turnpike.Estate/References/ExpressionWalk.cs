using Turnpike.Values;

namespace Turnpike.Estate.References;

/// <summary>The expressions of a block in a plan's configuration, each with the path of the argument it is written for.</summary>
internal static class ExpressionWalk
{
    public static List<(ValuePath Path, Value Expression)> Leaves(Value expressions)
    {
        var leaves = new List<(ValuePath, Value)>();
        Collect(expressions, ValuePath.Root, leaves);
        return leaves;
    }

    private static void Collect(Value node, ValuePath path, List<(ValuePath, Value)> leaves)
    {
        switch (node)
        {
            case ObjectValue o when IsExpression(o):
                if (o.Get("references") is not null)
                {
                    leaves.Add((path, o));
                }

                break;
            case ObjectValue o:
                for (var i = 0; i < o.Count; i++)
                {
                    Collect(o.Values[i], path.Append(o.Keys[i]), leaves);
                }

                break;
            case ArrayValue a:
                for (var i = 0; i < a.Count; i++)
                {
                    Collect(a[i], path.Append(i), leaves);
                }

                break;
        }
    }

    // An argument named "references" would hold an expression, never a list of strings.
    private static bool IsExpression(ObjectValue node) =>
        node.Get("constant_value") is not null
        || (node.Get("references") is ArrayValue { Count: var count } list && (count == 0 || list[0] is StringValue));
}
