using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Turnpike.Connectors.Tests.Kubernetes;

/// <summary>The paths of the API and what they answer.</summary>
internal sealed class ApiContract(ClusterState state)
{
    public async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        var accept = http.Request.Headers.Accept.ToString();
        state.Record(path + http.Request.QueryString, accept);
        if (!IsKnown(http))
        {
            await StatusAsync(http, 401, "Unauthorized", "Unauthorized");
            return;
        }

        switch (state.TakeFault(path))
        {
            case 0:
                http.Response.ContentType = "application/json";
                await http.Response.WriteAsync("""{"kind":"PodList","ite""");
                await http.Response.Body.FlushAsync();
                http.Abort();
                return;
            case 429:
                http.Response.Headers.RetryAfter = "1";
                await StatusAsync(http, 429, "TooManyRequests", "the server has received too many requests and has asked us to try again later");
                return;
            case { } code:
                await StatusAsync(http, code, "InternalError", "an error on the server");
                return;
        }

        if (state.Warnings.TryGetValue(path, out var warning))
        {
            http.Response.Headers["Warning"] = $"299 - \"{warning}\"";
        }

        await RouteAsync(http, path.Split('/', StringSplitOptions.RemoveEmptyEntries), accept);
    }

    private Task RouteAsync(HttpContext http, string[] steps, string accept)
    {
        var isAggregated = state.IsAggregated && accept.Contains("APIGroupDiscoveryList", StringComparison.Ordinal);
        return steps switch
        {
            ["version"] => JsonAsync(http, """{"major":"1","minor":"32","gitVersion":"v1.32.4","gitCommit":"abc","platform":"linux/amd64","goVersion":"go1.23","compiler":"gc","buildDate":"2026-01-01T00:00:00Z","gitTreeState":"clean"}"""),
            ["api"] or ["apis"] when isAggregated => JsonAsync(http, Aggregated(steps[0] == "api"), "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList"),
            ["api"] => JsonAsync(http, """{"kind":"APIVersions","versions":["v1"]}"""),
            ["apis"] => JsonAsync(http, Groups()),
            ["api", var version] => ResourcesAsync(http, "", version),
            ["apis", var group, var version] => ResourcesAsync(http, group, version),
            ["api", var version, .. var rest] => ObjectsAsync(http, "", version, rest, accept),
            ["apis", var group, var version, .. var rest] => ObjectsAsync(http, group, version, rest, accept),
            _ => StatusAsync(http, 404, "NotFound", "the server could not find the requested resource"),
        };
    }

    private async Task ObjectsAsync(HttpContext http, string group, string version, string[] rest, string accept)
    {
        var space = rest is ["namespaces", var named, _, ..] ? named : null;
        string[] left = space is null ? rest : rest[2..];
        if (state.Kinds.FirstOrDefault(k => k.Group == group && k.Version == version && k.Resource == left[0]) is not { } kind)
        {
            await StatusAsync(http, 404, "NotFound", "the server could not find the requested resource");
        }
        else if (state.Denied.Contains(kind.Resource) && space is null)
        {
            await StatusAsync(http, 403, "Forbidden", $"{kind.Resource} is forbidden: User \"reader\" cannot list resource \"{kind.Resource}\" in API group \"{group}\" at the cluster scope");
        }
        else if (left.Length == 2)
        {
            var found = state.List(kind, space).Objects.FirstOrDefault(o => (string?)o["metadata"]!["name"] == left[1]);
            await (found is null ? StatusAsync(http, 404, "NotFound", $"{kind.Resource} \"{left[1]}\" not found") : JsonAsync(http, Typed(kind, found).ToJsonString()));
        }
        else if (http.Request.Query["watch"].ToString() is "true" or "1")
        {
            await new WatchContract(state, kind, space, IsMetadataOnly(accept)).AnswerAsync(http);
        }
        else
        {
            await ListAsync(http, kind, space, IsMetadataOnly(accept));
        }
    }

    private async Task ListAsync(HttpContext http, ServedKind kind, string? space, bool isMetadataOnly)
    {
        var (objects, version) = state.List(kind, space);
        var limit = int.TryParse(http.Request.Query["limit"], CultureInfo.InvariantCulture, out var given) ? given : 0;
        var start = 0;
        if (http.Request.Query["continue"].ToString() is { Length: > 0 } token)
        {
            if (state.Take(static s => s.ExpiringTokens, static (s, n) => s.ExpiringTokens = n))
            {
                await StatusAsync(http, 410, "Expired", "The provided continue parameter is too old to display a consistent list result.");
                return;
            }

            start = int.Parse(Encoding.ASCII.GetString(Convert.FromBase64String(token)), CultureInfo.InvariantCulture);
        }

        var page = limit > 0 ? objects.Skip(start).Take(limit).ToList() : objects;
        var metadata = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture) };
        if (limit > 0 && start + limit < objects.Count)
        {
            metadata["continue"] = Convert.ToBase64String(Encoding.ASCII.GetBytes((start + limit).ToString(CultureInfo.InvariantCulture)));
            metadata["remainingItemCount"] = objects.Count - start - limit;
        }

        // Items of a list leave out what the list says of them.
        await JsonAsync(http, new JsonObject
        {
            ["kind"] = isMetadataOnly ? "PartialObjectMetadataList" : kind.Kind + "List",
            ["apiVersion"] = isMetadataOnly ? "meta.k8s.io/v1" : kind.ApiVersion,
            ["metadata"] = metadata,
            ["items"] = new JsonArray([.. page.Select(o => isMetadataOnly ? MetadataOf(o) : o)]),
        }.ToJsonString());
    }

    public static JsonObject MetadataOf(JsonObject item) => new()
    {
        ["kind"] = "PartialObjectMetadata",
        ["apiVersion"] = "meta.k8s.io/v1",
        ["metadata"] = item["metadata"]!.DeepClone(),
    };

    public static JsonObject Typed(ServedKind kind, JsonObject item)
    {
        item["kind"] = kind.Kind;
        item["apiVersion"] = kind.ApiVersion;
        return item;
    }

    private static bool IsMetadataOnly(string accept) => accept.StartsWith("application/json;as=PartialObjectMetadata", StringComparison.Ordinal);

    private Task ResourcesAsync(HttpContext http, string group, string version)
    {
        var kinds = state.Kinds.Where(k => k.Group == group && k.Version == version).ToList();
        return kinds.Count == 0 ? StatusAsync(http, 404, "NotFound", "the server could not find the requested resource") : JsonAsync(http, new JsonObject
        {
            ["kind"] = "APIResourceList",
            ["apiVersion"] = "v1",
            ["groupVersion"] = kinds[0].ApiVersion,
            ["resources"] = new JsonArray([.. kinds.Select(static k => Resource(k)), .. kinds.Where(static k => k.Resource == "pods").Select(static _ => Part())]),
        }.ToJsonString());
    }

    private static JsonObject Resource(ServedKind kind) => new()
    {
        ["name"] = kind.Resource,
        ["singularName"] = kind.Kind.ToLowerInvariant(),
        ["namespaced"] = kind.IsNamespaced,
        ["kind"] = kind.Kind,
        ["verbs"] = new JsonArray("get", "list", "watch"),
    };

    private static JsonObject Part() => new() { ["name"] = "pods/log", ["singularName"] = "", ["namespaced"] = true, ["kind"] = "Pod", ["verbs"] = new JsonArray("get") };

    private string Groups() => new JsonObject
    {
        ["kind"] = "APIGroupList",
        ["apiVersion"] = "v1",
        ["groups"] = new JsonArray([.. state.Kinds.Where(static k => k.Group.Length > 0).GroupBy(static k => k.Group).Select(static g => new JsonObject
        {
            ["name"] = g.Key,
            ["versions"] = new JsonArray([.. g.Select(static k => k.Version).Distinct().Select(v => new JsonObject { ["groupVersion"] = g.Key + "/" + v, ["version"] = v })]),
            ["preferredVersion"] = new JsonObject { ["groupVersion"] = g.First().ApiVersion, ["version"] = g.First().Version },
        })]),
    }.ToJsonString();

    private string Aggregated(bool isCore) => new JsonObject
    {
        ["kind"] = "APIGroupDiscoveryList",
        ["apiVersion"] = "apidiscovery.k8s.io/v2",
        ["metadata"] = new JsonObject(),
        ["items"] = new JsonArray([.. state.Kinds.Where(k => isCore == (k.Group.Length == 0)).GroupBy(static k => k.Group).Select(static g => new JsonObject
        {
            ["metadata"] = new JsonObject { ["name"] = g.Key },
            ["versions"] = new JsonArray([.. g.GroupBy(static k => k.Version).Select(static v => new JsonObject
            {
                ["version"] = v.Key,
                ["freshness"] = "Current",
                ["resources"] = new JsonArray([.. v.Select(static k => new JsonObject
                {
                    ["resource"] = k.Resource,
                    ["singularResource"] = k.Kind.ToLowerInvariant(),
                    ["scope"] = k.IsNamespaced ? "Namespaced" : "Cluster",
                    ["responseKind"] = new JsonObject { ["group"] = k.Group, ["version"] = k.Version, ["kind"] = k.Kind },
                    ["verbs"] = new JsonArray("get", "list", "watch"),
                })]),
            })]),
        })]),
    }.ToJsonString();

    private bool IsKnown(HttpContext http) =>
        http.Connection.ClientCertificate is { Subject: "CN=reader" } || http.Request.Headers.Authorization == "Bearer " + state.AcceptedToken;

    private static Task JsonAsync(HttpContext http, string json, string type = "application/json")
    {
        http.Response.ContentType = type;
        return http.Response.WriteAsync(json);
    }

    private static Task StatusAsync(HttpContext http, int code, string reason, string message)
    {
        http.Response.StatusCode = code;
        return JsonAsync(http, Status(code, reason, message).ToJsonString());
    }

    public static JsonObject Status(int code, string reason, string message) => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = "Failure",
        ["message"] = message,
        ["reason"] = reason,
        ["code"] = code,
    };
}

/// <summary>A watch: a line for each change, bookmarks where asked for, ERROR where the version is forgotten.</summary>
internal sealed class WatchContract(ClusterState state, ServedKind kind, string? space, bool isMetadataOnly)
{
    public async Task AnswerAsync(HttpContext http)
    {
        http.Response.ContentType = "application/json;stream=watch";
        var version = long.TryParse(http.Request.Query["resourceVersion"], CultureInfo.InvariantCulture, out var given) ? given : 0;
        var seconds = int.TryParse(http.Request.Query["timeoutSeconds"], CultureInfo.InvariantCulture, out var asked) ? asked : 60;
        if (version < state.Compacted && version > 0)
        {
            await LineAsync(http, "ERROR", ApiContract.Status(410, "Expired", $"too old resource version: {version} ({state.Compacted})"));
            return;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, state.Stopping.Token);
        end.CancelAfter(TimeSpan.FromSeconds(seconds));
        try
        {
            await FollowAsync(http, version, end.Token);
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested && http.Request.Query["allowWatchBookmarks"] == "true")
        {
            await BookmarkAsync(http, state.Version);
        }
        catch (OperationCanceledException)
        {
            // Its time is over, or the caller left.
        }
    }

    private async Task FollowAsync(HttpContext http, long version, CancellationToken end)
    {
        if (state.Take(static s => s.CutWatches, static (s, n) => s.CutWatches = n))
        {
            await BookmarkAsync(http, state.Version);
            await http.Response.WriteAsync("""{"type":"MODI""", end);
            await http.Response.Body.FlushAsync(end);
            await Task.Delay(300, end);
            http.Abort();
            return;
        }

        await http.Response.Body.FlushAsync(end);
        while (true)
        {
            foreach (var (at, type, item) in state.Since(kind, version))
            {
                version = at;
                if (space is null || (string?)item["metadata"]!["namespace"] == space)
                {
                    await LineAsync(http, type, isMetadataOnly ? ApiContract.MetadataOf(item) : ApiContract.Typed(kind, item));
                }
            }

            await Task.Delay(20, end);
        }
    }

    private Task BookmarkAsync(HttpContext http, long version) => LineAsync(http, "BOOKMARK", new JsonObject
    {
        ["kind"] = kind.Kind,
        ["apiVersion"] = kind.ApiVersion,
        ["metadata"] = new JsonObject { ["resourceVersion"] = version.ToString(CultureInfo.InvariantCulture) },
    });

    private static async Task LineAsync(HttpContext http, string type, JsonObject item)
    {
        await http.Response.WriteAsync(new JsonObject { ["type"] = type, ["object"] = item }.ToJsonString() + "\n");
        await http.Response.Body.FlushAsync();
    }
}
