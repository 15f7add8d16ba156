using System.Diagnostics;
using Turnpike.Formats.Observation;

namespace Turnpike.Connectors.Tests.Kubernetes;

public sealed class AccessTests : IAsyncLifetime
{
    private readonly Readings _readings = new();
    private TestCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await TestCluster.StartAsync();
        Shop.Fill(_cluster.State);
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        _readings.Dispose();
    }

    public static TheoryData<string> Users() => ["token", "token file", "certificate", "certificate files", "plugin"];

    [Theory]
    [MemberData(nameof(Users))]
    public async Task A_user_of_the_kubeconfig_signs_in(string way)
    {
        var (certificate, key) = _cluster.ClientCertificate("reader");
        _readings.Write("kube/reader.crt", certificate);
        _readings.Write("kube/reader.key", key);
        _readings.Write("kube/token", TestCluster.Token + "\n");
        Executable(_readings.Write("kube/plugin", """
            #!/bin/sh
            case "$KUBERNETES_EXEC_INFO" in *'"interactive":false'*) ;; *) exit 3 ;; esac
            echo '{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"'"$GIVEN"'"}}'
            """));
        _readings.Write("kube/config", _cluster.Kubeconfig(way switch
        {
            "token" => $"token: {TestCluster.Token}",
            "token file" => "tokenFile: token",
            "certificate" => $"{{client-certificate-data: {Base64(certificate)}, client-key-data: {Base64(key)}}}",
            "certificate files" => "{client-certificate: reader.crt, client-key: reader.key}",
            _ => $"exec: {{apiVersion: client.authentication.k8s.io/v1, command: ./plugin, interactiveMode: Never, env: [{{name: GIVEN, value: {TestCluster.Token}}}]}}",
        }));

        var parts = await _readings.ReadAsync("kubernetes", """{"kubeconfig": "~/kube/config", "kinds": ["pods"]}""");

        Assert.Equal(CoverageStatus.Read, parts["kubernetes/prod-eu v1/pods"].Coverage[0].Status);
    }

    [Fact]
    public async Task A_plugin_is_asked_again_when_its_token_is_refused()
    {
        Executable(_readings.Write("plugin", $$$"""
            #!/bin/sh
            test -e "$0.ran" && token={{{TestCluster.Token}}} || token=old
            touch "$0.ran"
            echo '{"kind":"ExecCredential","status":{"token":"'$token'","expirationTimestamp":"2199-01-01T00:00:00Z"}}'
            """));
        _readings.Write("config", _cluster.Kubeconfig("exec: {command: ./plugin}"));

        var parts = await _readings.ReadAsync("kubernetes", """{"kubeconfig": "~/config", "kinds": ["pods"]}""");

        Assert.Equal(CoverageStatus.Read, parts["kubernetes/prod-eu v1/pods"].Coverage[0].Status);
    }

    [Fact]
    public async Task Files_are_merged_and_the_first_counts()
    {
        var first = _readings.Write("one", "{apiVersion: v1, kind: Config, current-context: mine, contexts: [{name: mine, context: {cluster: prod-eu, user: reader}}]}");
        var second = _readings.Write("two", _cluster.Kubeconfig());
        _readings.Environment["KUBECONFIG"] = $"{first}:/there/is/none:{second}";

        Assert.Contains("kubernetes/prod-eu v1/pods", (await _readings.ReadAsync("kubernetes", """{"kinds": ["pods"]}""")).Keys);
        Assert.Contains("kubernetes/shop-prod v1/pods", (await _readings.ReadAsync("kubernetes", """{"kinds": ["pods"], "name": "shop-prod", "contexts": ["test"]}""")).Keys);
    }

    [Fact]
    public async Task A_pod_uses_its_service_account()
    {
        var address = new Uri(_cluster.Address);
        _readings.Write("account/ca.crt", _cluster.Authority.ExportCertificatePem());
        _readings.Write("account/token", TestCluster.Token);
        _readings.Environment["KUBERNETES_SERVICE_HOST"] = address.Host;
        _readings.Environment["KUBERNETES_SERVICE_PORT"] = address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        _readings.Environment["TURNPIKE_SERVICE_ACCOUNT"] = Path.Join(_readings.Folder, "account");

        Assert.Contains("kubernetes/home v1/pods", (await _readings.ReadAsync("kubernetes", """{"in_cluster": true, "name": "home", "kinds": ["pods"]}""")).Keys);
    }

    public static TheoryData<string, string, string> Refused() => new()
    {
        { "token: wrong", "", "does not take the credentials" },
        { "token: x", "{}", "does not answer" },
        { "exec: {command: there-is-no-such-plugin, installHint: Install it.}", "", "not installed. Install it." },
        { "exec: {command: 'false'}", "", "gave no credentials" },
        { "exec: {command: 'true', interactiveMode: Always}", "", "asks at a terminal" },
        { "auth-provider: {name: gcp}", "", "auth-provider" },
        { "client-certificate-data: '***'", "", "client-certificate cannot be read" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_makes_a_sync_impossible_is_said(string user, string cluster, string expected)
    {
        // Without the cluster's authority its certificate is trusted by nobody.
        _readings.Write("config", cluster.Length == 0 ? _cluster.Kubeconfig(user) : _cluster.Kubeconfig(user, "tls-server-name: localhost"));

        var fault = await Assert.ThrowsAsync<ConnectionFailedException>(() => _readings.ReadAsync("kubernetes", """{"kubeconfig": "~/config"}"""));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_is_not_looked_at_only_where_the_kubeconfig_says_so()
    {
        _readings.Write("config", _cluster.Kubeconfig(clusterExtra: "insecure-skip-tls-verify: true"));

        Assert.NotEmpty(await _readings.ReadAsync("kubernetes", """{"kubeconfig": "~/config", "kinds": ["pods"]}"""));
    }

    [Fact]
    public void Settings_that_are_wrong_are_all_told()
    {
        var (connector, faults) = _readings.Make("kubernetes", """{"kubeconfg": "x", "page_size": 0, "in_cluster": true, "kubeconfig": "~/scratch/clone/config", "kinds": [1]}""");

        Assert.Null(connector);
        Assert.Equal(["CONN001", "CONN003", "CONN003", "CONN004", "CONN004"], faults.Select(f => f.Code).Order());
        Assert.Contains(faults, f => f.Help == "Did you mean kubeconfig?");
    }

    /// <summary>What the connector is tested against is a cluster to kubectl too.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Kubectl_reads_the_cluster_of_the_tests(bool isAggregated)
    {
        _cluster.State.IsAggregated = isAggregated;
        _readings.Write("config", _cluster.Kubeconfig());

        Assert.Equal(5, (await KubectlAsync("get", "pods", "-A", "--chunk-size=2", "-o", "name")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("shop.example.com/v1beta1", await KubectlAsync("api-resources", "--no-headers"), StringComparison.Ordinal);
        Assert.Contains("v1.32.4", await KubectlAsync("version"), StringComparison.Ordinal);
        Assert.Contains("web", await KubectlAsync("get", "deployments.apps", "-n", "shop"), StringComparison.Ordinal);
        Assert.Contains("pod/web-9", await KubectlAsync("get", "pods", "-n", "shop", "--watch-only", "--request-timeout=2s", "-o", "name"), StringComparison.Ordinal);
    }

    private async Task<string> KubectlAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("kubectl", ["--cache-dir", Path.Join(_readings.Folder, "cache"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KUBECONFIG"] = Path.Join(_readings.Folder, "config");
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            if (arguments.Contains("--watch-only"))
            {
                await Task.Delay(1000, TestContext.Current.CancellationToken);
                _cluster.State.Put("pods", "shop", "web-9", Shop.Pod("web-7f", ready: true));
            }

            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return await output + await errors;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("kubectl is not installed.");
            return "";
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(text));

    private static void Executable(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
