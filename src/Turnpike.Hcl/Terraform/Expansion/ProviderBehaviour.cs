using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>What some providers decide from the configuration alone when they plan, and no schema tells.</summary>
internal static class ProviderBehaviour
{
    private const string Aws = "registry.terraform.io/hashicorp/aws";

    public static HclValue Planned(ResourceGroup group, HclValue value, UnknownPath path) =>
        Decided(group, group.Provider == Aws ? AwsComputedBlocks.Apply(group.Declaration.Type, value, path) : value, path);

    private static HclValue Decided(ResourceGroup group, HclValue value, UnknownPath path) => (group.Provider, group.Declaration.Type) switch
    {
        ("terraform.io/builtin/terraform", "terraform_data") => TerraformData(value, path),
        (Aws, "aws_acm_certificate") => AwsTags.Apply(group, AwsCertificate.Apply(value, path)),
        (Aws, "aws_security_group" or "aws_default_security_group") => AwsTags.Apply(group, AwsProtocol.InRules(value)),
        (Aws, "aws_security_group_rule") => AwsProtocol.InRule(value),
        (Aws, _) => AwsTags.Apply(group, value),
        _ => value,
    };

    // The output has the type of the input, even before it is known.
    private static HclValue TerraformData(HclValue value, UnknownPath path)
    {
        var input = value.ElementAt("input");
        return With(value, "output", input.IsNull
            ? input
            : new HclValue(input.Type, new UnknownValue(path.Child(Value.Of("output")), UnknownOrigin.ComputedUnset).WithOwnMarks(input.Marks)));
    }

    /// <summary>An object with one attribute replaced, which may be of another type.</summary>
    public static HclValue With(HclValue value, string name, HclValue attribute)
    {
        var type = (ObjectType)value.Type;
        var at = type.IndexOf(name);
        if (at < 0 || value.Value is not ObjectValue members)
        {
            return value;
        }

        var values = members.Values.ToArray();
        values[at] = attribute.Value;
        if (!type.Types[at].Equals(attribute.Type))
        {
            HclType[] types = [.. type.Types];
            types[at] = attribute.Type;
            type = ObjectType.Create(type.Shape, types);
        }

        return new HclValue(type, ObjectValue.Create(type.Shape, values).WithOwnMarks(value.Marks));
    }
}
