using Turnpike.Inventory.Segments;
using Turnpike.Text;

namespace Turnpike.Inventory.Search;

/// <summary>What can be asked by a key.</summary>
/// <param name="Names">As people write it; the first is the one that is suggested.</param>
/// <param name="Says">What it finds, after "resources".</param>
/// <param name="Make">A term of a value, and what it asks of where a second such term is an alternative; reports what no value can be.</param>
internal sealed record QueryKey(string[] Names, string Example, string Says, Func<string, Action<Func<SourceText, TextSpan, Diagnostic>>, (string? Same, QueryTerm? Term)> Make)
{
    // The scopes of connections: aws/123456789012.
    private static readonly string[] s_clouds = ["aws", "azure", "google"];

    private static readonly QueryKey[] s_all =
    [
        new(["type"], "type:aws_s3_bucket", "of a type; a star for any text", static (v, _) => ("type", new ColumnTerm(RowColumn.Type, new Glob(v)))),
        new(["scope"], "scope:prod/network", "in a scope", static (v, _) => ("scope", new ScopeTerm(new Glob(v)))),
        new(["provider"], "provider:*/aws", "of a provider", static (v, _) => ("provider", new ColumnTerm(RowColumn.Provider, new Glob(v)))),
        new(["source"], "source:terraform.tfstate", "pushed as that file", static (v, _) => ("source", new ColumnTerm(RowColumn.Source, new Glob(v)))),
        new(["account"], "account:123456789012", "of an account, subscription or project", static (v, _) => ("account", Placed(v, new AnyOf([.. s_clouds.Select(c => new ScopeTerm(new Glob($"{c}/{v}")))]), ArnPart.Account))),
        new(["region"], "region:eu-west-1", "in a region", static (v, _) => ("region", Placed(v, new ColumnTerm(RowColumn.Source, new Glob(v + "/*")), ArnPart.Region))),
        new(["service"], "service:ec2", "of a cloud's service", static (v, _) => ("service", Placed(v, new ColumnTerm(RowColumn.Source, new Glob("*/" + v)), ArnPart.Service))),
        new(["status"], "status:drifted", "in sync, drifted, unmanaged and so on", Status) { AsksJoined = true },
        new(["made-by", "madeby"], "made-by:hand", "made by a tool, or by hand", static (v, _) => ("made-by", new MakerTerm(new Glob(v)))) { AsksJoined = true },
        new(["id"], "id:i-0abc1234", "with that id", static (v, _) => ("id", new FieldTerm(Field.Id, new Glob(v)))),
        new(["address"], "address:module.web.*", "at that address", static (v, _) => ("address", new FieldTerm(Field.Address, new Glob(v)))),
        new(["name"], "name:web*", "called so", static (v, _) => ("name", new NameTerm(new Glob(v)))),
        new(["tag", "tags", "label"], "tag:env=prod", "with a tag or label, and its value", static (v, _) => Tag(v)),
        new(["attr", "attribute"], "attr:instance_type=t3.large", "with an attribute, and its value", Attribute),
        new(["rel", "related"], "rel:aws_vpc.main", "related to a resource, either way", static (v, _) => (null, new RelatedTerm(RelationSide.Either, v))),
        new(["dependson"], "dependson:aws_vpc.main", "depends on a resource", static (v, _) => (null, new RelatedTerm(RelationSide.DependsOn, v))),
        new(["usedby"], "usedby:aws_instance.web", "is used by a resource", static (v, _) => (null, new RelatedTerm(RelationSide.UsedBy, v))),
    ];

    public bool AsksJoined { get; private init; }

    public static IReadOnlyList<QueryKey> All => s_all;

    public static QueryKey? Find(string name) => Array.Find(s_all, k => k.Names.Contains(name));

    /// <summary>The key that a misspelt one may have meant; null where it is more likely text, such as an ARN or an image.</summary>
    public static string? Likely(string name) =>
        s_all.SelectMany(static k => k.Names).Where(n => name.Length > 2 && EditDistance.Between(name, n) <= (n.Length > 4 ? 2 : 1)).MinBy(n => EditDistance.Between(name, n));

    /// <summary>A text that is being typed asks, or is about to ask, what only the joined estate knows.</summary>
    public static bool MayAskJoined(string text) =>
        s_all.Where(static k => k.AsksJoined).SelectMany(static k => k.Names).Any(n => text.Contains(n + ":", StringComparison.OrdinalIgnoreCase));

    // What was observed says it by its part, what states and code hold by its ARN.
    private static AnyOf Placed(string value, QueryTerm observed, ArnPart part) => new([observed, new ArnTerm(part, new Glob(value))]);

    private static (string?, QueryTerm?) Tag(string value)
    {
        var (key, of) = Split(value);
        return ("tag:" + key, new TagTerm(new Glob(key), of is null ? null : new Glob(of)));
    }

    private static (string?, QueryTerm?) Attribute(string value, Action<Func<SourceText, TextSpan, Diagnostic>> report)
    {
        var (path, of) = Split(value);
        if (path.Contains('*', StringComparison.Ordinal) || (of?.Contains('*', StringComparison.Ordinal) ?? false))
        {
            report(SearchDiagnostics.StarInAttribute);
            return default;
        }

        return ("attr:" + path, new AttributeTerm(Fingerprint.OfTerm(WithoutPlaces(path), of)));
    }

    private static (string?, QueryTerm?) Status(string value, Action<Func<SourceText, TextSpan, Diagnostic>> report)
    {
        var wanted = new Glob(value);
        var statuses = StatusTerm.Words.Where(w => wanted.Matches(w.Word)).Select(static w => w.Status).ToList();
        if (statuses.Count == 0)
        {
            report((source, span) => SearchDiagnostics.UnknownStatus(source, span, value, StatusTerm.Words.Select(static w => w.Word)));
            return default;
        }

        return ("status", new StatusTerm(statuses));
    }

    private static (string Key, string? Value) Split(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? (text, null) : (text[..at], text[(at + 1)..]);
    }

    // ingress[0].from_port, ingress.0.from_port and ingress[*].from_port are ingress.from_port.
    internal static string WithoutPlaces(string path)
    {
        var steps = path.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.');
        return string.Join('.', steps.Where(static s => s.Length > 0 && !s.All(char.IsAsciiDigit)));
    }
}
