using Turnpike.Estate.Configuration;
using Turnpike.Estate.Identity;
using Turnpike.Formats.Marks;
using Turnpike.Formats.TerraformCode;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformPlan;

/// <summary>What the parts of one plan share when they are made on demand.</summary>
internal sealed class PlanContent(JsonSource json, CodeResult? code = null)
{
    private readonly Lazy<ConfiguredModule?> _configuration = new(() => ConfigurationReader.Read(json.Root.Get("configuration")));

    public JsonSource Json => json;

    /// <summary>What is said of the code, where the plan is expanded code in a plan's form; else null.</summary>
    public CodeResult? Code => code;

    public MarkLayer Marks { get; } = new();

    public ConfiguredModule? Configuration => _configuration.Value;

    /// <summary>The block that a resource instance comes from; null where the plan does not hold it.</summary>
    public ConfiguredResource? Find(ResourceAddress address) =>
        FindModule(address.Module)?.Resources.GetValueOrDefault(address.LocalText);

    private ConfiguredModule? FindModule(ModulePath path) =>
        path.Parent is null ? Configuration : FindModule(path.Parent)?.Calls.GetValueOrDefault(path.Name)?.Module;
}

/// <summary>One resource's <c>change</c> object, its masks laid in when asked for.</summary>
internal sealed class PlannedObject(PlanContent plan, ObjectValue change, ResourceAddress address, bool isDeferred, CodeDetail? detail)
{
    public Value? Before => plan.Marks.Lay(change.Get("before"), null, change.Get("before_sensitive"), SameOrigin.None);

    public Value? After => Lay(change.Get("after_unknown"));

    public Value? AfterUnmarked => Lay(null);

    private Value? Lay(Value? unknown)
    {
        var after = change.Get("after");
        UnknownSource source = detail is not null ? detail.Source(address.Text)
            : isDeferred ? new SameOrigin(address.Text, UnknownOrigin.Deferred)
            : new ConfiguredOrigin(address.Text, plan.Find(address), after);
        return plan.Marks.Lay(after, unknown, change.Get("after_sensitive"), source);
    }
}
