using Turnpike.Estate;
using Turnpike.Estate.Changes;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.Kubernetes;

/// <summary>A file of Kubernetes objects. A path in it starts with the number of the document, from 0.</summary>
public sealed class KubernetesDocument : InputDocument
{
    private readonly IReadOnlyList<Func<ValuePath, TextSpan>> _locators;
    private readonly Lazy<IReadOnlyList<DocumentView>> _views;

    /// <param name="locators">For each document of the file, how to find the place of a path in it.</param>
    internal KubernetesDocument(SourceText source, IReadOnlyList<Value> documents, IReadOnlyList<Func<ValuePath, TextSpan>> locators, InputReaderOptions options, DiagnosticBag diagnostics)
        : base(source)
    {
        _locators = locators;
        Whole = documents;
        Changes = new ManifestObjects(this, options.Scope, diagnostics).Read(documents);
        _views = new(() => [.. Changes.Select(static change => new DocumentView(change.After!, change.Origin))]);
    }

    /// <summary>The documents of the file as written, lists not taken apart.</summary>
    internal IReadOnlyList<Value> Whole { get; }

    public override InputKind Kind => InputKind.Kubernetes;

    /// <summary>Each object, those in lists one by one, as something to be created.</summary>
    public IReadOnlyList<ResourceChange> Changes { get; }

    /// <summary>The same objects as something that is there.</summary>
    public IReadOnlyList<Resource> Resources => [.. Changes.Select(static change => new Resource
    {
        Id = change.Id,
        Provider = change.Provider,
        Content = change.AfterContent,
        Origin = change.Origin,
    })];

    public override int ResourceCount => Changes.Count;

    public override TextSpan Locate(ValuePath path) =>
        path.Count > 0 && path[0] is NumberValue number && number.TryGetInt32(out var at) && at >= 0 && at < _locators.Count
            ? _locators[at](path.Skip(1))
            : new TextSpan(0, 0);

    public override IReadOnlyList<DocumentView> Documents(bool unknownsAbsent = false) => _views.Value;
}
