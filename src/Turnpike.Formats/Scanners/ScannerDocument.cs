using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.Scanners;

/// <summary>A file of reports. It holds no resources: it speaks of those that others tell of.</summary>
public sealed class ScannerDocument : InputDocument
{
    internal ScannerDocument(SourceText source, IReadOnlyList<ScannerReport> reports)
        : base(source) => Reports = reports;

    public override InputKind Kind => InputKind.ScannerReport;

    public IReadOnlyList<ScannerReport> Reports { get; }

    public override int ResourceCount => 0;

    public override TextSpan Locate(ValuePath path) => new(0, 0);

    /// <summary>None: what tools write may quote secrets.</summary>
    public override IReadOnlyList<DocumentView> Documents(bool unknownsAbsent = false) => [];
}
