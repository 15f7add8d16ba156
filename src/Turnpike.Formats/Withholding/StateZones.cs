using Turnpike.Formats.TerraformState;
using Turnpike.Values;

namespace Turnpike.Formats.Withholding;

/// <summary>The zones of a state file.</summary>
internal static class StateZones
{
    public static ObjectValue Map(ObjectValue root, ZoneVisit visit) => (ObjectValue)Zones.Members(root, (name, value) => name switch
    {
        "version" or "terraform_version" or "serial" or "lineage" => value,
        "outputs" => ValuesZones.MapOutputs(value, visit),
        "resources" => Zones.Items(value, resource => MapResource(resource, visit)),
        "check_results" => visit(value, null),
        _ => Zones.Unheard(value, visit),
    });

    private static Value MapResource(Value resource, ZoneVisit visit) => Zones.Members(resource, (name, value) => name switch
    {
        "mode" or "type" or "name" or "provider" or "module" or "each" => value,
        "instances" => Zones.Items(value, instance => MapInstance(instance, visit)),
        _ => Zones.Unheard(value, visit),
    });

    private static Value MapInstance(Value instance, ZoneVisit visit) => Zones.Members(instance, (name, value) => name switch
    {
        "schema_version" or "sensitive_attributes" or "dependencies" or "depends_on" or "index_key" or "status" or "deposed" or "create_before_destroy" => value,
        "attributes" => visit(SensitivePaths.Mark((ObjectValue)instance) ?? value, null),
        "identity" or "identity_schema_version" => visit(value, null),

        // "private" is what the provider keeps for itself, "attributes_flat" has no masks: either may hold anything.
        _ => Zones.Unheard(value, visit),
    });
}
