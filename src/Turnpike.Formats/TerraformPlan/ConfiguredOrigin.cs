using Turnpike.Estate.Configuration;
using Turnpike.Formats.Marks;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformPlan;

/// <summary>
/// Says of a planned resource's unknowns whether the configuration leaves them to the provider. Computed-unset is said only
/// where that is sure, since a rule may then take the provider's default; a plan's configuration does not show dynamic
/// blocks, so below a block that it does not show nothing is sure.
/// </summary>
internal sealed class ConfiguredOrigin(string name, ConfiguredResource? resource, Value? after) : UnknownSource(name)
{
    public override UnknownOrigin OriginOf(ReadOnlySpan<Value> path) =>
        resource?.Expressions is ObjectValue arguments && path.Length > 0 && IsUnsetInBlock(arguments, path, 0, after)
            ? UnknownOrigin.ComputedUnset
            : UnknownOrigin.Reference;

    /// <param name="expression">What the configuration says at the first <paramref name="at"/> steps of the path.</param>
    /// <param name="planned">The planned value there, unknown parts left out.</param>
    private static bool IsUnset(Value expression, ReadOnlySpan<Value> path, int at, Value? planned)
    {
        if (at == path.Length)
        {
            return IsNullConstant(expression);
        }

        return expression switch
        {
            ObjectValue leaf when IsExpression(leaf) => leaf.Get("constant_value") is { } constant && IsUnsetIn(constant, path, at),
            ObjectValue block => IsUnsetInBlock(block, path, at, planned),
            ArrayValue blocks => IsUnsetInBlocks(blocks, path, at, planned),
            _ => false,
        };
    }

    private static bool IsUnsetInBlock(ObjectValue block, ReadOnlySpan<Value> path, int at, Value? planned)
    {
        // A block given once is not wrapped in an array by Terraform's configuration, yet may be by the provider's value.
        if (path[at] is not StringValue key)
        {
            return planned is ArrayValue { Count: 1 } one && at + 1 < path.Length && IsUnset(block, path, at + 1, one[0]);
        }

        if (block.Get(key) is { } inner)
        {
            return IsUnset(inner, path, at + 1, (planned as ObjectValue)?.Get(key));
        }

        // Nothing sets it. Something below it that is unknown may lie in a dynamic block.
        return at + 1 == path.Length;
    }

    // Blocks of a set are planned in another order than they are written: all of them must leave the argument out.
    private static bool IsUnsetInBlocks(ArrayValue blocks, ReadOnlySpan<Value> path, int at, Value? planned)
    {
        if (planned is not ArrayValue items || items.Count != blocks.Count || at + 1 >= path.Length)
        {
            return false;
        }

        foreach (var block in blocks.Items)
        {
            if (!IsUnset(block, path, at + 1, path[at] is NumberValue index ? items.Get(index) : null))
            {
                return false;
            }
        }

        return blocks.Count > 0;
    }

    private static bool IsUnsetIn(Value constant, ReadOnlySpan<Value> path, int at)
    {
        Value? value = constant;
        for (; at < path.Length && value is not null and not NullValue; at++)
        {
            value = value switch
            {
                ObjectValue obj => obj.Get(path[at]),
                ArrayValue array => array.Get(path[at]),
                _ => Value.True,
            };
        }

        return value is null or NullValue;
    }

    private static bool IsNullConstant(Value expression) =>
        expression is ObjectValue leaf && leaf.Get("constant_value") is NullValue && leaf.Get("references") is null;

    // An argument may itself be called "references"; only an expression holds a list there.
    private static bool IsExpression(ObjectValue value) =>
        value.Count == 0 || value.Get("references") is ArrayValue || (value.Get("constant_value") is { } constant && !IsBlockLike(constant));

    private static bool IsBlockLike(Value value) => value is ObjectValue obj && (obj.Get("references") is ArrayValue || obj.Get("constant_value") is not null);
}
