namespace Turnpike.Estate.Identity;

/// <summary>
/// The identity of a resource: its scope and its address. A plan carries no lineage and two roots may share an address,
/// so the scope is given from outside. Deposed objects share the identity of the current one (see ResourceChange.Deposed).
/// </summary>
public readonly record struct ResourceId(EstateScope Scope, ResourceAddress Address)
{
    public override string ToString() => string.IsNullOrEmpty(Scope.Name) ? Address.Text : Scope.Name + "//" + Address.Text;
}
