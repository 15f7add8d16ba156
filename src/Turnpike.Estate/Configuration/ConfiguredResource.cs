using Turnpike.Values;

namespace Turnpike.Estate.Configuration;

/// <summary>One resource block.</summary>
public sealed class ConfiguredResource
{
    /// <summary>Within its module, without keys: <c>aws_x.y</c>, <c>data.aws_x.y</c>.</summary>
    public required string Address { get; init; }

    /// <summary>
    /// As the plan writes them: an object of arguments, each <c>{"references": […]}</c>, <c>{"constant_value": …}</c>, an object
    /// of arguments (a single nested block) or an array of those (repeated blocks).
    /// </summary>
    public required Value Expressions { get; init; }

    /// <summary>The expression of <c>count</c>, or null.</summary>
    public Value? Count { get; init; }

    /// <summary>The expression of <c>for_each</c>, or null.</summary>
    public Value? ForEach { get; init; }
}

/// <summary>One <c>module</c> block.</summary>
public sealed class ModuleCall
{
    public required string Name { get; init; }

    /// <summary>The arguments: an object of expressions by variable name.</summary>
    public Value Arguments { get; init; } = ObjectValue.Empty;

    /// <summary>The expression of <c>count</c>, or null.</summary>
    public Value? Count { get; init; }

    /// <summary>The expression of <c>for_each</c>, or null.</summary>
    public Value? ForEach { get; init; }

    /// <summary>What is called; null where the plan does not hold it.</summary>
    public ConfiguredModule? Module { get; init; }
}
