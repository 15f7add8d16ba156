using Turnpike.Estate;
using Turnpike.Estate.Changes;
using Turnpike.Formats.Marks;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformPlan;

/// <summary>What is planned for one output of the root module.</summary>
public sealed class OutputChange
{
    private readonly PlanContent _plan;
    private readonly ObjectValue _change;

    private OutputChange(string name, ChangeActions actions, PlanContent plan, ObjectValue change, ValueOrigin origin)
    {
        Name = name;
        Actions = actions;
        Origin = origin;
        _plan = plan;
        _change = change;
    }

    public string Name { get; }

    public ChangeActions Actions { get; }

    /// <summary>The change object in its document.</summary>
    public ValueOrigin Origin { get; }

    public Value? Before => _plan.Marks.Lay(_change.Get("before"), null, _change.Get("before_sensitive"), SameOrigin.None);

    public Value? After => Mark(unknownsAbsent: false);

    internal Value? Mark(bool unknownsAbsent) =>
        _plan.Marks.Lay(
            _change.Get("after"),
            unknownsAbsent ? null : _change.Get("after_unknown"),
            _change.Get("after_sensitive"),
            new SameOrigin("output." + Name, UnknownOrigin.Reference));

    internal static List<OutputChange> ReadAll(SourceDocument document, PlanContent plan)
    {
        var outputs = new List<OutputChange>();
        if (plan.Json.Root.Get("output_changes") is ObjectValue members)
        {
            for (var i = 0; i < members.Count; i++)
            {
                if (members.Keys[i] is StringValue { Value: var name } && members.Values[i] is ObjectValue change)
                {
                    var origin = new ValueOrigin(document, ValuePath.Of("output_changes", name));
                    outputs.Add(new OutputChange(name, ChangeReader.ReadActions(change.Get("actions")) ?? ChangeActions.NoOp, plan, change, origin));
                }
            }
        }

        return outputs;
    }
}
