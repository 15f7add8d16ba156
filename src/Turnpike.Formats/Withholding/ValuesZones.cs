using Turnpike.Values;

namespace Turnpike.Formats.Withholding;

/// <summary>The zones of a <c>values</c> tree: of a state as <c>show</c> writes it, of a plan's prior state and planned values.</summary>
internal static class ValuesZones
{
    /// <summary>A whole state as <c>show</c> writes it.</summary>
    public static ObjectValue MapDocument(ObjectValue root, ZoneVisit visit) => (ObjectValue)MapState(root, visit);

    public static Value MapState(Value state, ZoneVisit visit) => Zones.Members(state, (name, value) => name switch
    {
        "format_version" or "terraform_version" => value,
        "values" => MapTree(value, visit),
        "checks" => visit(value, null),
        _ => Zones.Unheard(value, visit),
    });

    public static Value MapTree(Value tree, ZoneVisit visit) => Zones.Members(tree, (name, value) => name switch
    {
        "outputs" => MapOutputs(value, visit),
        "root_module" => MapModule(value, visit),
        _ => Zones.Unheard(value, visit),
    });

    public static Value MapOutputs(Value outputs, ZoneVisit visit) => Zones.Members(outputs, (_, output) =>
    {
        var mask = (output as ObjectValue)?.Get("sensitive");
        return Zones.Members(output, (name, value) => name is "value" ? visit(value, mask) : value);
    });

    private static Value MapModule(Value module, ZoneVisit visit) => Zones.Members(module, (name, value) => name switch
    {
        "address" => value,
        "resources" => Zones.Items(value, resource => MapResource(resource, visit)),
        "child_modules" => Zones.Items(value, child => MapModule(child, visit)),
        _ => Zones.Unheard(value, visit),
    });

    private static Value MapResource(Value resource, ZoneVisit visit)
    {
        var mask = (resource as ObjectValue)?.Get("sensitive_values");
        return Zones.Members(resource, (name, value) => name switch
        {
            "address" or "mode" or "type" or "name" or "index" or "provider_name" or "schema_version" or "sensitive_values" or "depends_on" or "tainted" or "deposed_key" => value,
            "values" => visit(value, mask),
            "identity" or "identity_schema_version" => visit(value, null),
            _ => Zones.Unheard(value, visit),
        });
    }
}
