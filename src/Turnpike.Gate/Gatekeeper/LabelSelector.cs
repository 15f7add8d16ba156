using Turnpike.Values;

namespace Turnpike.Gate.Gatekeeper;

internal enum SelectorOperator
{
    In,
    NotIn,
    Exists,
    DoesNotExist,
}

/// <param name="Values">Empty for the operators that ask only for the key.</param>
internal sealed record LabelRequirement(string Key, SelectorOperator Operator, IReadOnlyList<string> Values)
{
    public bool Holds(ObjectValue labels)
    {
        var value = labels.Get(Key);
        return Operator switch
        {
            SelectorOperator.In => value is StringValue found && Values.Contains(found.Value),
            SelectorOperator.NotIn => value is not StringValue found || !Values.Contains(found.Value),
            SelectorOperator.Exists => value is not null,
            _ => value is null,
        };
    }
}

/// <summary>Kubernetes' label selector: all requirements must hold; none at all hold for everything.</summary>
internal sealed record LabelSelector(IReadOnlyList<LabelRequirement> Requirements)
{
    public bool Matches(ObjectValue labels)
    {
        foreach (var requirement in Requirements)
        {
            if (!requirement.Holds(labels))
            {
                return false;
            }
        }

        return true;
    }
}
