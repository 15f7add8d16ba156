using Turnpike.Formats.Marks;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformPlan;

/// <summary>A <c>values</c> tree with marks: the planned value of each address where there is one, else its own with its sensitive mask.</summary>
internal static class ValuesTree
{
    public static ObjectValue Mark(PlanContent plan, ObjectValue root, Dictionary<string, Value> planned)
    {
        root = PlanView.Replace<ObjectValue>(root, "outputs", MarkOutputs);
        return PlanView.Replace<ObjectValue>(root, "root_module", module => MarkModule(plan, module, planned));
    }

    private static ObjectValue MarkModule(PlanContent plan, ObjectValue module, Dictionary<string, Value> planned)
    {
        module = PlanView.Replace<ArrayValue>(module, "resources", list => PlanView.MapItems(list, (item, _) => MarkResource(plan, item, planned)));
        return PlanView.Replace<ArrayValue>(module, "child_modules", list => PlanView.MapItems(list, (item, _) => MarkModule(plan, item, planned)));
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
