using System.Globalization;
using Turnpike.Formats;
using Turnpike.Formats.Yaml;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Assessment.Lifecycle;

/// <summary>Reads one file of <c>packs/data/lifecycle</c>: a product, or the removed versions of APIs.</summary>
internal sealed class LifecycleReader(SourceText file, DiagnosticBag faults)
{
    private static readonly YamlLimits s_limits = new() { MaxBytes = 1 << 20, MaxDepth = 8, MaxDocuments = 1, MaxAliasedNodes = 10_000 };

    private YamlLocator? _places;

    public void Read(List<SupportedProduct> products, List<RemovedApi> removed)
    {
        var own = new DiagnosticBag();
        var documents = YamlReader.Read(file, own, s_limits);
        faults.AddRange(own);
        if (own.HasErrors)
        {
            return;
        }

        if (documents is not [{ Value: ObjectValue root, Span: var span }])
        {
            faults.Add(LifecycleDiagnostics.NotAProduct(file));
            return;
        }

        _places = new YamlLocator(file, span, s_limits);
        if (root.Get("removed") is not null)
        {
            Known(root, [], ["source", "removed"]);
            Page(root, []);
            removed.AddRange(Removed(root));
        }
        else if (Product(root) is { } product)
        {
            products.Add(product);
        }
    }

    private SupportedProduct? Product(ObjectValue root)
    {
        Known(root, [], ["id", "name", "source", "match", "seen", "releases"]);
        var (id, name, source, match) = (Text(root, [], "id"), Text(root, [], "name"), Page(root, []), Text(root, [], "match"));
        var how = match switch { "prefix" => ReleaseMatch.Prefix, "whole" => ReleaseMatch.Whole, "like" => ReleaseMatch.Like, _ => (ReleaseMatch?)null };
        if (match is not null && how is null)
        {
            faults.Add(LifecycleDiagnostics.UnknownMatch(file, At("match"), match));
        }

        var seen = Objects(root, "seen").Select(Seen).OfType<VersionPlace>().ToList();
        var releases = Objects(root, "releases").Select(r => Release(r.Path, r.Item, source)).OfType<SupportedRelease>().ToList();
        for (var i = 0; i < releases.Count; i++)
        {
            if (releases.FindIndex(r => r.Version == releases[i].Version) < i)
            {
                faults.Add(LifecycleDiagnostics.Twice(file, At("releases", i), releases[i].Version));
            }
        }

        return id is null || name is null || source is null || how is null ? null : new SupportedProduct(id, name, source, how.Value, seen, releases);
    }

    private VersionPlace? Seen((object[] Path, ObjectValue Item) seen)
    {
        Known(seen.Item, seen.Path, ["type", "version", "when", "like", "unlike"]);
        return Text(seen.Item, seen.Path, "type") is { } type && Text(seen.Item, seen.Path, "version") is { } version
            ? new VersionPlace(type, version, [.. seen.Item.EntriesAt("when").Select(static e => (e.Key, (e.Value as StringValue)?.Value ?? ""))], Texts(seen.Item, "like"), Texts(seen.Item, "unlike"))
            : null;
    }

    private SupportedRelease? Release(object[] path, ObjectValue release, string? source)
    {
        Known(release, path, ["version", "until", "extended", "like", "source"]);
        var version = Text(release, path, "version");
        var until = Text(release, path, "until");
        var end = until is null or "open" ? null : Day(path, "until", until);
        var extended = release.TextAt("extended") is { } longer ? Day(path, "extended", longer) : null;
        if (extended < end)
        {
            faults.Add(LifecycleDiagnostics.EndsBefore(file, At([.. path, "extended"]), version ?? "it"));
        }

        var own = release.Get("source") is null ? source : Page(release, path);
        return version is null || until is null || own is null || (end is null && until != "open") ? null : new SupportedRelease(version, end, extended, Texts(release, "like"), own);
    }

    private static IEnumerable<RemovedApi> Removed(ObjectValue root) =>
        from entry in root.ItemsAt("removed")
        from kind in entry.ItemsAt("kinds").OfType<StringValue>()
        where entry.TextAt("api") is not null && entry.TextAt("in") is not null
        select new RemovedApi(entry.TextAt("api")!, kind.Value, entry.TextAt("in")!, entry.TextAt("use") ?? "");

    private DateOnly? Day(object[] path, string member, string text)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        if (DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first))
        {
            return first.AddMonths(1).AddDays(-1);
        }

        faults.Add(LifecycleDiagnostics.NotADay(file, At([.. path, member]), text));
        return null;
    }

    private string? Page(ObjectValue item, object[] path)
    {
        var page = Text(item, path, "source");
        if (page is not null && !page.StartsWith("https://", StringComparison.Ordinal))
        {
            faults.Add(LifecycleDiagnostics.NotAPage(file, At([.. path, "source"]), page));
        }

        return page;
    }

    private string? Text(ObjectValue item, object[] path, string member)
    {
        if (item.TextAt(member) is { Length: > 0 } text)
        {
            return text;
        }

        faults.Add(LifecycleDiagnostics.Missing(file, At([.. path, member]), member));
        return null;
    }

    private void Known(ObjectValue item, object[] path, string[] known)
    {
        foreach (var (key, _) in item.EntriesAt().Where(e => !known.Contains(e.Key)))
        {
            faults.Add(LifecycleDiagnostics.Unknown(file, At([.. path, key]), key, known));
        }
    }

    private static string[] Texts(ObjectValue item, string member) => [.. item.ItemsAt(member).OfType<StringValue>().Select(static t => t.Value)];

    private static IEnumerable<(object[] Path, ObjectValue Item)> Objects(ObjectValue root, string member) =>
        root.ItemsAt(member).Select((value, i) => (new object[] { member, i }, value as ObjectValue ?? ObjectValue.Empty));

    private TextSpan At(params object[] path) => _places!.Locate(path.Select(static p => p is int at ? Value.Of(at) : (Value)Value.Of((string)p)));
}
