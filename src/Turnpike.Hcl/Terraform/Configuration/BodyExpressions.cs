using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Syntax;

namespace Turnpike.Hcl.Terraform.Configuration;

/// <summary>The expressions of a body and of the blocks in it, whatever its schema, with the iterators of dynamic blocks that they may use.</summary>
internal static class BodyExpressions
{
    public static void Visit(IHclBody body, IReadOnlyList<string> iterators, Action<HclExpression, IReadOnlyList<string>> visit)
    {
        switch (body)
        {
            case MergedBody merged:
                Visit(merged.Below, iterators, visit);
                Visit(merged.Above, iterators, visit);
                return;
            case NativeBody native:
                foreach (var block in native.UnreadBlocks)
                {
                    if (block is { Type: "dynamic", Labels: [var type] })
                    {
                        Dynamic(type, (NativeBody)block.Body, iterators, visit);
                    }
                    else
                    {
                        Visit(block.Body, iterators, visit);
                    }
                }

                break;
        }

        foreach (var attribute in body.GetAttributes([]))
        {
            if (body is not NativeBody && attribute.Name == "dynamic")
            {
                iterators = [.. iterators, .. DynamicNames(attribute.Expression)];
            }

            visit(attribute.Expression, iterators);
        }
    }

    private static void Dynamic(string type, NativeBody body, IReadOnlyList<string> iterators, Action<HclExpression, IReadOnlyList<string>> visit)
    {
        var name = type;
        foreach (var attribute in body.Attributes)
        {
            if (attribute.Name == "iterator")
            {
                name = StaticExpression.Keyword(attribute.Expression) ?? name;
            }
            else
            {
                visit(attribute.Expression, iterators);
            }
        }

        foreach (var block in body.Blocks)
        {
            Visit(block.Body, [.. iterators, name], visit);
        }
    }

    // In JSON nothing tells the names apart but their place.
    private static IEnumerable<string> DynamicNames(HclExpression expression)
    {
        var items = StaticExpression.Map(expression) is { } map ? map
            : StaticExpression.List(expression) is { } list ? list.SelectMany(static e => StaticExpression.Map(e) is { } m ? m : []) : [];
        foreach (var item in items)
        {
            if (ModuleReader.KeyOf(item.Key) is { } name)
            {
                yield return name;
            }

            foreach (var inner in (StaticExpression.Map(item.Value) is { } body ? body : []).Where(static i => ModuleReader.KeyOf(i.Key) is "iterator" or "content"))
            {
                if (ModuleReader.KeyOf(inner.Key) == "iterator" && inner.Value is JsonStringExpression text)
                {
                    yield return text.Text;
                }
                else if (StaticExpression.Map(inner.Value) is { } content)
                {
                    foreach (var nested in content.Where(static i => ModuleReader.KeyOf(i.Key) == "dynamic").SelectMany(static i => DynamicNames(i.Value)))
                    {
                        yield return nested;
                    }
                }
            }
        }
    }
}
