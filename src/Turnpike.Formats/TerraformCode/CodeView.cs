using Turnpike.Estate.Changes;
using Turnpike.Estate.Identity;
using Turnpike.Hcl.Terraform.Expansion;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformCode;

/// <summary>
/// The code as <c>terraform show -json</c> would write a first plan of it, as far as policies look at one: changes of
/// resources and outputs.
/// </summary>
internal static class CodeView
{
    private static readonly Value s_create = ArrayValue.Create([Value.Of("create")]);

    public static ObjectValue Make(TerraformCodeDocument document, ExpandedRoot root, bool unknownsAbsent)
    {
        var changes = new Value[document.Planned.Changes.Count];
        for (var i = 0; i < changes.Length; i++)
        {
            changes[i] = Change(document.Planned.Changes[i], unknownsAbsent);
        }

        var outputs = new ObjectBuilder(root.Outputs.Count);
        foreach (var output in root.Outputs)
        {
            outputs.Set(output.Name, ChangeObject(s_create, output.IsSensitive ? output.Value.ToSensitive() : output.Value, unknownsAbsent));
        }

        return Value.Object(
            ("format_version", Value.Of("1.2")),
            ("resource_changes", ArrayValue.Create(changes)),
            ("output_changes", outputs.ToValue()),
            ("configuration", Value.Object(
                ("provider_config", ProviderConfigurations(root)),
                ("root_module", Value.Object(("variables", Variables(root)))))));
    }

    private static ObjectValue Variables(ExpandedRoot root)
    {
        var variables = new ObjectBuilder();
        foreach (var variable in root.Variables)
        {
            var made = new ObjectBuilder();
            if (variable.Default is { } value)
            {
                made.Set("default", variable.IsSensitive ? value.ToSensitive() : value);
            }

            foreach (var (flag, isSet) in ((string, bool)[])[("sensitive", variable.IsSensitive), ("ephemeral", variable.IsEphemeral)])
            {
                if (isSet)
                {
                    made.Set(flag, Value.True);
                }
            }

            variables.Set(variable.Name, made.ToValue());
        }

        return variables.ToValue();
    }

    private static ObjectValue ProviderConfigurations(ExpandedRoot root)
    {
        var providers = new ObjectBuilder();
        foreach (var provider in root.ProviderLiterals.GroupBy(static l => l.Key, StringComparer.Ordinal))
        {
            var expressions = new ObjectBuilder();
            foreach (var literal in provider)
            {
                expressions.Set(literal.Name, Value.Object(("constant_value", Value.Of(literal.Text))));
            }

            providers.Set(provider.Key, Value.Object(("expressions", expressions.ToValue())));
        }

        return providers.ToValue();
    }

    private static ObjectValue Change(ResourceChange change, bool unknownsAbsent)
    {
        var address = change.Address;
        var made = new ObjectBuilder();
        made.Set("address", Value.Of(address.Text));
        made.Set("mode", Value.Of(address.Mode == ResourceMode.Data ? "data" : "managed"));
        made.Set("type", Value.Of(address.Type));
        made.Set("name", Value.Of(address.Name));
        made.Set("provider_name", Value.Of(change.Provider));
        made.Set("change", ChangeObject(change.Actions.Words, change.AfterContent.Value ?? Value.Null, unknownsAbsent));
        SetPlace(made, address);
        return made.ToValue();
    }

    /// <summary>As a plan tells which instance of a resource it is.</summary>
    internal static void SetPlace(ObjectBuilder made, ResourceAddress address)
    {
        if (!address.Module.IsRoot)
        {
            made.Set("module_address", Value.Of(address.Module.Text));
        }

        if (address.Index is UnknownValue)
        {
            made.Set("index_unknown", Value.True);
        }
        else if (address.Index is { } index)
        {
            made.Set("index", index);
        }
    }

    private static ObjectValue ChangeObject(Value actions, Value after, bool unknownsAbsent) => Value.Object(
        ("actions", actions),
        ("before", Value.Null),
        ("after", unknownsAbsent ? Known(after) : after),
        ("after_unknown", UnknownMask(after)));

    /// <summary>What is known of a value, as a plan writes it.</summary>
    internal static Value Known(Value value) => Without(value) ?? Value.Null;

    // As a plan has it: left out of objects, null in lists so that positions stay.
    private static Value? Without(Value value)
    {
        if (value.IsGround)
        {
            return value;
        }

        switch (value)
        {
            case ObjectValue obj:
                var members = new ObjectBuilder(obj.Count);
                for (var i = 0; i < obj.Count; i++)
                {
                    if (Without(obj.Values[i]) is { } known)
                    {
                        members.Set(obj.Keys[i], known);
                    }
                }

                return obj.IsSensitive ? members.ToValue().ToSensitive() : members.ToValue();
            case ArrayValue array:
                var items = new Value[array.Count];
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = Without(array[i]) ?? Value.Null;
                }

                return array.IsSensitive ? ArrayValue.Create(items).ToSensitive() : ArrayValue.Create(items);
            default:
                return null;
        }
    }

    internal static Value UnknownMask(Value value)
    {
        if (value.IsGround)
        {
            return value is ObjectValue ? ObjectValue.Empty : value is ArrayValue known ? ArrayValue.Create(NothingUnknown(known.Count)) : Value.False;
        }

        switch (value)
        {
            case ObjectValue obj:
                var members = new ObjectBuilder();
                for (var i = 0; i < obj.Count; i++)
                {
                    if (!obj.Values[i].IsGround)
                    {
                        members.Set(obj.Keys[i], UnknownMask(obj.Values[i]));
                    }
                }

                return members.ToValue();
            case ArrayValue array:
                var items = new Value[array.Count];
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = UnknownMask(array[i]);
                }

                return ArrayValue.Create(items);
            default:
                return Value.True;
        }
    }

    private static Value[] NothingUnknown(int count)
    {
        var items = new Value[count];
        Array.Fill(items, Value.False);
        return items;
    }
}
