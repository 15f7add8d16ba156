using Turnpike.Estate;
using Turnpike.Estate.Changes;
using Turnpike.Estate.Identity;
using Turnpike.Estate.Views;
using Turnpike.Gate.Findings;
using Turnpike.Values;

namespace Turnpike.Gate.Judging;

/// <summary>What a finding is about, and how a path of the rule's input leads to a line of the user's file.</summary>
internal abstract class Subject
{
    /// <summary>The resource's address; null for a document and the estate.</summary>
    public abstract ResourceAddress? Address { get; }

    public abstract FindingSubject? Resource { get; }

    public abstract string Scope { get; }

    /// <summary>Where the value at a path came from; null where the subject has no text.</summary>
    protected abstract ValueOrigin? Origin(ValuePath path);

    public SourcePlace? Place(ValuePath path)
    {
        if (Origin(path) is not { } origin)
        {
            return null;
        }

        var source = origin.Document.Source;
        var position = source.PositionAt(origin.Document.Locate(origin.Path).Start);
        return new SourcePlace(source.Name, position.Line, position.Column);
    }
}

/// <summary>One resource change; paths lead into its attributes, after the change if any are left.</summary>
internal sealed class ChangeSubject(ResourceChange change, ResourceViews views) : Subject
{
    private FindingSubject? _resource;

    public ResourceChange Change => change;

    public override ResourceAddress Address => change.Address;

    public override string Scope => change.Id.Scope.ToString();

    public override FindingSubject Resource =>
        _resource ??= new FindingSubject(Scope, change.Address.Text, change.Address.Type, change.Actions.Names, change.Deposed);

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

/// <summary>A whole document, or the resource of which it consists.</summary>
internal sealed class DocumentSubject(ValueOrigin origin, ChangeSubject? resource, string scope) : Subject
{
    public override ResourceAddress? Address => resource?.Address;

    public override FindingSubject? Resource => resource?.Resource;

    public override string Scope => scope;

    public string File => origin.Document.Source.Name;

    protected override ValueOrigin? Origin(ValuePath path) => origin.At(path);
}

/// <summary>The estate as a whole.</summary>
internal sealed class EstateSubject(string scope) : Subject
{
    public override ResourceAddress? Address => null;

    public override FindingSubject? Resource => null;

    public override string Scope => scope;

    protected override ValueOrigin? Origin(ValuePath path) => null;
}
