using Turnpike.Estate.Changes;
using Turnpike.Estate.Identity;
using Turnpike.Formats.TerraformCode;
using Turnpike.Gate.Findings;
using Turnpike.Values;

namespace Turnpike.Gate.Judging;

/// <summary>Says in words what an unknown is and why it is not known.</summary>
internal sealed class UnknownWords(IReadOnlyList<ResourceChange> changes, ReferenceFinder references)
{
    private readonly Lazy<Dictionary<string, ResourceChange>> _byAddress = new(() =>
    {
        var byAddress = new Dictionary<string, ResourceChange>(changes.Count);
        foreach (var change in changes)
        {
            byAddress.TryAdd(change.Address.Text, change);
        }

        return byAddress;
    });

    public UnknownPart Describe(UnknownValue unknown, Subject subject)
    {
        if (unknown.Origin == UnknownOrigin.Withheld)
        {
            return new UnknownPart(WithheldPlace.Find(unknown, subject), Origin(unknown, null, ValuePath.Root));
        }

        if (subject.Address is { } address && NameAbove(unknown.Id, address, subject.Scope) is { } name)
        {
            var path = PathOf(unknown.Id[(name.Length + 1)..]);
            return new UnknownPart(path.ToString(), Origin(unknown, (subject as ChangeSubject)?.Change, path));
        }

        // The address may hold slashes itself, in a key, so each slash is tried as its end.
        for (var at = unknown.Id.IndexOf('/', StringComparison.Ordinal); at >= 0; at = unknown.Id.IndexOf('/', at + 1))
        {
            if (_byAddress.Value.TryGetValue(unknown.Id[..at], out var change))
            {
                var path = PathOf(unknown.Id[(at + 1)..]);
                return new UnknownPart($"{change.Address.Text}.{path}", Origin(unknown, change, path));
            }
        }

        // What the estate was asked, and why its answer is open (EstateSide.Answer).
        return unknown.Id.Split(EstateSide.Because, 2) is [var question, var reason]
            ? new UnknownPart(question, reason)
            : new UnknownPart(UnknownText.Name(unknown), UnknownText.Reason(unknown) ?? Origin(unknown, null, ValuePath.Root));
    }

    private string Origin(UnknownValue unknown, ResourceChange? change, ValuePath path) => unknown.Origin switch
    {
        UnknownOrigin.ComputedUnset => "known after apply: the provider decides, and the configuration does not set it",
        UnknownOrigin.Deferred => "put off to a later plan",
        UnknownOrigin.MissingModule => "the module that would say is not at hand",
        UnknownOrigin.Withheld => "withheld: sensitive",
        UnknownOrigin.Unread => "not read: a call was denied or failed; turnpike estate coverage says which",
        _ when change is not null && references.Find(change, path) is { } reference => $"known after apply: refers to {reference}",
        _ => "known after apply",
    };

    // What no plan speaks of goes by scope and address.
    private static string? NameAbove(string id, ResourceAddress address, string scope) =>
        IsBelow(id, address.Text) ? address.Text : new ResourceId(new EstateScope(scope), address).ToString() is var full && IsBelow(id, full) ? full : null;

    private static bool IsBelow(string id, string address) =>
        id.Length > address.Length && id[address.Length] == '/' && id.StartsWith(address, StringComparison.Ordinal);

    private static ValuePath PathOf(string segments)
    {
        var path = ValuePath.Root;
        foreach (var segment in segments.Split('/'))
        {
            path = int.TryParse(segment, out var index) ? path.Append(index) : path.Append(segment);
        }

        return path;
    }
}
