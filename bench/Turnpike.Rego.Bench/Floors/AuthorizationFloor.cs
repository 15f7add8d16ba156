using Turnpike.Values;

namespace Turnpike.Rego.Bench.Floors;

internal sealed class AuthorizationFloor(AuthorizationFloor.Query query, AuthorizationFloor.Grants grants)
{
    public Value Evaluate()
    {
        if (!grants.Users.TryGetValue(query.User, out var user))
        {
            return Value.False;
        }

        foreach (var role in user.Roles)
        {
            foreach (var grant in grants.Roles[role].Grants)
            {
                if (grant.Method == query.Method && Matches(grant.Path, query.Path) && !IsDenied())
                {
                    return Value.True;
                }
            }
        }

        return Value.False;
    }

    private bool IsDenied()
    {
        foreach (var denial in grants.Denials)
        {
            if (denial.User == query.User && Matches(denial.Path, query.Path))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Matches(string[] pattern, string[] path)
    {
        if (pattern.Length != path.Length)
        {
            return false;
        }

        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] != "*" && pattern[i] != path[i])
            {
                return false;
            }
        }

        return true;
    }

    internal sealed record Query(string User, string Method, string[] Path);

    internal sealed record Grants(Dictionary<string, User> Users, Dictionary<string, Role> Roles, Denial[] Denials);

    internal sealed record User(string[] Roles);

    internal sealed record Role(Grant[] Grants);

    internal sealed record Grant(string Method, string[] Path);

    internal sealed record Denial(string User, string[] Path);
}
