using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>
/// A certificate that is to be issued: its own name is one of its names, and each name has a record to validate it by. Code
/// repeats resources over those records, so their number has to be known.
/// </summary>
internal static class AwsCertificate
{
    public static HclValue Apply(HclValue value, UnknownPath path)
    {
        var domain = value.ElementAt("domain_name");
        var given = value.ElementAt("subject_alternative_names");
        var options = value.ElementAt("domain_validation_options");
        if (domain is not { IsKnown: true, IsNull: false } || options.Type is not { Kind: HclTypeKind.Set, Element: ObjectType record } || value.ElementAt("private_key") is { IsKnown: true, IsNull: false })
        {
            return value;
        }

        var isGiven = given is { IsKnown: true, IsNull: false };
        if (isGiven && !given.IsWhollyKnown)
        {
            return value;
        }

        // Alternative names that are not given are computed, as is their unknown.
        var names = new List<string> { domain.AsString() };
        for (var i = 0; isGiven && i < given.Count; i++)
        {
            var name = given.ElementAt(i);
            if (!name.IsNull && !names.Contains(name.AsString()))
            {
                names.Add(name.AsString());
            }
        }

        if (!isGiven && given.Value is not UnknownValue { Origin: UnknownOrigin.ComputedUnset })
        {
            return value;
        }

        value = ProviderBehaviour.With(value, "subject_alternative_names", HclValue.Set(HclType.String, [.. names.Select(static n => (Value)Value.Of(n))]));
        var records = names.Select(n => Record(record, n.TrimEnd('.'), path.Child(Value.Of("domain_validation_options")).Child(Value.Of(n)))).ToArray();
        return ProviderBehaviour.With(value, "domain_validation_options", HclValue.Set(record, records));
    }

    private static ObjectValue Record(ObjectType type, string name, UnknownPath path)
    {
        var values = new Value[type.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = type.NameAt(i) == "domain_name" ? Value.Of(name) : new UnknownValue(path.Child(type.Shape.Keys[i]), UnknownOrigin.ComputedUnset);
        }

        return ObjectValue.Create(type.Shape, values);
    }
}
