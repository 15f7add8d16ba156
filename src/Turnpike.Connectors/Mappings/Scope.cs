using Turnpike.Values;

namespace Turnpike.Connectors.Mappings;

/// <summary>Where a part is read: what its data may name as <c>$account</c> and so on.</summary>
internal sealed record Place(string Account, string Region, string Partition);

/// <summary>What an expression sees: the item at hand, those it was found in, and the place.</summary>
/// <param name="Batch">The ids of one batch, for the parameters of a call that takes many.</param>
/// <param name="Once">What the calls of the service that are made once answered, by name.</param>
internal sealed record Scope(Place Place, Value Self, Scope? Parent = null, Value? Batch = null, ObjectValue? Once = null)
{
    public Scope Within(Value item) => new(Place, item, this, null, Once);
}
