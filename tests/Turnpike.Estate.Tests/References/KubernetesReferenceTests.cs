using System.Text;
using Turnpike.Estate.Identity;
using Turnpike.Formats;
using Turnpike.Formats.Kubernetes;

namespace Turnpike.Estate.Tests.References;

public class KubernetesReferenceTests
{
    private const string Manifests = """
        apiVersion: v1
        kind: Namespace
        metadata: {name: shop}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: web, namespace: shop}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: shop}
        ---
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: settings, namespace: other}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web, namespace: shop}
        spec:
          selector: {matchLabels: {app: web}}
          template:
            metadata: {labels: {app: web, tier: front}}
            spec:
              serviceAccountName: web
              containers:
                - name: c
                  envFrom: [{configMapRef: {name: settings}}]
        ---
        apiVersion: v1
        kind: Pod
        metadata: {name: lone, namespace: shop, labels: {app: web}}
        spec: {containers: []}
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: shop}
        spec: {selector: {app: web}}
        ---
        apiVersion: networking.k8s.io/v1
        kind: Ingress
        metadata: {name: edge, namespace: shop}
        spec: {rules: [{http: {paths: [{backend: {service: {name: web}}}]}}]}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: front, namespace: shop}
        spec: {podSelector: {matchExpressions: [{key: tier, operator: In, values: [front, middle]}]}}
        ---
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: all, namespace: shop}
        spec: {podSelector: {}}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: admin}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: web, namespace: shop}
        roleRef: {kind: ClusterRole, name: admin}
        subjects: [{kind: ServiceAccount, name: web}]
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: web, namespace: shop}
        spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}}
        """;

    [Theory]
    [InlineData("apps/Deployment", "shop", "web", "", "ConfigMap/shop/settings Namespace/shop ServiceAccount/shop/web")]
    [InlineData("apps/Deployment", "shop", "web", "spec.template.spec.serviceAccountName", "ServiceAccount/shop/web")]
    [InlineData("Service", "shop", "web", "spec.selector", "Deployment/shop/web Pod/shop/lone")]
    [InlineData("networking.k8s.io/Ingress", "shop", "edge", "spec", "Service/shop/web")]
    [InlineData("networking.k8s.io/NetworkPolicy", "shop", "front", "spec", "Deployment/shop/web")]
    [InlineData("networking.k8s.io/NetworkPolicy", "shop", "all", "spec", "Deployment/shop/web Pod/shop/lone")]
    [InlineData("rbac.authorization.k8s.io/RoleBinding", "shop", "web", "roleRef", "ClusterRole/admin")]
    [InlineData("rbac.authorization.k8s.io/RoleBinding", "shop", "web", "subjects", "ServiceAccount/shop/web")]
    [InlineData("autoscaling/HorizontalPodAutoscaler", "shop", "web", "spec", "Deployment/shop/web")]
    [InlineData("ConfigMap", "other", "settings", "", "")]
    public void Objects_refer_by_name_and_by_label(string type, string @namespace, string name, string path, string expected)
    {
        var model = Model();
        var steps = path.Split('.', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(expected, model.Refs(ResourceAddress.Kubernetes(type, @namespace, name).Text, steps));
    }

    [Fact]
    public void Referrers_are_the_other_direction()
    {
        var model = Model();

        Assert.Equal("RoleBinding/shop/web", model.Referrers("ServiceAccount/shop/web", "rbac.authorization.k8s.io/RoleBinding"));
        Assert.Equal("NetworkPolicy/shop/all NetworkPolicy/shop/front", model.Referrers("Deployment/shop/web", "networking.k8s.io/NetworkPolicy"));
    }

    private static EstateModel Model()
    {
        var document = Assert.IsType<KubernetesDocument>(InputReader.Read("shop.yaml", Encoding.UTF8.GetBytes(Manifests)).Document);
        return new EstateModel(document.Resources, Estates.Joins);
    }
}
