using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Turnpike.Connectors.Tests.Kubernetes;

/// <summary>A kind that the cluster serves.</summary>
internal sealed record ServedKind(string Group, string Version, string Resource, string Kind, bool IsNamespaced)
{
    public string ApiVersion => Group.Length == 0 ? Version : Group + "/" + Version;
}

/// <summary>
/// A Kubernetes API server in so far as reading it goes, from its published HTTP contract; objects are kept in memory, with
/// one counter of versions as etcd has. kubectl reads it too.
/// </summary>
internal sealed class TestCluster : IAsyncDisposable
{
    public const string Token = "a-token-of-the-test";

    private readonly WebApplication _app;

    private TestCluster(WebApplication app, X509Certificate2 authority, RSA authorityKey)
    {
        _app = app;
        (Authority, AuthorityKey) = (authority, authorityKey);
    }

    public X509Certificate2 Authority { get; }

    public RSA AuthorityKey { get; }

    public ClusterState State { get; } = new();

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<TestCluster> StartAsync()
    {
        var key = RSA.Create(2048);
        var authority = MakeAuthority(key);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = Issue(authority, key, "CN=localhost"),
                ClientCertificateMode = ClientCertificateMode.AllowCertificate,
                ClientCertificateValidation = static (_, _, _) => true,
            });
        }));
        var app = builder.Build();
        var cluster = new TestCluster(app, authority, key);
        app.Run(new ApiContract(cluster.State).AnswerAsync);
        await app.StartAsync();
        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        await State.Stopping.CancelAsync();
        await _app.DisposeAsync();
    }

    /// <summary>A kubeconfig with one context, <c>test</c>, and its user as given.</summary>
    public string Kubeconfig(string user = $"token: {Token}", string? clusterExtra = null, string name = "prod-eu") => $"""
        apiVersion: v1
        kind: Config
        current-context: test
        contexts: [{"{"}name: test, context: {"{"}cluster: {name}, user: reader{"}"}{"}"}]
        clusters:
        - name: {name}
          cluster:
            server: {Address}
            {clusterExtra ?? "certificate-authority-data: " + Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(Authority.ExportCertificatePem()))}
        users:
        - name: reader
          user:
            {user}
        """;

    public (string Certificate, string Key) ClientCertificate(string name)
    {
        using var certificate = Issue(Authority, AuthorityKey, "CN=" + name);
        return (certificate.ExportCertificatePem(), certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    private static X509Certificate2 MakeAuthority(RSA key)
    {
        var request = new CertificateRequest("CN=test authority", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private static X509Certificate2 Issue(X509Certificate2 authority, RSA authorityKey, string subject)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1"), new Oid("1.3.6.1.5.5.7.3.2")], false));
        var generator = X509SignatureGenerator.CreateForRSA(authorityKey, RSASignaturePadding.Pkcs1);
        using var issued = request.Create(authority.SubjectName, generator, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(12), RandomNumberGenerator.GetBytes(8));
        using var paired = issued.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(paired.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable);
    }
}

/// <summary>What the cluster holds, what happened to it, and how it misbehaves.</summary>
internal sealed class ClusterState
{
    private readonly Lock _lock = new();
    private readonly List<(long Version, string Type, ServedKind Kind, JsonObject Object)> _events = [];
    private long _version = 1000;

    public CancellationTokenSource Stopping { get; } = new();

    public List<ServedKind> Kinds { get; } =
    [
        new("", "v1", "pods", "Pod", true),
        new("", "v1", "nodes", "Node", false),
        new("", "v1", "namespaces", "Namespace", false),
        new("", "v1", "configmaps", "ConfigMap", true),
        new("", "v1", "secrets", "Secret", true),
        new("", "v1", "services", "Service", true),
        new("", "v1", "events", "Event", true),
        new("apps", "v1", "deployments", "Deployment", true),
        new("apps", "v1", "replicasets", "ReplicaSet", true),
        new("coordination.k8s.io", "v1", "leases", "Lease", true),
        new("policy", "v1", "poddisruptionbudgets", "PodDisruptionBudget", true),
        new("apiextensions.k8s.io", "v1", "customresourcedefinitions", "CustomResourceDefinition", false),
        new("shop.example.com", "v1beta1", "orders", "Order", true),
    ];

    /// <summary>False: as servers before 1.26 answer.</summary>
    public bool IsAggregated { get; set; } = true;

    /// <summary>Resources that the caller may not list in the whole cluster.</summary>
    public HashSet<string> Denied { get; } = [];

    /// <summary>How often the next requests of a path are answered with 429, 500, a cut body (0), or a token that is refused (401).</summary>
    public Dictionary<string, Queue<int>> Faults { get; } = [];

    /// <summary>Continue tokens that have expired when they come back.</summary>
    public int ExpiringTokens { get; set; }

    /// <summary>Watches that are cut after their first line.</summary>
    public int CutWatches { get; set; }

    public Dictionary<string, string> Warnings { get; } = [];

    public List<(string Path, string Accept)> Requests { get; } = [];

    public string AcceptedToken { get; set; } = TestCluster.Token;

    /// <summary>Versions up to this are forgotten.</summary>
    public long Compacted { get; set; }

    public long Version => Interlocked.Read(ref _version);

    private Dictionary<ServedKind, List<JsonObject>> Objects { get; } = [];

    /// <summary>Puts an object, given without its kind, in the place of one with its name.</summary>
    public void Put(string resource, string? space, string name, string rest = "{}")
    {
        lock (_lock)
        {
            var kind = Kinds.Single(k => k.Resource == resource);
            var item = JsonNode.Parse(rest)!.AsObject();
            var metadata = item["metadata"]?.AsObject() ?? [];
            metadata["name"] = name;
            if (space is not null)
            {
                metadata["namespace"] = space;
            }

            metadata["uid"] = $"uid-{resource}-{name}";
            metadata["creationTimestamp"] = "2026-01-02T03:04:05Z";
            metadata["resourceVersion"] = (++_version).ToString(System.Globalization.CultureInfo.InvariantCulture);
            item["metadata"] = metadata.DeepClone();
            var all = All(kind);
            var old = all.FindIndex(o => Is(o, space, name));
            if (old >= 0)
            {
                all[old] = item;
            }
            else
            {
                all.Add(item);
            }

            _events.Add((_version, old >= 0 ? "MODIFIED" : "ADDED", kind, item));
        }
    }

    public void Delete(string resource, string? space, string name)
    {
        lock (_lock)
        {
            var kind = Kinds.Single(k => k.Resource == resource);
            var item = All(kind).Single(o => Is(o, space, name));
            All(kind).Remove(item);
            _events.Add((++_version, "DELETED", kind, item));
        }
    }

    public (List<JsonObject> Objects, long Version) List(ServedKind kind, string? space)
    {
        lock (_lock)
        {
            return ([.. All(kind).Where(o => space is null || (string?)o["metadata"]!["namespace"] == space).Select(static o => o.DeepClone().AsObject())], _version);
        }
    }

    public List<(long Version, string Type, JsonObject Object)> Since(ServedKind kind, long version)
    {
        lock (_lock)
        {
            return [.. _events.Where(e => e.Kind == kind && e.Version > version).Select(static e => (e.Version, e.Type, e.Object.DeepClone().AsObject()))];
        }
    }

    public void Record(string path, string accept)
    {
        lock (_lock)
        {
            Requests.Add((path, accept));
        }
    }

    public int? TakeFault(string path)
    {
        lock (_lock)
        {
            return Faults.TryGetValue(path, out var faults) && faults.TryDequeue(out var fault) ? fault : null;
        }
    }

    public bool Take(Func<ClusterState, int> get, Action<ClusterState, int> set)
    {
        lock (_lock)
        {
            var left = get(this);
            set(this, Math.Max(0, left - 1));
            return left > 0;
        }
    }

    private List<JsonObject> All(ServedKind kind) => Objects.TryGetValue(kind, out var all) ? all : Objects[kind] = [];

    private static bool Is(JsonObject item, string? space, string name) =>
        (string?)item["metadata"]!["name"] == name && (string?)item["metadata"]!["namespace"] == space;
}
