using System.Collections.Concurrent;
using Turnpike.Estate;
using Turnpike.Estate.Identity;
using Turnpike.Estate.Views;
using Turnpike.Values;

namespace Turnpike.Gate.Judging;

/// <summary>
/// What rules may ask about the estate, after the change and before it. Answers are made once and shared by all rules
/// and threads.
/// </summary>
internal sealed class EstateHost
{
    public EstateHost(ResourceViews views, string scope)
    {
        After = new EstateSide(views.Overlay.After, resource => views.After(resource).Attributes, scope);
        Before = new EstateSide(views.Overlay.Before, resource => views.Before(resource).Attributes, scope);
    }

    private EstateHost(EstateSide before)
    {
        After = before;
        Before = before;
    }

    public EstateSide After { get; }

    public EstateSide Before { get; }

    /// <summary>For judging what was: "after" is then the estate before the change too.</summary>
    public EstateHost AsBefore() => new(Before);
}

/// <summary>The estate at one moment, in the words of rules.</summary>
internal sealed class EstateSide(EstateModel estate, Func<Resource, Value> attributes, string scope)
{
    /// <summary>Stands between the question and the reason in the name of an open answer.</summary>
    public const string Because = ": ";

    private readonly ConcurrentDictionary<Resource, Value> _objects = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<string, Value> _byType = new();

    public Value Resources(string type) => _byType.GetOrAdd(type, static (type, side) => side.Answer(side.Model.Resources(type), $"resources of type {type}"), this);

    public Value? Find(string address) => Locate(address) is { } resource ? Object(resource) : null;

    public Value Refs(string address, ValuePath path) =>
        Locate(address) is { } resource ? Answer(Model.Refs(resource, path), $"what {address} refers to at {path}") : SetValue.Empty;

    public Value Referrers(string address, string type) =>
        Locate(address) is { } resource ? Answer(Model.Referrers(resource, type), $"resources of type {type} that refer to {address}") : SetValue.Empty;

    private EstateModel Model => estate;

    private Resource? Locate(string address) =>
        ResourceAddress.TryParse(address) is { } parsed ? Model.Find(new ResourceId(new EstateScope(scope), parsed)) : null;

    private Value Object(Resource resource) => _objects.GetOrAdd(resource, static (r, read) => ResourceInput.OfResource(r, read(r)), attributes);

    private SetValue Answer(Lookup lookup, string question)
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

        if (lookup.OpenReason is { } reason)
        {
            var cause = new UnknownValue(question + Because + reason, UnknownOrigin.Deferred);
            var further = new UnknownValue(question, UnknownOrigin.Deferred, isAnonymous: true);
            builder.Add(new PossibleValue(further, isMany: true, [cause], 1));
        }

        return builder.ToValue();
    }
}
