using Turnpike.Values;

namespace Turnpike.Rego.Bench.Floors;

/// <summary>As anybody would write it who answers more than one query: the bindings of each user are looked up.</summary>
internal sealed class RoleFloor
{
    private readonly Query _query;
    private readonly Document _document;
    private readonly ILookup<string, string> _rolesByUser;

    public RoleFloor(Query query, Document document)
    {
        _query = query;
        _document = document;
        _rolesByUser = document.Bindings.ToLookup(static binding => binding.User, static binding => binding.Role);
    }

    public Value Evaluate()
    {
        var allow = false;
        var reasons = new HashSet<string>();
        foreach (var role in _rolesByUser[_query.User])
        {
            foreach (var permission in _document.Roles[role])
            {
                if (permission.Resource == _query.Resource)
                {
                    reasons.Add(role);
                    allow |= permission.Action == _query.Action;
                }
            }
        }

        return Value.Object(("allow", Value.Of(allow)), ("reasons", Value.Set([.. reasons.Select(Value.Of)])));
    }

    internal sealed record Query(string User, string Resource, string Action);

    internal sealed record Document(Dictionary<string, Permission[]> Roles, Binding[] Bindings);

    internal sealed record Permission(string Resource, string Action);

    internal sealed record Binding(string User, string Role);
}
