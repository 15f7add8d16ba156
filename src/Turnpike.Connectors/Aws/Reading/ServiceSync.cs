using Turnpike.Connectors.Aws.Catalog;
using Turnpike.Connectors.Aws.Client;
using Turnpike.Connectors.Aws.Credentials;
using Turnpike.Connectors.Mappings;
using Turnpike.Values;

namespace Turnpike.Connectors.Aws.Reading;

/// <summary>Reads one service in one region of one account. What is refused is said and never ends the rest.</summary>
internal sealed class ServiceSync(ServiceDefinition service, AwsClient client, CredentialCache credentials, Place place)
{
    private const int ReadsAtOnce = 4;

    private readonly CallRunner _runner = new(service, client, credentials);
    private readonly CoverageLog _coverage = new();

    public async Task<PartReading> ReadAsync(CancellationToken cancellationToken)
    {
        var root = await AskOnceAsync(cancellationToken);
        var found = new List<ObservedResource>[service.Reads.Count];
        await Parallel.ForAsync(0, found.Length, new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellationToken }, async (i, token) =>
            found[i] = await ReadOneAsync(service.Reads[i], root, token));

        var coverage = _coverage.ToList();
        var part = new Part($"aws/{place.Account}", $"{(service.IsGlobal ? "global" : place.Region)}/{service.Name}");
        if (!_coverage.HasRead)
        {
            return new(part, null, coverage);
        }

        var resources = found.SelectMany(r => r).DistinctBy(r => (r.Type, r.Id)).ToList();
        return new(part, ObservationDocument.Write(new(ObservedProvider.Aws, place.Account, service.IsGlobal ? "" : place.Region, service.Name, coverage, resources)), coverage);
    }

    private async Task<Scope> AskOnceAsync(CancellationToken cancellationToken)
    {
        var scope = new Scope(place, ObjectValue.Empty);
        var details = new Details(service, _runner, _coverage);
        foreach (var detail in service.Once)
        {
            if (await details.AskAsync(detail, scope, [], 0, cancellationToken) is { } answer)
            {
                scope = scope with { Self = ((ObjectValue)scope.Self).With(detail.As, answer) };
            }
        }

        return scope with { Once = (ObjectValue)scope.Self };
    }

    private async Task<List<ObservedResource>> ReadOneAsync(ReadDefinition read, Scope root, CancellationToken cancellationToken)
    {
        var what = service.What(read.Call);
        var types = read.Resources.Where(r => DetailOf(read, r) is null).Select(r => r.Type).ToList();
        var all = read.Resources.Select(r => r.Type).ToList();
        var list = await _runner.ListAsync(read.Call, read.Items, root, cancellationToken);
        if (list.Fault is { Kind: not FaultKind.NotFound } fault)
        {
            // Without the list nothing that hangs on its items is known either.
            _coverage.Failed(what, all, fault, list.Items.Count > 0);
        }
        else
        {
            _coverage.Read(what, types, isList: true);
        }

        var items = list.Items.Where(i => read.When is not { } when || Expression.IsTrue(when.Evaluate(root.Within(i)))).ToList();
        var filled = await new Details(service, _runner, _coverage).AddAsync(
            read.Details, items, root, name => [.. read.Resources.Where(r => DetailOf(read, r) == name).Select(r => r.Type)], cancellationToken);
        return [.. read.Resources.SelectMany(r => filled.SelectMany(i => Observing.Make(r, i, root)))];
    }

    // The detail that tells whether there is a resource; null where the list itself does.
    private static string? DetailOf(ReadDefinition read, ResourceDefinition resource) =>
        (resource.Each?.Reads ?? []).Concat(resource.When.SelectMany(w => w.Reads)).FirstOrDefault(n => read.Details.Any(d => d.As == n));
}
