using System.Text;
using System.Text.Json;
using Turnpike.Web.Tests.Samples;

namespace Turnpike.Web.Tests.Worlds;

/// <summary>What repositories say of services and teams: some of it hostile, some of it wrong.</summary>
internal static class Described
{
    public static byte[] Repository { get; } = List(
        Entity("Component", "web", "catalog-info.yaml:1", new { type = "service", lifecycle = "production", owner = "shop", system = "storefront", dependsOn = new[] { "component:mail", "resource:orders" } }, "Web shop", Hostile.Prose),
        Entity("Component", "mail", "mail/catalog-info.yaml:1", new { type = "service", lifecycle = Hostile.Name, owner = "user:ada" }, Hostile.Of(200), null),
        Entity("Resource", "orders", "catalog-info.yaml:20", new { type = "database", owner = "shop" }, null, null),
        Entity("System", "storefront", "catalog-info.yaml:40", new { owner = "shop" }, null, null),
        Entity("Group", "shop", "teams.yaml:1", new { type = "team", children = Array.Empty<string>(), members = new[] { Hostile.Name, "ada" }, profile = new { email = "javascript:window.__pwned=1" } }, "Shop", null));

    public static byte[] Other { get; } = List(Entity("Component", "Web", "old.yaml:1", new { type = "service", owner = Hostile.Turned }, null, null));

    private static object Entity(string kind, string name, string place, object spec, string? title, string? description) => new
    {
        apiVersion = "backstage.io/v1alpha1",
        kind,
        metadata = new { name, title = title ?? name, description = description ?? "", tags = new[] { "Bad tag", "fine" }, annotations = new Dictionary<string, string> { ["turnpike/place"] = place, ["turnpike/resources"] = kind == "Component" && name == "web" ? "network/prod//aws_vpc.*" : "none//*" } },
        spec,
    };

    private static byte[] List(params object[] items) => Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new { apiVersion = "v1", kind = "List", items }));
}
