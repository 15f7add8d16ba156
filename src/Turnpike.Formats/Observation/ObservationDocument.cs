using Turnpike.Estate;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.Observation;

/// <summary>What a cloud showed; docs/formats/observation.md describes the form.</summary>
public sealed class ObservationDocument : InputDocument
{
    public const int Version = 1;

    private readonly JsonSource _json;
    private readonly Lazy<DocumentView> _view;

    internal ObservationDocument(JsonSource json, string provider, InputReaderOptions options, DiagnosticBag diagnostics)
        : base(json.Text)
    {
        _json = json;
        Provider = provider;
        var reader = new ObservationReader(this, json, options.Scope, diagnostics);
        Account = reader.Text("account");
        Region = reader.Text("region");
        Service = reader.Text("service");
        Coverage = reader.ReadCoverage();
        Resources = reader.ReadResources();
        _view = new(() => new DocumentView(ObservationMarks.MarkAll(json.Root), new ValueOrigin(this, ValuePath.Root)));
    }

    internal ObjectValue Root => _json.Root;

    public override InputKind Kind => InputKind.Observation;

    /// <summary>One of <see cref="ObservedProvider"/>.</summary>
    public string Provider { get; }

    public string Account { get; }

    /// <summary>Empty for services without regions.</summary>
    public string Region { get; }

    public string Service { get; }

    public IReadOnlyList<Coverage> Coverage { get; }

    /// <summary>
    /// At <c>TYPE.observed["ID"]</c>. Beside its attributes each has <c>id</c>, and where they are known and no attributes of
    /// it, <c>arn</c>, <c>name</c> and <c>made_by</c>.
    /// </summary>
    public IReadOnlyList<Resource> Resources { get; }

    public override int ResourceCount => Resources.Count;

    /// <summary>UTF-8 JSON: the same bytes for the same part, in whatever order it was read. Secrets stand in it, and their paths beside them.</summary>
    public static byte[] Write(ObservedPart part) => ObservationWriter.Write(part);

    public override TextSpan Locate(ValuePath path) => _json.Locate(path);

    public override IReadOnlyList<DocumentView> Documents(bool unknownsAbsent = false) => [_view.Value];
}
