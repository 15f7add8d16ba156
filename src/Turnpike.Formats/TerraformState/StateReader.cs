using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.TerraformState;

/// <summary>Reads state files.</summary>
internal static class StateReader
{
    private const int Version = 4;

    /// <summary>Null if it is of another version. What is wrong in parts is a diagnostic; the rest is still read.</summary>
    public static TerraformStateDocument? Read(JsonSource json, InputReaderOptions options, DiagnosticBag diagnostics)
    {
        var version = json.Root.Get("version") as NumberValue;
        if (version is not null && version.TryGetInt32(out var number) && number == Version)
        {
            return new TerraformStateDocument(json, options, diagnostics);
        }

        var span = json.Locate(ValuePath.Of("version"));
        var text = version?.Text ?? "";
        diagnostics.Add(version is not null && version < Value.Of(Version)
            ? StateDiagnostics.OldVersion(json.Text, span, text)
            : StateDiagnostics.UnknownVersion(json.Text, span, text));
        return null;
    }
}
