using Turnpike.Formats.Backstage;
using Turnpike.Text;

namespace Turnpike.Formats.Tests.Backstage;

public class CatalogTests
{
    [Fact]
    public void Entities_refer_to_each_other()
    {
        var source = SourceText.From("catalog-info.yaml", """
            apiVersion: backstage.io/v1alpha1
            kind: Component
            metadata: {name: web, namespace: shop}
            spec:
              type: service
              owner: payments
              system: default/checkout
              dependsOn: ["resource:orders-db", component:default/cache]
              providesApis: [orders]
              subcomponentOf: storefront
            ---
            apiVersion: backstage.io/v1alpha1
            kind: Group
            metadata: {name: payments}
            spec: {type: team, parent: engineering, children: [], members: [ann]}
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: other}
            ---
            apiVersion: backstage.io/v1alpha1
            kind: Location
            metadata: {name: more}
            spec: {type: url, target: "https://example.com/c.yaml", targets: [./a.yaml]}
            ---
            apiVersion: backstage.io/v1alpha1
            kind: System
            metadata: {}
            ---
            apiVersion: backstage.io/v1alpha1
            kind: User
            metadata: {name: ann}
            spec: {memberOf: ["a:b:c"]}
            """);
        var faults = new DiagnosticBag();
        var catalog = CatalogFile.Read(source, faults);

        Assert.Equal(["component:shop/web", "group:default/payments", "user:default/ann"], catalog.Entities.Select(e => e.Reference.ToString()));
        Assert.Equal(
            [
                "ownedBy group:shop/payments", "partOf system:default/checkout", "partOf component:shop/storefront", "providesApi api:shop/orders",
                "dependsOn resource:shop/orders-db", "dependsOn component:default/cache",
            ],
            catalog.Entities[0].Relations.Select(r => $"{r.Type} {r.Target}"));
        Assert.Equal(["childOf group:default/engineering", "hasMember user:default/ann"], catalog.Entities[1].Relations.Select(r => $"{r.Type} {r.Target}"));
        Assert.Equal([("url", "https://example.com/c.yaml"), ("url", "./a.yaml")], catalog.Locations.Select(l => (l.Type, l.Target)));
        Assert.Equal(["CATALOG001", "CATALOG002"], faults.Select(f => f.Code));
        Assert.Equal([2, 13, 31], catalog.Entities.Select(e => source.PositionAt(e.Span.Start).Line));
    }
}
