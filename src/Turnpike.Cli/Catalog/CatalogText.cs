using System.Globalization;
using System.Text;
using Turnpike.Catalog.Parts;
using Turnpike.Cli.Client;
using Turnpike.Server.Catalog;

namespace Turnpike.Cli.Catalog;

/// <summary>An entity in text.</summary>
internal static class CatalogText
{
    public static string Of(EntityDetailResource detail, IReadOnlyList<EntityPartResource> parts, int? width)
    {
        var entity = detail.Entity;
        var text = new StringBuilder();
        text.Append(Table.Write(
            [entity.Ref, entity.Title],
            [
                .. Facts(("type", entity.Type), ("lifecycle", entity.Lifecycle), ("owner", entity.Owner), ("part of", entity.PartOf), ("written in", entity.Place), ("also in", detail.AlsoIn.Count > 0 ? string.Join("; ", detail.AlsoIn) : null), ("", entity.Description)),
            ],
            width));
        Add(text, "made of", ["RESOURCE", "STATUS", "SURE", "BECAUSE"], [.. parts.Select(static p => new[] { p.Key, Printed.Word(p.Status), p.Certainty.ToString("0.00", CultureInfo.InvariantCulture), p.How })], width);
        Add(text, "depends on", ["ENTITY", "KNOWN", "SEEN BY"], [.. detail.Dependencies.Select(static d => new[] { d.Target, Known(d.Known), d.Shown.Count == 0 ? "" : $"{d.Shown[0].From} -> {d.Shown[0].To}" })], width);
        Add(text, "related to", ["RELATION", "ENTITY"], [.. detail.Relations.Select(static r => new[] { r.Type, r.IsKnown ? r.Target : r.Target + " (not in the catalog)" })], width);
        Add(text, "what is wrong", ["AT", "SAYS"], [.. detail.Faults.Select(static f => new[] { f.Path, $"{f.Says}. {f.Help}" })], width);
        return text.ToString();
    }

    private static string Known(DependencyKnown known) => known switch
    {
        DependencyKnown.Both => "declared and seen",
        DependencyKnown.Declared => "declared, not seen",
        _ => "seen, not declared",
    };

    private static IEnumerable<string[]> Facts(params (string Name, string? Value)[] facts) => facts.Where(static f => f.Value is not null).Select(static f => new[] { f.Name, f.Value! });

    private static void Add(StringBuilder text, string title, string[] head, IReadOnlyList<string[]> rows, int? width)
    {
        if (rows.Count > 0)
        {
            text.Append('\n').Append(title).Append('\n').Append(Table.Write(head, rows, width));
        }
    }
}
