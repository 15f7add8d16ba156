using Turnpike.Values;

namespace Turnpike.Estate.Configuration;

/// <summary>
/// One module's configuration as a plan tells it, kept for the references it holds: never copied, indexed by name, its
/// expressions in the shape in which the plan writes them (see <see cref="ConfiguredResource.Expressions"/>).
/// </summary>
public sealed class ConfiguredModule
{
    public static ConfiguredModule Empty { get; } = new();

    /// <summary>By address within the module, without keys: <c>aws_x.y</c>, <c>data.aws_x.y</c>.</summary>
    public IReadOnlyDictionary<string, ConfiguredResource> Resources { get; init; } = new Dictionary<string, ConfiguredResource>();

    /// <summary>By name of the call.</summary>
    public IReadOnlyDictionary<string, ModuleCall> Calls { get; init; } = new Dictionary<string, ModuleCall>();

    /// <summary>The expression of each output: <c>{"references": […]}</c> or <c>{"constant_value": …}</c>.</summary>
    public IReadOnlyDictionary<string, Value> Outputs { get; init; } = new Dictionary<string, Value>();
}
