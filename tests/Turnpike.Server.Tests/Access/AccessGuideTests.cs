using System.Text;
using Turnpike.Governance.Access;
using Turnpike.Server.Access;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Access;

/// <summary>The guide's table of roles is written from the code.</summary>
public class AccessGuideTests
{
    private const string Begin = "<!-- roles: written by make golden -->\n";
    private const string End = "<!-- end of roles -->";

    [Fact]
    public void The_guide_shows_what_each_role_may()
    {
        var path = Path.Combine(Vectors.RepositoryRoot, "docs", "guides", "access.md");
        var text = File.ReadAllText(path);
        var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        Assert.InRange(begin, Begin.Length, end);
        GoldenFile.Check(path, text[..begin] + Table() + text[end..]);
    }

    private static string Table()
    {
        var roles = Enum.GetValues<Role>();
        var table = new StringBuilder($"\n| permission | {string.Join(" | ", roles.Select(Roles.NameOf))} |\n|---|{string.Concat(roles.Select(static _ => "---|"))}\n");
        foreach (var permission in Enum.GetValues<Permission>())
        {
            table.Append($"| `{PermissionNames.Of(permission)}` | {string.Join(" | ", roles.Select(r => Roles.PermissionsOf(r).Contains(permission) ? "yes" : ""))} |\n");
        }

        return table.Append('\n').ToString();
    }
}
