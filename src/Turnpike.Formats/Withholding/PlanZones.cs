using Turnpike.Values;

namespace Turnpike.Formats.Withholding;

/// <summary>The zones of a plan.</summary>
internal sealed class PlanZones(ObjectValue root)
{
    private readonly ConfigurationZones _configuration = new(root);

    public ObjectValue Map(ObjectValue plan, ZoneVisit visit) => (ObjectValue)Zones.Members(plan, (name, value) => name switch
    {
        "format_version" or "terraform_version" or "timestamp" or "applyable" or "complete" or "errored" or "relevant_attributes" => value,
        "variables" => MapVariables(value, visit),
        "planned_values" => ValuesZones.MapTree(value, visit),
        "prior_state" => ValuesZones.MapState(value, visit),
        "resource_changes" or "resource_drift" => Zones.Items(value, item => MapChange(item, visit)),
        "deferred_changes" => MapDeferred(value, "resource_change", item => MapChange(item, visit), visit),
        "output_changes" => Zones.Members(value, (_, change) => MapBody(change, visit)),
        "action_invocations" => Zones.Items(value, item => MapInvocation(item, visit)),
        "deferred_action_invocations" => MapDeferred(value, "action_invocation", item => MapInvocation(item, visit), visit),
        "configuration" => _configuration.Map(value, visit),
        "checks" => visit(value, null),
        "code_result" => MapCode(value, visit),
        _ => Zones.Unheard(value, visit),
    });

    private static Value MapCode(Value code, ZoneVisit visit) => Zones.Members(code, (name, value) => name switch
    {
        "version" or "folder" or "workspace" or "complete" or "providers" or "files" or "parts" => value,
        "resources" => Zones.Items(value, item => MapDetail(item, visit)),
        "data" => Zones.Items(value, item => MapDetail(item, visit)),
        _ => Zones.Unheard(value, visit),
    });

    private static Value MapDetail(Value item, ZoneVisit visit)
    {
        var mask = (item as ObjectValue)?.Get("values_sensitive");
        return Zones.Members(item, (name, value) => name switch
        {
            "address" or "module_address" or "type" or "name" or "index" or "index_unknown" or "provider_name" or "values_unknown" or "values_sensitive" or "at" or "calls" or "parts" or "references" => value,
            "unknowns" => visit(value, null),
            "values" => visit(value, mask),
            _ => Zones.Unheard(value, visit),
        });
    }

    private Value MapVariables(Value variables, ZoneVisit visit) => Zones.Members(variables, (name, variable) =>
    {
        var mask = _configuration.IsSensitiveVariable(name) ? Value.True : null;
        return Zones.Members(variable, (key, value) => key == "value" ? visit(value, mask) : Zones.Unheard(value, visit));
    });

    private static Value MapDeferred(Value list, string inner, Func<Value, Value> map, ZoneVisit visit) =>
        Zones.Items(list, item => Zones.Members(item, (name, value) => name == inner ? map(value) : name == "reason" ? value : Zones.Unheard(value, visit)));

    private static Value MapChange(Value item, ZoneVisit visit) => Zones.Members(item, (name, value) => name switch
    {
        "address" or "previous_address" or "module_address" or "mode" or "type" or "name" or "index" or "index_unknown" or "provider_name" or "deposed" or "action_reason" => value,
        "change" => MapBody(value, visit),
        _ => Zones.Unheard(value, visit),
    });

    private static Value MapBody(Value body, ZoneVisit visit)
    {
        var change = body as ObjectValue;
        return Zones.Members(body, (name, value) => name switch
        {
            "actions" or "after_unknown" or "before_sensitive" or "after_sensitive" or "replace_paths" => value,
            "before" => visit(value, change!.Get("before_sensitive")),
            "after" => visit(value, change!.Get("after_sensitive")),
            "importing" or "before_identity" or "after_identity" => visit(value, null),
            _ => Zones.Unheard(value, visit),
        });
    }

    private static Value MapInvocation(Value item, ZoneVisit visit)
    {
        var mask = (item as ObjectValue)?.Get("config_sensitive");
        return Zones.Members(item, (name, value) => name switch
        {
            "address" or "type" or "name" or "provider_name" or "lifecycle_action_trigger" or "invoke_action_trigger" or "config_unknown" or "config_sensitive" => value,
            "config_values" => visit(value, mask),
            _ => Zones.Unheard(value, visit),
        });
    }
}
