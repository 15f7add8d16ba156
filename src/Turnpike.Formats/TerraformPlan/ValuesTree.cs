using Turnpike.Formats.Marks;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformPlan;

/// <summary>A <c>values</c> tree with marks: the planned value of each address where there is one, else its own with its sensitive mask.</summary>
internal static class ValuesTree
{
    public static Value Mark(PlanContent plan, Value values, Dictionary<string, Value> planned)
    {
        if (values is not ObjectValue root)
        {
            return values;
        }

        root = PlanView.Replace(root, "outputs", outputs => outputs is ObjectValue members ? MarkOutputs(members) : outputs);
        return PlanView.Replace(root, "root_module", module => MarkModule(plan, module, planned));
    }

    private static Value MarkModule(PlanContent plan, Value value, Dictionary<string, Value> planned)
    {
        if (value is not ObjectValue module)
        {
            return value;
        }

        module = PlanView.Replace(module, "resources", list => list is ArrayValue items
            ? PlanView.MapItems(items, (item, _) => MarkResource(plan, item, planned))
            : list);
        return PlanView.Replace(module, "child_modules", list => list is ArrayValue items
            ? PlanView.MapItems(items, (item, _) => MarkModule(plan, item, planned))
            : list);
    }

    private static ObjectValue MarkResource(PlanContent plan, ObjectValue resource, Dictionary<string, Value> planned)
    {
        if (resource.Get("address") is StringValue address && planned.TryGetValue(address.Value, out var after))
        {
            return resource.With("values", after);
        }

        var values = resource.Get("values");
        var marked = plan.Marks.Lay(values, null, resource.Get("sensitive_values"), SameOrigin.None);
        return marked is null || ReferenceEquals(marked, values) ? resource : resource.With("values", marked);
    }

    internal static ObjectValue MarkOutputs(ObjectValue outputs)
    {
        var values = outputs.Values.ToArray();
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] is ObjectValue output && output.Get("sensitive") is BooleanValue { Value: true } && output.Get("value") is { } value)
            {
                values[i] = output.With("value", value.ToSensitive());
            }
        }

        return ObjectValue.Create(outputs.Shape, values);
    }
}
