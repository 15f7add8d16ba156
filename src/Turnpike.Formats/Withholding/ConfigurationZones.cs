using Turnpike.Formats.Marks;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Values;

namespace Turnpike.Formats.Withholding;

/// <summary>
/// The zones of a plan's configuration. It has no masks: an argument is sensitive where any instance of its type has the
/// attribute so, where it is passed to a sensitive variable, or by its name.
/// </summary>
internal sealed class ConfigurationZones
{
    private readonly Value? _configuration;
    private readonly Dictionary<string, HashSet<string>> _sensitive = [];

    public ConfigurationZones(ObjectValue plan)
    {
        _configuration = plan.Get("configuration");
        foreach (var section in (ReadOnlySpan<string>)["resource_changes", "resource_drift"])
        {
            if (plan.Get(section) is ArrayValue changes)
            {
                foreach (var item in changes.Items)
                {
                    Note(item);
                }
            }
        }
    }

    public bool IsSensitiveVariable(string name) => ConfigurationReader.IsSensitiveVariable(_configuration, name);

    public Value Map(Value configuration, ZoneVisit visit) => Zones.Members(configuration, (name, value) => name switch
    {
        "provider_config" => Zones.Members(value, (_, provider) => Zones.Members(provider, (key, inner) =>
            key == "expressions" ? MapArguments(inner, SecretNames.IsSecret, visit) : inner)),
        "root_module" => MapModule(value, visit),
        _ => Zones.Unheard(value, visit),
    });

    private void Note(Value item)
    {
        if (item is not ObjectValue change || change.TextAt("type") is not { } type || change.Get("change") is not ObjectValue body)
        {
            return;
        }

        foreach (var side in (ReadOnlySpan<string>)["before_sensitive", "after_sensitive"])
        {
            if (body.Get(side) is not ObjectValue mask)
            {
                continue;
            }

            for (var i = 0; i < mask.Count; i++)
            {
                if (MarkLayer.HasTrue(mask.Values[i]) && mask.Keys[i] is StringValue { Value: var name })
                {
                    (_sensitive.TryGetValue(type, out var names) ? names : _sensitive[type] = []).Add(name);
                }
            }
        }
    }

    private Value MapModule(Value module, ZoneVisit visit) => Zones.Members(module, (name, value) => name switch
    {
        "variables" => Zones.Members(value, (_, variable) => MapVariable(variable, visit)),
        "outputs" => Zones.Members(value, (_, output) => MapOutput(output, visit)),
        "resources" => Zones.Items(value, resource => MapResource(resource, visit)),
        "module_calls" => Zones.Members(value, (_, call) => MapCall(call, visit)),
        _ => visit(value, null),
    });

    private static Value MapVariable(Value variable, ZoneVisit visit)
    {
        var mask = (variable as ObjectValue)?.Get("sensitive");
        return Zones.Members(variable, (name, value) => name == "default" ? visit(value, mask) : visit(value, null));
    }

    private static Value MapOutput(Value output, ZoneVisit visit)
    {
        var isSecret = (output as ObjectValue)?.Get("sensitive") is BooleanValue { Value: true };
        return Zones.Members(output, (name, value) => name == "expression" ? MapExpression(value, isSecret, visit) : visit(value, null));
    }

    private Value MapResource(Value resource, ZoneVisit visit)
    {
        var sensitive = ((resource as ObjectValue)?.Get("type") as StringValue)?.Value is { } type ? _sensitive.GetValueOrDefault(type) : null;
        return Zones.Members(resource, (name, value) => name switch
        {
            "expressions" => MapArguments(value, argument => SecretNames.IsSecret(argument) || sensitive?.Contains(argument) == true, visit),

            // Of what a provisioner runs and connects with nothing is said.
            "provisioners" => Zones.Items(value, provisioner => Zones.Members(provisioner, (key, inner) =>
                key == "expressions" ? MapArguments(inner, static _ => true, visit) : inner)),
            "count_expression" or "for_each_expression" => MapExpression(value, false, visit),
            _ => value,
        });
    }

    private Value MapCall(Value call, ZoneVisit visit)
    {
        var variables = ((call as ObjectValue)?.Get("module") as ObjectValue)?.Get("variables") as ObjectValue;
        return Zones.Members(call, (name, value) => name switch
        {
            "expressions" => MapArguments(
                value, argument => (variables?.Get(argument) as ObjectValue)?.Get("sensitive") is BooleanValue { Value: true }, visit),
            "count_expression" or "for_each_expression" => MapExpression(value, false, visit),
            "module" => MapModule(value, visit),
            _ => value,
        });
    }

    private static Value MapArguments(Value arguments, Func<string, bool> isSecret, ZoneVisit visit) =>
        Zones.Members(arguments, (name, value) => MapExpression(value, isSecret(name), visit));

    // Blocks hold expressions in turn; what is referred to are addresses.
    private static Value MapExpression(Value expression, bool isSecret, ZoneVisit visit) => expression switch
    {
        ObjectValue => Zones.Members(expression, (name, value) => name switch
        {
            "references" when value is ArrayValue => value,
            "constant_value" => visit(value, isSecret ? Value.True : null),
            _ => MapExpression(value, isSecret || SecretNames.IsSecret(name), visit),
        }),
        ArrayValue => Zones.Items(expression, item => MapExpression(item, isSecret, visit)),
        _ => visit(expression, isSecret ? Value.True : null),
    };
}
