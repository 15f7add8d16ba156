using System.Text.Json;
using Turnpike.Governance.Access;

namespace Turnpike.Server.Access;

/// <summary>Permissions as the API, the ledger and people name them: <c>read-estate</c>.</summary>
internal static class PermissionNames
{
    public static string Of(Permission permission) => JsonNamingPolicy.KebabCaseLower.ConvertName(permission.ToString());
}
