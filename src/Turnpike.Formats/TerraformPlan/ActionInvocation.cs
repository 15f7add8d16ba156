using Turnpike.Estate;
using Turnpike.Formats.Marks;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformPlan;

/// <summary>An action that the plan runs, such as invoking a function: a side effect that no resource change shows.</summary>
public sealed class ActionInvocation
{
    private readonly PlanContent _plan;
    private readonly ObjectValue _invocation;

    private ActionInvocation(PlanContent plan, ObjectValue invocation, string? deferredReason, ValueOrigin origin)
    {
        _plan = plan;
        _invocation = invocation;
        DeferredReason = deferredReason;
        Origin = origin;
    }

    /// <summary>Such as <c>action.aws_lambda_invoke.warm_up</c>.</summary>
    public string Address => TextAt("address") ?? "";

    public string Type => TextAt("type") ?? "";

    public string Name => TextAt("name") ?? "";

    public string Provider => ProviderAddress.Of(TextAt("provider_name") ?? "");

    /// <summary>Its arguments, unknown and sensitive parts marked.</summary>
    public Value? Config => _plan.Marks.Lay(
        _invocation.Get("config_values"),
        _invocation.Get("config_unknown"),
        _invocation.Get("config_sensitive"),
        new SameOrigin(Address, DeferredReason is null ? UnknownOrigin.Reference : UnknownOrigin.Deferred));

    /// <summary>Terraform's reason why it is put off to a later plan; null if it runs now.</summary>
    public string? DeferredReason { get; }

    /// <summary>The invocation in its document.</summary>
    public ValueOrigin Origin { get; }

    internal static List<ActionInvocation> ReadAll(SourceDocument document, PlanContent plan)
    {
        var invocations = new List<ActionInvocation>();
        var now = ValuePath.Of("action_invocations");
        foreach (var (item, index) in Items(plan, "action_invocations"))
        {
            invocations.Add(new ActionInvocation(plan, item, null, new ValueOrigin(document, now.Append(index))));
        }

        var later = ValuePath.Of("deferred_action_invocations");
        foreach (var (item, index) in Items(plan, "deferred_action_invocations"))
        {
            if (item.Get("action_invocation") is ObjectValue invocation)
            {
                var reason = item.TextAt("reason") ?? "unknown";
                invocations.Add(new ActionInvocation(plan, invocation, reason, new ValueOrigin(document, later.Append(index).Append("action_invocation"))));
            }
        }

        return invocations;
    }

    private static IEnumerable<(ObjectValue Item, int Index)> Items(PlanContent plan, string section)
    {
        if (plan.Json.Root.Get(section) is ArrayValue list)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i] is ObjectValue item)
                {
                    yield return (item, i);
                }
            }
        }
    }

    private string? TextAt(string key) => (_invocation.Get(key) as StringValue)?.Value;
}
