using Turnpike.Estate;
using Turnpike.Estate.Identity;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Formats.Observation;

/// <summary>Reads the parts of an observation. What is wrong in one is said, and the rest is still read.</summary>
internal sealed class ObservationReader(ObservationDocument document, JsonSource json, EstateScope scope, DiagnosticBag diagnostics)
{
    private const int MaxText = 2_048;

    /// <summary>Null if it is of another version or of a cloud that is not known.</summary>
    public static ObservationDocument? Read(JsonSource json, InputReaderOptions options, DiagnosticBag diagnostics)
    {
        if (json.Root.Get(ObservationKeys.Version) is not NumberValue version || !version.TryGetInt32(out var number) || number != ObservationDocument.Version)
        {
            diagnostics.Add(ObservationDiagnostics.UnknownVersion(json.Text, json.Locate(ValuePath.Of(ObservationKeys.Version)), json.Root.Get(ObservationKeys.Version)?.ToString() ?? ""));
            return null;
        }

        if (json.Root.Get("provider") is StringValue { Value: var provider } && ObservedProvider.AddressOf(provider) is not null)
        {
            return new ObservationDocument(json, provider, options, diagnostics);
        }

        diagnostics.Add(ObservationDiagnostics.UnknownProvider(json.Text, json.Locate(ValuePath.Of("provider")), json.Root.Get("provider")?.ToString() ?? "nothing"));
        return null;
    }

    /// <summary>A text of the root; empty, with a diagnostic, where there is none.</summary>
    public string Text(string key)
    {
        if (json.Root.TextAt(key) is { } text)
        {
            return text;
        }

        WrongShape(ValuePath.Of(key), "a text");
        return "";
    }

    public List<Coverage> ReadCoverage()
    {
        var all = new List<Coverage>();
        foreach (var (item, path) in Items("coverage"))
        {
            if (item is not ObjectValue coverage || coverage.TextAt("what") is not { } what || coverage.TextAt("status") is not { } status || coverage.Get("types") is not ArrayValue)
            {
                WrongShape(path, "an object with what, status and types");
                continue;
            }

            if (CoverageNames.OfText(status) is not { } known)
            {
                // What a later version may say of it, it does not say that all was read.
                diagnostics.Add(ObservationDiagnostics.UnknownStatus(json.Text, json.Locate(path.Append("status")), status));
                known = CoverageStatus.Failed;
            }

            all.Add(new Coverage(what, known, [.. coverage.TextsAt("types")], coverage.TextAt("message")));
        }

        return all;
    }

    public List<Resource> ReadResources()
    {
        var all = new List<Resource>();
        var provider = ObservedProvider.AddressOf(document.Provider)!;
        foreach (var (item, path) in Items("resources"))
        {
            if (item is not ObjectValue resource || resource.TextAt("type") is not { } type || resource.TextAt("id") is not { } id || resource.Get("attributes") is not ObjectValue)
            {
                WrongShape(path, "an object with type, id and attributes");
            }
            else if (!IsType(type) || id.Length is 0 or > MaxText)
            {
                diagnostics.Add(ObservationDiagnostics.BadName(json.Text, json.Locate(path), type));
            }
            else
            {
                CheckPaths(resource, path);
                var address = ResourceAddress.Of(ModulePath.Root, ResourceMode.Managed, type, "observed", Value.Of(id));
                all.Add(new Resource
                {
                    Id = new ResourceId(scope, address),
                    Provider = provider,
                    Content = new LazyValue(new Observed(resource, new ResourceId(scope, address)), static o => ((Observed)o).Attributes()),
                    Origin = new ValueOrigin(document, path.Append("attributes")),
                });
            }
        }

        return all;
    }

    private IEnumerable<(Value Item, ValuePath Path)> Items(string key)
    {
        var path = ValuePath.Of(key);
        if (json.Root.Get(key) is not ArrayValue list)
        {
            WrongShape(path, "a list");
            yield break;
        }

        for (var i = 0; i < list.Count; i++)
        {
            yield return (list[i], path.Append(i));
        }
    }

    private void CheckPaths(ObjectValue resource, ValuePath path)
    {
        foreach (var key in (ReadOnlySpan<string>)["sensitive", "unknown"])
        {
            if (resource.Get(key) is { } paths && (paths is not ArrayValue list || !list.Items.ToArray().All(ObservationMarks.IsPath)))
            {
                WrongShape(path.Append(key), "a list of paths, each a list of keys and places");
            }
        }
    }

    private static bool IsType(string type) => type.Length is > 0 and <= 200 && char.IsAsciiLetterLower(type[0]) && type.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_');

    private void WrongShape(ValuePath path, string expected) =>
        diagnostics.Add(ObservationDiagnostics.WrongShape(json.Text, json.Locate(path), path.ToString(), expected));

    private sealed record Observed(ObjectValue Resource, ResourceId Id)
    {
        public ObjectValue Attributes()
        {
            var attributes = ObservationMarks.Mark(Resource, Id.ToString());
            foreach (var key in (ReadOnlySpan<string>)["id", "arn", "name", "made_by"])
            {
                if (Resource.Get(key) is StringValue or ObjectValue && attributes.Get(key) is null or NullValue)
                {
                    attributes = attributes.With(key, Resource.Get(key)!);
                }
            }

            return attributes;
        }
    }
}
