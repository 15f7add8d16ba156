using Turnpike.Hcl.Terraform.Expansion;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformCode;

/// <summary>
/// What is certain of values that a resource gets when it is created: its id is a text that is not empty, its ARN begins so.
/// Terraform's own evaluation does not say as much, so it is laid on what rules see, not on what expressions compute with.
/// </summary>
internal static class MadeByProvider
{
    private static readonly UnknownRefinement s_arn = new() { Type = ValueKind.String, NotNull = true, Prefix = "arn:" };
    private static readonly UnknownRefinement s_id = new() { Type = ValueKind.String, NotNull = true, MinimumLength = 1 };

    // An instance has disks whether or not they are written; of which kind, the image and the account decide.
    private static readonly string[] s_disks = ["root_block_device", "ebs_block_device"];

    public static Value Content(ResourceInstance instance)
    {
        var value = Refine(instance.Value);
        if (instance.Address.Type is "aws_instance" or "aws_spot_instance_request" && value is ObjectValue attributes)
        {
            foreach (var name in s_disks)
            {
                if (attributes.Get(name) is ArrayValue { Count: 0 })
                {
                    attributes = attributes.With(name, new UnknownValue(new UnknownPath(instance.Address.Text).Child(Value.Of(name)), UnknownOrigin.ComputedUnset));
                }
            }

            return attributes;
        }

        return value;
    }

    private static Value Refine(Value value)
    {
        if (value.IsGround)
        {
            return value;
        }

        switch (value)
        {
            case UnknownValue { Origin: UnknownOrigin.Reference, Refinement: null, IsDerived: false, IsAnonymous: false } unknown:
                return Of(unknown);
            case ObjectValue obj:
                return Map(obj.Values) is { } members ? Marked(ObjectValue.Create(obj.Shape, members), obj) : obj;
            case ArrayValue array:
                return Map(array.Items) is { } items ? Marked(ArrayValue.Create(items), array) : array;
            default:
                return value;
        }
    }

    private static Value Of(UnknownValue unknown)
    {
        var id = unknown.Id;
        if (id.StartsWith("data.", StringComparison.Ordinal) || id.Contains(".data.", StringComparison.Ordinal) || id.StartsWith("var.", StringComparison.Ordinal))
        {
            return unknown;
        }

        var refinement = id.EndsWith("/arn", StringComparison.Ordinal) ? s_arn : id.EndsWith("/id", StringComparison.Ordinal) ? s_id : null;
        return refinement is null ? unknown : Marked(new UnknownValue(unknown.Path, unknown.Origin, refinement), unknown);
    }

    private static Value[]? Map(ReadOnlySpan<Value> values)
    {
        Value[]? mapped = null;
        for (var i = 0; i < values.Length; i++)
        {
            var value = Refine(values[i]);
            if (!ReferenceEquals(value, values[i]))
            {
                mapped ??= values.ToArray();
                mapped[i] = value;
            }
        }

        return mapped;
    }

    private static Value Marked(Value made, Value like) => like.IsSensitive ? made.ToSensitive() : made;
}
