using Turnpike.Estate;
using Turnpike.Formats;
using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Entities;
using Turnpike.Inventory.Snapshots;
using Turnpike.Values;

namespace Turnpike.Inventory.Ownership;

/// <summary>What says something of all that is in it: an account, a subscription, a project, a group, a namespace.</summary>
/// <param name="What">As people call it: <c>the account 123456789012 (shop-prod)</c>.</param>
/// <param name="Name">Empty where it only has a number.</param>
internal sealed record Container(string What, string Name, IReadOnlyList<KeyValuePair<string, string>> Tags);

/// <summary>The containers of a snapshot, by what is in them.</summary>
internal sealed class ContainerFacts
{
    private const int MaxNamespaces = 20_000;
    private const string ResourceGroups = "/resourcegroups/";

    private readonly Dictionary<string, Container> _containers = new(StringComparer.OrdinalIgnoreCase);

    public static async Task<ContainerFacts> LoadAsync(EstateSnapshot snapshot, CancellationToken cancellationToken)
    {
        var facts = new ContainerFacts();
        var rows = snapshot.RowsOf(static t => t is "aws_organizations_account" or "azurerm_subscription" or "azurerm_resource_group" or "google_project" or "Namespace").Where(static r => r.Deposed is null).ToList();
        foreach (var row in rows)
        {
            facts.Add(row, row.Tags);
        }

        // Annotations of namespaces stand in their documents alone.
        await foreach (var (row, resource) in snapshot.ReadAsync(rows.Where(static r => r.Type == "Namespace").Take(MaxNamespaces), cancellationToken))
        {
            facts.Add(row, [.. row.Tags.Concat(AnnotationsOf(resource)).SelectMany(Shortened)]);
        }

        return facts;
    }

    /// <summary>What a resource is in, the narrowest first.</summary>
    public IEnumerable<Container> Of(JoinedResource resource)
    {
        if (_containers.Count == 0)
        {
            yield break;
        }

        var row = resource.Observed ?? resource.Row;
        if ((row.Type == "Namespace" ? row.Name : ServiceMembers.NamespaceOf(row)) is { } space)
        {
            if (Find($"{resource.Place.Account}\n{space}") is { } found)
            {
                yield return found;
            }

            yield break;
        }

        var id = row.Id ?? row.Arn ?? "";
        if (id.IndexOf(ResourceGroups, StringComparison.OrdinalIgnoreCase) is > 0 and var at && id.IndexOf('/', at + ResourceGroups.Length) is > 0 and var end && Find(id[..end]) is { } group)
        {
            yield return group;
        }

        if (resource.Place.Account is { Length: > 0 } account && Find(account) is { } whole)
        {
            yield return whole;
        }
    }

    private Container? Find(string key) => _containers.GetValueOrDefault(key);

    private void Add(ResourceRow row, IReadOnlyList<KeyValuePair<string, string>> tags)
    {
        var name = row.Name ?? "";
        var bare = (row.Id ?? row.Name ?? "")[((row.Id ?? row.Name ?? "").LastIndexOf('/') + 1)..];
        var (key, what) = row.Type switch
        {
            "Namespace" => ($"{ResourcePlace.OfPart(row.Key.Scope, row.Source).Account}\n{row.Name}", $"the namespace {row.Name}"),
            "azurerm_resource_group" => (row.Id ?? "", $"the resource group {row.Name}"),
            "azurerm_subscription" => (bare, $"the subscription {bare}"),
            "google_project" => (bare, $"the project {bare}"),
            _ => (bare, $"the account {bare}"),
        };
        if (key.Length > 0)
        {
            _containers[key] = new Container(name.Length > 0 && !what.EndsWith(name, StringComparison.Ordinal) ? $"{what} ({name})" : what, name, tags);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Shortened(KeyValuePair<string, string> pair) =>
        pair.Key.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? [pair, new(pair.Key[(slash + 1)..], pair.Value)] : [pair];

    private static IEnumerable<KeyValuePair<string, string>> AnnotationsOf(Resource resource)
    {
        foreach (var (key, value) in resource.Attributes.EntriesAt("metadata", "annotations"))
        {
            if (value is StringValue { IsSensitive: false } text)
            {
                yield return new(key, text.Value);
            }
        }
    }
}
