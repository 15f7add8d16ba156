using Turnpike.Text;

namespace Turnpike.Formats;

public enum InputStatus
{
    /// <summary>Recognised and read; <see cref="InputRead.Document"/> is set. There may be warnings.</summary>
    Read,

    /// <summary>None of the formats this reads. For a file that was named this comes with an error.</summary>
    NotRecognised,

    /// <summary>A Helm template: YAML only after rendering.</summary>
    HelmTemplate,

    /// <summary>Recognised, but at fault; the diagnostics hold at least one error.</summary>
    Broken,
}

/// <summary>What came of reading one file.</summary>
/// <param name="Name">As a person calls the file.</param>
/// <param name="Kind">Set where the content was recognised, be it broken or not.</param>
/// <param name="Document">Set where <paramref name="Status"/> is <see cref="InputStatus.Read"/>.</param>
public sealed record InputRead(
    string Name,
    InputStatus Status,
    InputKind? Kind,
    InputDocument? Document,
    IReadOnlyCollection<Diagnostic> Diagnostics);
