using Turnpike.Web.Elements;

namespace Turnpike.Web.Scans;

/// <summary>What the page of findings was asked for, as it stands in the address. What is null asks nothing.</summary>
public sealed record ScanAsked
{
    public string? Text { get; init; }

    public string? Severity { get; init; }

    public string? Class { get; init; }

    public string? State { get; init; }

    public bool IsFixable { get; init; }

    public bool IsUnattached { get; init; }

    /// <summary>What the filters of the page itself do not offer: it came by a link, and is kept until it is taken away.</summary>
    public IReadOnlyList<(string Name, string Words, string Value)> Further { get; init; } = [];

    public bool IsAny => Text is not null || Severity is not null || Class is not null || State is not null || IsFixable || IsUnattached || Further.Count > 0;

    /// <param name="after">Where the list goes on.</param>
    public string Href(string? after = null) => Address.Of(
        "/scans",
        [("q", Text), ("severity", Severity), ("class", Class), ("state", State), ("fixable", IsFixable ? "1" : null), ("unattached", IsUnattached ? "1" : null), .. Further.Select(static f => (f.Name, (string?)f.Value)), ("after", after)]);

    public string Without(string name) => (this with { Further = [.. Further.Where(f => f.Name != name)] }).Href();
}
