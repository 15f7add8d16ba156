using Turnpike.Estate;
using Turnpike.Estate.Changes;
using Turnpike.Estate.Identity;
using Turnpike.Estate.Views;
using Turnpike.Gate.Findings;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Judging;

/// <summary>What a finding is about, and how a path of the rule's input leads to a line of the user's file.</summary>
internal abstract class Subject
{
    /// <summary>The resource's address; null for a document and the estate.</summary>
    public abstract ResourceAddress? Address { get; }

    public abstract FindingSubject? Resource { get; }

    public abstract string Scope { get; }

    /// <summary>Whether there will be any such resource at all is not known.</summary>
    public bool IsOpen => Address is { } address && IsUnknown(address);

    /// <summary>The part of the subject that a path leads into, where that is a subject of its own.</summary>
    public virtual Subject Narrow(ValuePath path) => this;

    /// <summary>The subject's attributes, where it is one resource: after a change first.</summary>
    public virtual IEnumerable<Value> Attributes => [];

    /// <summary>Where the value at a path came from; null where the subject has no text.</summary>
    protected abstract ValueOrigin? Origin(ValuePath path);

    protected static ValueOrigin? OriginOf(Subject other, ValuePath path) => other.Origin(path);

    public (SourcePlace? Place, IReadOnlyList<ModuleCallPlace> Calls) Place(ValuePath path)
    {
        if (Origin(path) is not { } origin)
        {
            return (null, []);
        }

        var place = origin.Document.PlaceOf(origin.Path);
        return (At(place.Source, place.Start), [.. place.Calls.Select(static c => new ModuleCallPlace(c.Module, At(c.Source, c.Start)))]);
    }

    private static bool IsUnknown(ResourceAddress address)
    {
        for (var module = address.Module; module is not null; module = module.Parent)
        {
            if (module.Key is UnknownValue)
            {
                return true;
            }
        }

        return address.Index is UnknownValue;
    }

    private static SourcePlace At(SourceText source, TextPosition start) => new(source.Name, start.Line, start.Column);
}

/// <summary>One resource change; paths lead into its attributes, after the change if any are left.</summary>
internal sealed class ChangeSubject(ResourceChange change, ResourceViews views) : Subject
{
    private FindingSubject? _resource;

    public ResourceChange Change => change;

    public override ResourceAddress Address => change.Address;

    public override string Scope => change.Id.Scope.ToString();

    public override FindingSubject Resource => _resource ??= Of(change);

    public static FindingSubject Of(ResourceChange change) =>
        new(change.Id.Scope.ToString(), change.Address.Text, change.Address.Type, change.Actions.Names, change.Deposed);

    public override IEnumerable<Value> Attributes => [change.After ?? Value.Null, change.Before ?? Value.Null];

    protected override ValueOrigin? Origin(ValuePath path)
    {
        if (path.Count == 0)
        {
            return change.Origin;
        }

        var view = views.After(change) ?? views.Before(change);
        return view?.Trace(path).Place ?? change.Origin;
    }
}

/// <summary>A resource of which nothing is planned; paths lead into its attributes as they will be.</summary>
internal sealed class StandingSubject(Resource resource, ResourceViews views) : Subject
{
    private FindingSubject? _resource;

    public override ResourceAddress Address => resource.Address;

    public override string Scope { get; } = resource.Id.Scope.ToString();

    public override FindingSubject Resource => _resource ??= new FindingSubject(Scope, resource.Address.Text, resource.Type, [], resource.Deposed);

    public override IEnumerable<Value> Attributes => [resource.Attributes];

    protected override ValueOrigin? Origin(ValuePath path) => path.Count == 0 ? resource.Origin : views.After(resource).Trace(path).Place;
}

/// <summary>A whole document; a manifest's is one resource, and a path into a plan's changes leads to one.</summary>
internal sealed class DocumentSubject(ValueOrigin origin, ChangePlaces changes, string scope) : Subject
{
    private readonly ChangeSubject? _resource = changes.At(origin);

    public override ResourceAddress? Address => _resource?.Address;

    public override FindingSubject? Resource => _resource?.Resource;

    public override string Scope => scope;

    public string File => origin.Document.Source.Name;

    public override Subject Narrow(ValuePath path) =>
        _resource is null && path.Count >= 2 && changes.At(origin.At(path.Take(2))) is { } change ? new PartSubject(this, change) : this;

    protected override ValueOrigin? Origin(ValuePath path) => origin.At(path);

    private sealed class PartSubject(DocumentSubject document, ChangeSubject change) : Subject
    {
        public override ResourceAddress Address => change.Address;

        public override FindingSubject Resource => change.Resource;

        public override string Scope => change.Scope;

        protected override ValueOrigin? Origin(ValuePath path) => document.Origin(path);
    }
}

/// <summary>All documents as one: a path leads to the document whose number it starts with, and into its contents.</summary>
internal sealed class CombinedSubject(IReadOnlyList<DocumentSubject> documents, string scope) : Subject
{
    private const int StepsToContents = 2;

    public override ResourceAddress? Address => null;

    public override FindingSubject? Resource => null;

    public override string Scope => scope;

    public override Subject Narrow(ValuePath path) =>
        path.Count > 0 && path[0] is NumberValue number && number.TryGetInt32(out var at) && at >= 0 && at < documents.Count
            ? new PartSubject(documents[at].Narrow(path.Skip(Math.Min(StepsToContents, path.Count))))
            : this;

    protected override ValueOrigin? Origin(ValuePath path) => null;

    private sealed class PartSubject(Subject document) : Subject
    {
        public override ResourceAddress? Address => document.Address;

        public override FindingSubject? Resource => document.Resource;

        public override string Scope => document.Scope;

        protected override ValueOrigin? Origin(ValuePath path) => OriginOf(document, path.Skip(Math.Min(StepsToContents, path.Count)));
    }
}

/// <summary>Finds the change that stands at a place of a document.</summary>
internal sealed class ChangePlaces(IReadOnlyList<ResourceChange> changes, ResourceViews views)
{
    private readonly Lazy<Dictionary<ValueOrigin, ResourceChange>> _byPlace = new(() =>
    {
        var byPlace = new Dictionary<ValueOrigin, ResourceChange>(changes.Count);
        foreach (var change in changes)
        {
            byPlace.TryAdd(change.Origin, change);
        }

        return byPlace;
    });

    public ChangeSubject? At(ValueOrigin place) => _byPlace.Value.TryGetValue(place, out var change) ? new ChangeSubject(change, views) : null;
}

/// <summary>The estate as a whole.</summary>
internal sealed class EstateSubject(string scope) : Subject
{
    public override ResourceAddress? Address => null;

    public override FindingSubject? Resource => null;

    public override string Scope => scope;

    protected override ValueOrigin? Origin(ValuePath path) => null;
}
