using System.Collections.Concurrent;
using Turnpike.Estate;
using Turnpike.Estate.Identity;
using Turnpike.Estate.Views;
using Turnpike.Gate.Surrounding;
using Turnpike.Values;

namespace Turnpike.Gate.Judging;

/// <summary>
/// What rules may ask about the estate, after the change and before it, when something of one scope is judged. Answers are
/// made once and shared by all rules and threads.
/// </summary>
internal sealed class EstateHost
{
    private readonly ResourceViews _views;
    private readonly ReadLog? _log;
    private readonly Func<ResourceId, bool>? _isWhole;

    /// <param name="log">Told what is read of the estate around; null where nothing is.</param>
    /// <param name="isWhole">As <see cref="Surroundings.IsWhole"/> has it.</param>
    public EstateHost(ResourceViews views, string scope, ReadLog? log = null, Func<ResourceId, bool>? isWhole = null)
    {
        _isWhole = isWhole;
        _views = views;
        _log = log;
        After = new EstateSide(views.Overlay.After, resource => views.After(resource).Attributes, scope, log?.After, isWhole);
        Before = new EstateSide(views.Overlay.Before, resource => views.Before(resource).Attributes, scope, log?.Before, isWhole);
    }

    private EstateHost(EstateHost host)
    {
        _views = host._views;
        _log = host._log;
        _isWhole = host._isWhole;
        After = host.Before;
        Before = host.Before;
    }

    public EstateSide After { get; }

    public EstateSide Before { get; }

    /// <summary>For judging what was: "after" is then the estate before the change too.</summary>
    public EstateHost AsBefore() => new(this);

    /// <summary>For judging something of another scope.</summary>
    public EstateHost In(string scope) => new(_views, scope, _log, _isWhole);
}

/// <summary>
/// The estate at one moment, in the words of rules. Resources of the scope that is judged go by their address, those of
/// others by scope and address (<c>network//aws_vpc.main</c>): rules hand back what they were given.
/// </summary>
internal sealed class EstateSide(EstateModel estate, Func<Resource, Value> attributes, string scope, ReadSide? log, Func<ResourceId, bool>? isWhole)
{
    /// <summary>Stands between the question and the reason in the name of an open answer.</summary>
    public const string Because = ": ";

    private const string ScopeEnd = "//";
    private const string NotRead = "not all of the estate was read";

    private readonly ConcurrentDictionary<Resource, Value> _objects = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<string, Value> _byType = new();

    public Value Resources(string type) => _byType.GetOrAdd(type, static (type, side) => side.Answer(side.Model.Resources(type), $"resources of type {type}", side.IsPartial), this);

    public Value? Find(string address)
    {
        var found = Locate(address);
        log?.Answered(scope, address, found is null ? [] : [found]);
        return found is not null ? Object(found)
            : isWhole is not null && address.Contains(ScopeEnd, StringComparison.Ordinal) ? new UnknownValue($"resource {address}" + Because + NotRead, UnknownOrigin.Deferred)
            : null;
    }

    public Value Refs(string address, ValuePath path) =>
        Locate(address) is { } resource ? Answer(Model.Refs(resource, path), $"what {address} refers to at {path}", IsOpen(resource)) : SetValue.Empty;

    public Value Referrers(string address, string type) =>
        Locate(address) is { } resource ? Answer(Model.Referrers(resource, type), $"resources of type {type} that refer to {address}", IsOpen(resource)) : SetValue.Empty;

    private bool IsPartial => isWhole is not null;

    private EstateModel Model => estate;

    private Resource? Locate(string address)
    {
        if (ResourceAddress.TryParse(address) is { } own && Model.Find(new ResourceId(new EstateScope(scope), own)) is { } near)
        {
            return near;
        }

        // Scopes hold slashes too, and so do keys of instances: each pair may be the end of the scope.
        for (var at = address.IndexOf(ScopeEnd, StringComparison.Ordinal); at >= 0; at = address.IndexOf(ScopeEnd, at + 1, StringComparison.Ordinal))
        {
            if (ResourceAddress.TryParse(address[(at + ScopeEnd.Length)..]) is { } other && Model.Find(new ResourceId(new EstateScope(address[..at]), other)) is { } far)
            {
                return far;
            }
        }

        return null;
    }

    private Value Object(Resource resource) => _objects.GetOrAdd(
        resource,
        static (r, side) => ResourceInput.OfResource(r, side.AddressOf(r), side.Attributes(r)),
        this);

    private Value Attributes(Resource resource) => attributes(resource);

    private string AddressOf(Resource resource)
    {
        var own = resource.Id.Scope.ToString();
        return own == scope ? resource.Address.Text : own + ScopeEnd + resource.Address.Text;
    }

    private bool IsOpen(Resource resource) => isWhole is not null && !isWhole(resource.Id);

    private SetValue Answer(Lookup lookup, string question, bool isOpen)
    {
        var builder = new SetBuilder(lookup.Certain.Count);
        foreach (var resource in lookup.Certain)
        {
            builder.Add(Object(resource));
        }

        if (lookup.Possible.Count > 0)
        {
            var cause = new UnknownValue(question + Because + "known only up to the resource block, not to the instance", UnknownOrigin.Reference);
            foreach (var resource in lookup.Possible)
            {
                builder.Add(new PossibleValue(Object(resource), isMany: false, [cause], 1));
            }
        }

        if ((lookup.OpenReason ?? (isOpen ? NotRead : null)) is { } reason)
        {
            var cause = new UnknownValue(question + Because + reason, UnknownOrigin.Deferred);
            var further = new UnknownValue(question, UnknownOrigin.Deferred, isAnonymous: true);
            builder.Add(new PossibleValue(further, isMany: true, [cause], 1));
        }

        log?.Answered(scope, question, lookup.Certain);
        log?.Answered(scope, question + " perhaps", lookup.Possible);
        return builder.ToValue();
    }
}
