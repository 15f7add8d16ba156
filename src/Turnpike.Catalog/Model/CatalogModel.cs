using Turnpike.Formats.Backstage;
using Turnpike.Inventory.Ownership;
using Turnpike.Inventory.Entities;

namespace Turnpike.Catalog.Model;

/// <summary>
/// The catalog of a moment: every entity once, its relations from both ends, what is wrong. Immutable. What counts where a
/// name is written several times, <see cref="EstateEntity.ByName"/> says.
/// </summary>
public sealed class CatalogModel
{
    private readonly SortedDictionary<string, CatalogItem> _items = new(StringComparer.Ordinal);
    private readonly List<CatalogFault> _faults = [];
    private readonly List<CatalogConflict> _conflicts = [];
    private readonly Lazy<SeenDependencies> _seen;

    private CatalogModel(OwnershipRun ownership)
    {
        Ownership = ownership;
        _seen = new(() => SeenDependencies.Of(ownership.Estate, ownership.Facts!.Members));
    }

    /// <summary>Who owns what, of the same moment.</summary>
    public OwnershipRun Ownership { get; }

    /// <summary>By kind, namespace and name.</summary>
    public IReadOnlyCollection<CatalogItem> Items => _items.Values;

    /// <summary>By entity.</summary>
    public IReadOnlyList<CatalogFault> Faults => _faults;

    public IReadOnlyList<CatalogConflict> Conflicts => _conflicts;

    internal SeenDependencies Seen => _seen.Value;

    /// <param name="ownership">With facts.</param>
    public static CatalogModel Of(OwnershipRun ownership)
    {
        var model = new CatalogModel(ownership);
        foreach (var ranked in EstateEntity.ByName(ownership.Facts!.Entities))
        {
            model._items[ranked[0].Reference.Id] = new CatalogItem(ranked[0]);
            List<string> places = [.. ranked.SelectMany(static e => (IEnumerable<string>)[CatalogItem.PlaceOf(e), .. e.AlsoAt.Select(p => CatalogItem.PlaceOf(e with { Place = p }))])];
            if (places.Count > 1)
            {
                model._conflicts.Add(new CatalogConflict(ranked[0].Reference, places));
            }
        }

        model.Relate();
        model.Check();
        return model;
    }

    /// <summary>Null where the catalog has none of that name.</summary>
    public CatalogItem? Find(EntityReference reference) => _items.GetValueOrDefault(reference.Id);

    /// <summary>What a person means: <c>component:default/web</c>, <c>component:web</c>, or <c>web</c> where one kind has it.</summary>
    public CatalogItem? FindAny(string text)
    {
        if (text.Contains(':', StringComparison.Ordinal))
        {
            return EntityReference.TryParse(text, "", EntityReference.DefaultNamespace) is { } reference ? Find(reference) : null;
        }

        return Items.Where(i => string.Equals(i.Reference.Name, text, StringComparison.OrdinalIgnoreCase)).Take(2).ToList() is [var one] ? one : null;
    }

    /// <summary>How many resources an entity is made of.</summary>
    public int CountOf(CatalogItem item) => Ownership.Facts!.Members.CountOf(item.Entity);

    private void Relate()
    {
        var relations = _items.Keys.ToDictionary(static k => k, static _ => new List<CatalogRelation>(), StringComparer.Ordinal);
        foreach (var (id, item) in _items)
        {
            foreach (var (_, type, _, target) in EntityRelations.Of(item.Reference, item.Entity.Spec))
            {
                if (target is not { } named)
                {
                    continue;
                }

                // An owner is a group unless it is said otherwise, and people often leave out that it is a user.
                var known = Find(named) ?? (type == "ownedBy" ? Find(named with { Kind = "User" }) : null);
                Add(relations[id], new CatalogRelation(type, known?.Reference ?? named, known is not null, IsDeclared: true));
                if (known is not null)
                {
                    Add(relations[known.Reference.Id], new CatalogRelation(EntityRelations.Reverse(type), item.Reference, IsKnown: true, IsDeclared: false));
                }
            }
        }

        foreach (var (id, item) in _items)
        {
            item.Relations = [.. relations[id].OrderBy(static r => r.Type, StringComparer.Ordinal).ThenBy(static r => r.Target.Id, StringComparer.Ordinal)];
        }
    }

    // Both ends may say the same; it is said by whoever has it.
    private static void Add(List<CatalogRelation> relations, CatalogRelation relation)
    {
        var at = relations.FindIndex(r => r.Type == relation.Type && r.Target.Id == relation.Target.Id);
        if (at < 0)
        {
            relations.Add(relation);
        }
        else if (relation.IsDeclared)
        {
            relations[at] = relation;
        }
    }

    private void Check()
    {
        foreach (var item in _items.Values)
        {
            List<CatalogFault> faults = [.. EntityCheck.Faults(item.Entity.Content).Select(f => new CatalogFault(item.Reference, item.Place, f.Path.ToString(), f.Says, f.Help))];
            foreach (var (member, _, text, target) in EntityRelations.Of(item.Reference, item.Entity.Spec))
            {
                if (target is not { } named)
                {
                    faults.Add(Fault(item, member, $"{text} refers to no entity", "A reference is [kind:][namespace/]name; of dependsOn the kind is needed."));
                }
                else if (named.Id == item.Reference.Id)
                {
                    faults.Add(Fault(item, member, "it refers to itself", "Take it out."));
                }
                else if (!item.Relations.Any(r => r.IsKnown && r.Target.Name.Equals(named.Name, StringComparison.OrdinalIgnoreCase) && r.IsDeclared))
                {
                    faults.Add(Fault(item, member, $"{named} is not in the catalog", "Write it down, connect the repository that has it, or correct the name."));
                }
            }

            item.Faults = faults;
            _faults.AddRange(faults);
        }
    }

    private static CatalogFault Fault(CatalogItem item, string member, string says, string help) => new(item.Reference, item.Place, "spec." + member, says, help);
}
