using Turnpike.Connectors.Kubernetes.Requests;
using Turnpike.Values;

namespace Turnpike.Connectors.Kubernetes.Discovery;

/// <summary>
/// Asks a cluster which kinds it has: in two requests where it offers that (aggregated discovery), else group by group. A
/// kind is read in its group's preferred version, or in the first that lists it.
/// </summary>
internal sealed class ApiDiscovery(ClusterClient client)
{
    private const string Json = "application/json";

    private const string Aggregated =
        "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList," +
        "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList," + Json;

    private readonly Dictionary<(string Group, string Resource), ApiKind> _kinds = [];
    private readonly List<Coverage> _gaps = [];

    /// <summary>Groups and versions whose kinds could not be asked for.</summary>
    public IReadOnlyList<Coverage> Gaps => _gaps;

    /// <summary>Every version of every group that is served, such as <c>policy/v1beta1</c>.</summary>
    public SortedSet<string> Served { get; } = new(StringComparer.Ordinal);

    public async Task<IReadOnlyList<ApiKind>> FindAsync(CancellationToken cancellationToken)
    {
        await FindUnderAsync("/api", cancellationToken);
        await FindUnderAsync("/apis", cancellationToken);
        return [.. _kinds.Values.OrderBy(static k => k.Group, StringComparer.Ordinal).ThenBy(static k => k.Resource, StringComparer.Ordinal)];
    }

    private async Task FindUnderAsync(string root, CancellationToken cancellationToken)
    {
        var answer = await client.GetAsync(root, Aggregated, cancellationToken);
        switch (answer.Body.TextAt("kind"))
        {
            case "APIGroupDiscoveryList":
                foreach (var group in answer.Body.ItemsAt("items"))
                {
                    AddGroup(group);
                }

                break;
            case "APIVersions":
                await AddVersionsAsync("", [.. answer.Body.ItemsAt("versions").OfType<StringValue>().Select(static v => v.Value)], cancellationToken);
                break;
            case "APIGroupList":
                await Task.WhenAll(answer.Body.ItemsAt("groups").Select(g => AddVersionsAsync(g.TextAt("name") ?? "", Preferred(g), cancellationToken)));
                break;
            default:
                _gaps.Add(new Coverage(root, answer.IsSuccess ? CoverageStatus.Failed : answer.Coverage, [], answer.IsSuccess ? "the server's answer is no list of APIs" : answer.Message));
                break;
        }
    }

    // Versions come in the order of preference.
    private void AddGroup(Value group)
    {
        var name = group.TextAt("metadata", "name") ?? "";
        foreach (var version in group.ItemsAt("versions"))
        {
            var text = version.TextAt("version") ?? "";
            Served.Add(name.Length == 0 ? text : name + "/" + text);
            if (version.TextAt("freshness") == "Stale")
            {
                _gaps.Add(new Coverage($"/apis/{name}/{text}", CoverageStatus.Failed, [name + "/*"], "the server that serves this group does not answer (its APIService is not available)"));
            }

            foreach (var resource in version.ItemsAt("resources"))
            {
                var isNamespaced = resource.TextAt("scope") == "Namespaced";
                Add(name, text, resource.TextAt("resource"), resource.TextAt("responseKind", "kind"), isNamespaced, resource.ItemsAt("verbs"));
            }
        }
    }

    private static List<string> Preferred(Value group)
    {
        var preferred = group.TextAt("preferredVersion", "version");
        return [.. group.ItemsAt("versions").Select(static v => v.TextAt("version")).OfType<string>().OrderByDescending(v => v == preferred)];
    }

    private async Task AddVersionsAsync(string group, List<string> versions, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(versions.Select(async v => (Version: v, Answer: await client.GetAsync(group.Length == 0 ? "/api/" + v : $"/apis/{group}/{v}", Json, cancellationToken))));
        lock (_kinds)
        {
            foreach (var (version, answer) in answers)
            {
                AddResources(group, version, answer);
            }
        }
    }

    private void AddResources(string group, string version, ClusterAnswer answer)
    {
        var apiVersion = group.Length == 0 ? version : group + "/" + version;
        Served.Add(apiVersion);
        if (!answer.IsSuccess)
        {
            _gaps.Add(new Coverage(group.Length == 0 ? "/api/" + version : "/apis/" + apiVersion, answer.Coverage, [group.Length == 0 ? "*" : group + "/*"], answer.Message));
            return;
        }

        foreach (var resource in answer.Body.ItemsAt("resources"))
        {
            Add(group, version, resource.TextAt("name"), resource.TextAt("kind"), resource.IsTrueAt("namespaced"), resource.ItemsAt("verbs"));
        }
    }

    private void Add(string group, string version, string? resource, string? kind, bool isNamespaced, IReadOnlyList<Value> verbs)
    {
        // What has a slash is a part of an object, such as pods/log.
        if (resource is null || kind is null || resource.Contains('/', StringComparison.Ordinal) || !verbs.Contains(Value.Of("list")))
        {
            return;
        }

        _kinds.TryAdd((group, resource), new ApiKind(group, version, resource, kind, isNamespaced) { CanWatch = verbs.Contains(Value.Of("watch")) });
    }
}
