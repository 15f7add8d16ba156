using Turnpike.Formats.Kubernetes;

namespace Turnpike.Formats.Tests.Kubernetes;

public class KubernetesReaderTests
{
    private const string Manifest = """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
          namespace: shop
        spec:
          template:
            spec:
              containers:
                - name: app
                  image: "nginx:latest"
        ---
        # nothing here
        ---
        apiVersion: v1
        kind: List
        items:
          - apiVersion: v1
            kind: Secret
            metadata:
              name: s
              annotations: {"kubectl.kubernetes.io/last-applied-configuration": "{\"data\":{\"token\":\"aGlkZGVu\"}}"}
            data: {token: aGlkZGVu}
            stringData: {plain: hidden}
          - apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: admin}
        ---
        apiVersion: example.com/v1alpha1
        kind: WidgetList
        items:
          - metadata: {name: one, namespace: ns}
          - metadata: {generateName: two-}
        ---
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        resources: [a.yaml]
        """;

    [Fact]
    public void Objects_have_their_type_and_address()
    {
        var document = Reading.ReadAs<KubernetesDocument>(Manifest);
        Assert.Equal(
            [
                "apps/Deployment Deployment/shop/web",
                "Secret Secret/s",
                "rbac.authorization.k8s.io/ClusterRole ClusterRole/admin",
                "example.com/Widget Widget/ns/one",
                "example.com/Widget Widget/two-",
                "kustomize.config.k8s.io/Kustomization Kustomization/",
            ],
            document.Changes.Select(static c => $"{c.Address.Type} {c.Address.Text}"));
        Assert.All(document.Changes, static c => Assert.Equal("create kubernetes", $"{c.Actions} {c.Provider}"));
        Assert.Equal(6, document.ResourceCount);
        Assert.Equal(document.Changes.Select(static c => c.After), document.Resources.Select(static r => r.Attributes));
        Assert.Equal(document.Changes.Select(static c => c.After), document.Documents().Select(static d => d.Value));
    }

    [Theory]
    [InlineData(0, "spec/template/spec/containers/0/image", "image: \"nginx:latest\"", 11)]
    [InlineData(0, "metadata/absent", "metadata", 3)]
    [InlineData(2, "metadata/name", "name: admin", 27)]
    [InlineData(3, "metadata/name", "name: one", 32)]
    [InlineData(5, "resources/0", "a.yaml", 37)]
    public void A_path_in_an_object_is_found_in_the_file(int index, string path, string text, int line)
    {
        var document = Reading.ReadAs<KubernetesDocument>(Manifest);
        var place = document.Changes[index].Origin.At(document.Changes[index].AfterPath).At(Reading.Path(path));
        var span = place.Document.Locate(place.Path);
        Assert.Equal((text, line), (document.Source.GetString(span), document.Source.PositionAt(span.Start).Line));
    }

    [Fact]
    public void What_a_secret_keeps_is_marked()
    {
        var secret = Reading.ReadAs<KubernetesDocument>(Manifest).Changes[1].After!;
        Assert.True(Reading.Path("data/token").Resolve(secret)!.IsSensitive);
        Assert.True(Reading.Path("stringData/plain").Resolve(secret)!.IsSensitive);
        Assert.False(Reading.Path("metadata/name").Resolve(secret)!.IsSensitive);
        Assert.DoesNotContain("aGlkZGVu", secret.ToString(), StringComparison.Ordinal);
        Assert.Contains("token", secret.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n---\nname: stray\n", "KUBE001 5:1")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n---\njust text\n", "KUBE001 5:1")]
    [InlineData("apiVersion: v1\nkind: List\nitems: nothing\n", "KUBE002 3:1")]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: [x]\n", "KUBE002 3:1")]
    public void What_is_no_object_among_objects_is_an_error(string text, string fault) => Assert.Equal([fault], Reading.Faults(Reading.Read(text)));
}
