using Turnpike.Estate.Configuration;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformPlan;

/// <summary>Reads a plan's <c>configuration</c>. Nothing is copied: expressions are the document's own values.</summary>
internal static class ConfigurationReader
{
    public static ConfiguredModule? Read(Value? configuration) =>
        Member(configuration, "root_module") is ObjectValue root ? ReadModule(root) : null;

    /// <summary>The root variables that are declared sensitive.</summary>
    public static bool IsSensitiveVariable(Value? configuration, string name) =>
        Member(Member(Member(Member(configuration, "root_module"), "variables"), name), "sensitive") is BooleanValue { Value: true };

    /// <summary>Version constraints by provider address.</summary>
    public static IReadOnlyDictionary<string, string> ReadConstraints(Value? configuration)
    {
        var constraints = new Dictionary<string, string>();
        if (Member(configuration, "provider_config") is not ObjectValue providers)
        {
            return constraints;
        }

        foreach (var provider in providers.Values)
        {
            if (TextOf(provider, "version_constraint") is { Length: > 0 } constraint
                && (TextOf(provider, "full_name") ?? TextOf(provider, "name")) is { } name)
            {
                var address = ProviderAddress.Of(name);
                constraints[address] = constraints.TryGetValue(address, out var known) && known != constraint ? known + ", " + constraint : constraint;
            }
        }

        return constraints;
    }

    private static ConfiguredModule ReadModule(ObjectValue module)
    {
        var resources = new Dictionary<string, ConfiguredResource>();
        if (module.Get("resources") is ArrayValue list)
        {
            resources.EnsureCapacity(list.Count);
            foreach (var item in list.Items)
            {
                if (TextOf(item, "address") is { } address)
                {
                    resources[address] = ReadResource(address, (ObjectValue)item);
                }
            }
        }

        return new ConfiguredModule { Resources = resources, Calls = ReadCalls(module.Get("module_calls")), Outputs = ReadOutputs(module.Get("outputs")) };
    }

    private static ConfiguredResource ReadResource(string address, ObjectValue resource) => new()
    {
        Address = address,
        Expressions = resource.Get("expressions") ?? ObjectValue.Empty,
        Count = resource.Get("count_expression"),
        ForEach = resource.Get("for_each_expression"),
    };

    private static Dictionary<string, ModuleCall> ReadCalls(Value? calls)
    {
        var result = new Dictionary<string, ModuleCall>();
        if (calls is ObjectValue members)
        {
            for (var i = 0; i < members.Count; i++)
            {
                if (members.Keys[i] is StringValue { Value: var name } && members.Values[i] is ObjectValue call)
                {
                    result[name] = new ModuleCall
                    {
                        Name = name,
                        Arguments = call.Get("expressions") ?? ObjectValue.Empty,
                        Count = call.Get("count_expression"),
                        ForEach = call.Get("for_each_expression"),
                        Module = call.Get("module") is ObjectValue called ? ReadModule(called) : null,
                    };
                }
            }
        }

        return result;
    }

    private static Dictionary<string, Value> ReadOutputs(Value? outputs)
    {
        var result = new Dictionary<string, Value>();
        if (outputs is ObjectValue members)
        {
            for (var i = 0; i < members.Count; i++)
            {
                if (members.Keys[i] is StringValue { Value: var name } && Member(members.Values[i], "expression") is { } expression)
                {
                    result[name] = expression;
                }
            }
        }

        return result;
    }

    private static Value? Member(Value? value, string key) => (value as ObjectValue)?.Get(key);

    private static string? TextOf(Value? value, string key) => (Member(value, key) as StringValue)?.Value;
}
