using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Formats.Withholding;

/// <summary>What tells a kept document from one as its tool wrote it.</summary>
internal static class KeptHeader
{
    public const string Key = "$turnpike";
    public const string Version = "kept";

    /// <summary>
    /// A kept document with its secrets as unknowns and without the header; any other document as it is. Null, with a
    /// diagnostic, if it is of a later version.
    /// </summary>
    public static ObjectValue? Restore(ObjectValue root, SourceText source, int start, DiagnosticBag diagnostics)
    {
        if ((root.Get(Key) as ObjectValue)?.Get(Version) is not NumberValue version)
        {
            return root;
        }

        if (!version.TryGetInt32(out var number) || number != KeptDocument.Version)
        {
            diagnostics.Add(FormatDiagnostics.UnknownKeptVersion(source, new JsonLocator(source, start).Locate(ValuePath.Of(Key, Version)), version.Text));
            return null;
        }

        return (ObjectValue)WithheldJson.Restore(root.Without(Value.Of(Key)));
    }
}
