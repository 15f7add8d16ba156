using Turnpike.Inventory.Joining;
using Turnpike.Inventory.Ownership.Code;
using Turnpike.Inventory.Entities;
using Turnpike.Inventory.Snapshots;

namespace Turnpike.Inventory.Ownership;

/// <summary>What each source says of a resource, all but its neighbours.</summary>
internal sealed class OwnSources
{
    private const double ByTag = 0.9;
    private const double ByCatalog = 0.9;
    private const double ByCode = 0.9;
    private const double ByAccount = 0.6;
    private const double ByNameOfPlace = 0.45;

    private readonly JoinedEstate _estate;
    private readonly OwnershipVocabulary _vocabulary;
    private readonly OwnershipFacts? _facts;
    private readonly KeyRules _keys;
    private readonly Dictionary<string, EstateEntity> _entities;

    public OwnSources(JoinedEstate estate, OwnershipVocabulary vocabulary, KeyRules keys, OwnershipFacts? facts)
    {
        (_estate, _vocabulary, _keys, _facts) = (estate, vocabulary, keys, facts);
        _entities = EstateEntity.ByName(facts?.Entities ?? []).ToDictionary(static e => e[0].Reference.Id, static e => e[0], StringComparer.Ordinal);
    }

    /// <summary>Null where it says nothing.</summary>
    public OwnershipAnswer? Answer(JoinedResource resource, OwnershipQuestion question, OwnershipSource source) => source switch
    {
        OwnershipSource.Correction => _keys.HasCorrections && Keys(resource) is var (key, other) ? _keys.Corrected(key, other, question) : null,
        OwnershipSource.Tag => Tagged(resource.Row, question) ?? (resource.Observed is { } observed ? Tagged(observed, question) : null),
        OwnershipSource.Catalog => OfCatalog(resource, question),
        OwnershipSource.Code => question == OwnershipQuestion.Owner ? OfCode(resource) : null,
        OwnershipSource.Place => _keys.HasPlaces && Keys(resource) is var (key, other) ? _keys.Placed(key, other, question) : null,
        OwnershipSource.Account => OfContainer(resource, question),
        _ => null,
    };

    private OwnershipAnswer Said(OwnershipQuestion question, string value, OwnershipSource source, double confidence, string why) =>
        new(question, _vocabulary.Normal(question, value), source, Math.Round(confidence, 2), why);

    private OwnershipAnswer? Tagged(ResourceRow row, OwnershipQuestion question) =>
        row.Tags.Count > 0 && _vocabulary.Tagged(question, row.Tags) is { } tag
            ? Said(question, tag.Value, OwnershipSource.Tag, ByTag, $"its {(row.IsKubernetes ? "label" : "tag")} {tag.Key} is {tag.Value}")
            : null;

    private OwnershipAnswer? OfCatalog(JoinedResource resource, OwnershipQuestion question)
    {
        OwnershipAnswer? found = null;
        foreach (var membership in _facts?.Members.LikeliestOf(_estate.IndexOf(resource.Row.Row)) ?? [])
        {
            if (OfEntity(membership.Entity, question) is not { } answer)
            {
                continue;
            }

            if (found is not null && !string.Equals(found.Value, answer.Value, StringComparison.OrdinalIgnoreCase))
            {
                // It belongs to several that say different things, and nothing tells which counts.
                return null;
            }

            found ??= Said(question, answer.Value, OwnershipSource.Catalog, ByCatalog * membership.Certainty, $"{answer.Why}; {membership.How}");
        }

        return found;
    }

    private (string Value, string Why)? OfEntity(EstateEntity entity, OwnershipQuestion question)
    {
        var written = question switch { OwnershipQuestion.Owner => entity.Text("owner"), OwnershipQuestion.Lifecycle => entity.Text("lifecycle"), _ => null };
        if (written is { Length: > 0 })
        {
            return (written, $"{question.ToString().ToLowerInvariant()} of {entity.Reference}");
        }

        // What it does not say itself, its system may, and of that its domain.
        var at = entity;
        for (var depth = 0; at is not null && depth < 3; depth++)
        {
            if (_vocabulary.Tagged(question, at.Tags()) is { } tag)
            {
                return (tag.Value, $"{tag.Key} of {at.Reference}");
            }

            var (above, kind) = at.Text("system") is { } system ? (system, "System") : at.Text("domain") is { } domain ? (domain, "Domain") : (null, "");
            at = above is not null && Formats.Backstage.EntityReference.TryParse(above, kind, at.Reference.Namespace) is { } reference ? _entities.GetValueOrDefault(reference.Id) : null;
        }

        return null;
    }

    private OwnershipAnswer? OfCode(JoinedResource resource)
    {
        OwnershipAnswer? found = null;
        foreach (var place in _facts?.Code.MakersOf(resource) ?? [])
        {
            if (OwnersOf(place) is not { } owner || (found is not null && !string.Equals(found.Value, owner.Value, StringComparison.OrdinalIgnoreCase)))
            {
                return null;
            }

            found ??= owner;
        }

        return found;
    }

    private OwnershipAnswer? OwnersOf(CodePlace place)
    {
        if (_facts!.Code.OwnersOf(place).Take(1).ToList() is not [var (owners, line)])
        {
            return null;
        }

        // Of several, a team before a person: people come and go.
        var owner = owners.FirstOrDefault(static o => o.Contains('/', StringComparison.Ordinal)) ?? owners[0];
        var among = owners.Count > 1 ? $" (with {string.Join(", ", owners.Where(o => o != owner))})" : "";
        return Said(OwnershipQuestion.Owner, owner, OwnershipSource.Code, ByCode * place.Certainty, $"{owner}{among} in {line} of {place.Repository} owns {place.Place}; {place.How}");
    }

    private OwnershipAnswer? OfContainer(JoinedResource resource, OwnershipQuestion question)
    {
        string? name = null, what = null;
        foreach (var container in _facts?.Containers.Of(resource) ?? [])
        {
            if (_vocabulary.Tagged(question, container.Tags) is { } tag)
            {
                return Said(question, tag.Value, OwnershipSource.Account, ByAccount, $"{tag.Key} of {container.What} is {tag.Value}");
            }

            (name, what) = (name ?? _vocabulary.InName(question, container.Name), what ?? container.What);
        }

        if (name is not null)
        {
            return Said(question, name, OwnershipSource.Account, ByNameOfPlace, $"the name of {what}");
        }

        return question == OwnershipQuestion.Environment && _vocabulary.InName(question, resource.Row.Key.Scope) is { } scope
            ? Said(question, scope, OwnershipSource.Account, ByNameOfPlace, $"the name of its scope, {resource.Row.Key.Scope}")
            : null;
    }

    private static (string Key, string? Other) Keys(JoinedResource resource) =>
        (resource.Row.Key.ToString(), resource.Observed is { } observed && observed.Key != resource.Row.Key ? observed.Key.ToString() : null);
}
