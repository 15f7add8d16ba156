using System.Net;
using System.Runtime.CompilerServices;
using Turnpike.Connectors.Aws.Client;
using Turnpike.Connectors.Aws.Credentials;

namespace Turnpike.Connectors.States;

/// <summary>States in Terraform's S3 backend: the key, the same below the prefix of each workspace, and who holds a lock by table or by object.</summary>
internal sealed class S3States(S3Settings settings, ConnectorSurroundings surroundings) : IStateBackend
{
    private const int MaxBytes = 256 << 20;

    public async IAsyncEnumerable<StateFile> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromMinutes(2), MaxResponseContentBufferSize = MaxBytes };
        using var metadata = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var client = new AwsClient(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }), new AwsEndpoints(settings.Endpoint, surroundings.Environment), new ClientLimits(10, 4, TimeSpan.FromSeconds(60)), surroundings.Time);
        var tokens = new SecurityTokens(client, settings.Region, null, surroundings.Time);
        using var caller = new StandardChain(surroundings, tokens, metadata).Create(settings.Profile);
        using var role = settings.Role is { } name ? tokens.Role(caller, name, null) : null;
        var requests = new S3Requests(http, settings, role ?? caller, surroundings.Time);
        foreach (var (state, all, gap) in await FindAsync(requests, cancellationToken))
        {
            yield return await ReadOneAsync(requests, state, all, gap, cancellationToken);
        }
    }

    private readonly record struct Place(string Name, string Workspace, string Key);

    private async Task<List<(Place State, HashSet<string> All, string? Gap)>> FindAsync(S3Requests requests, CancellationToken cancellationToken)
    {
        var all = new HashSet<string>(StringComparer.Ordinal);
        var (workspaces, status) = await ListAsync(requests, settings.WorkspacePrefix + "/", cancellationToken);
        var gap = workspaces is null ? $"only the default workspace is read: the bucket may not be listed ({(int)status})" : null;
        all.UnionWith(workspaces ?? []);
        var found = new List<(Place, HashSet<string>, string?)>();
        foreach (var pattern in settings.Keys)
        {
            var isPattern = pattern.Contains('*', StringComparison.Ordinal);
            var (keys, keyStatus) = await ListAsync(requests, pattern.Split('*')[0], cancellationToken);
            if (keys is null && isPattern)
            {
                throw new ConnectionFailedException($"The bucket {settings.Bucket} may not be listed ({(int)keyStatus}), which key {pattern} needs. Grant s3:ListBucket, or name each key.");
            }

            all.UnionWith(keys ?? []);
            var form = FilePattern.Form(pattern);
            var matching = isPattern ? keys!.Where(k => form.IsMatch(k) && !k.StartsWith(settings.WorkspacePrefix + "/", StringComparison.Ordinal)).ToList() : [pattern];
            var others = (workspaces ?? []).Select(Split).OfType<(string Workspace, string Key)>().Where(w => form.IsMatch(w.Key)).ToList();
            foreach (var key in matching.Concat(others.Select(static o => o.Key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                var name = settings.Keys.Count == 1 && !isPattern ? "" : NameOf(key);
                if (matching.Contains(key) && (keys is null || keys.Contains(key)))
                {
                    found.Add((new Place(name, "default", key), all, gap));
                }

                found.AddRange(others.Where(o => o.Key == key).Select(o => (new Place(name, o.Workspace, $"{settings.WorkspacePrefix}/{o.Workspace}/{key}"), all, (string?)null)));
            }
        }

        return found.Count > 0 ? found : throw new ConnectionFailedException($"No state is in the bucket {settings.Bucket} at {string.Join(", ", settings.Keys)}.");
    }

    private static async Task<(List<string>? Keys, HttpStatusCode Status)> ListAsync(S3Requests requests, string prefix, CancellationToken cancellationToken)
    {
        try
        {
            return await requests.ListAsync(prefix, cancellationToken);
        }
        catch (HttpRequestException fault)
        {
            throw new ConnectionFailedException($"S3 does not answer: {(fault.InnerException ?? fault).Message}", fault);
        }
    }

    private async Task<StateFile> ReadOneAsync(S3Requests requests, Place place, HashSet<string> all, string? gap, CancellationToken cancellationToken)
    {
        var what = $"s3://{settings.Bucket}/{place.Key}";
        try
        {
            var (status, body) = await requests.GetAsync(place.Key, cancellationToken);
            if (status != HttpStatusCode.OK)
            {
                var coverage = status switch
                {
                    HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized => CoverageStatus.Denied,
                    HttpStatusCode.NotFound => CoverageStatus.Unsupported,
                    _ => CoverageStatus.Failed,
                };
                return StateContent.Missing(place.Name, place.Workspace, what, coverage, $"S3 answered {(int)status}");
            }

            var state = StateContent.Make(place.Name, place.Workspace, what, body, await LockAsync(requests, place.Key, all, cancellationToken));
            return gap is null || state.Content is null ? state : state with { Coverage = state.Coverage with { Status = CoverageStatus.Partial, Message = gap } };
        }
        catch (HttpRequestException fault)
        {
            return StateContent.Missing(place.Name, place.Workspace, what, CoverageStatus.Failed, (fault.InnerException ?? fault).Message);
        }
    }

    private async Task<string?> LockAsync(S3Requests requests, string key, HashSet<string> all, CancellationToken cancellationToken)
    {
        if (all.Contains(key + ".tflock"))
        {
            var (status, body) = await requests.GetAsync(key + ".tflock", cancellationToken);
            return status == HttpStatusCode.OK ? StateContent.Lock(body) : null;
        }

        return settings.LockTable is { } table ? await requests.LockAsync(table, key, cancellationToken) : null;
    }

    // env:/blue/network/terraform.tfstate
    private (string Workspace, string Key)? Split(string key)
    {
        var rest = key[(settings.WorkspacePrefix.Length + 1)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 ? (rest[..slash], rest[(slash + 1)..]) : null;
    }

    private static string NameOf(string key) =>
        key.EndsWith("/terraform.tfstate", StringComparison.Ordinal) ? key[..^"/terraform.tfstate".Length]
        : key.EndsWith(".tfstate", StringComparison.Ordinal) ? key[..^".tfstate".Length]
        : key;
}
