using System.Text.Json;
using System.Text.Json.Serialization;
using Turnpike.Estate;
using Turnpike.Formats;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Judging;
using Turnpike.Values;

namespace Turnpike.Gate.Places;

/// <summary>
/// Where the resources of a plan and their attributes are written in the code that the plan was made of. Whoever has the code
/// makes it, whoever has only the plan reads it. docs/formats/code-places.md describes it.
/// </summary>
public sealed record CodePlaceMap
{
    /// <summary>The version that is written; others are refused.</summary>
    public const int Version = 1;

    private const int MaxResources = 20_000;
    private const int MaxDepth = 6;
    private const int MaxText = 1_000;

    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 16,
    };

    [JsonPropertyName("places_version")]
    public required int PlacesVersion { get; init; }

    /// <summary>By address.</summary>
    public required SortedDictionary<string, ResourcePlaces> Resources { get; init; }

    /// <summary>Null where the content is no plan, or none of the code given is what it was made of.</summary>
    public static CodePlaceMap? Of(string name, ReadOnlyMemory<byte> plan, IReadOnlyList<PlanCode> code)
    {
        var read = InputReader.Read(name, plan, InputReaderOptions.Default with { Code = new CodeSearch(code) });
        if (read.Document is not TerraformPlanDocument document)
        {
            return null;
        }

        var resources = new SortedDictionary<string, ResourcePlaces>(StringComparer.Ordinal);
        foreach (var change in document.Changes.Where(static c => !c.Actions.IsNoOp).Take(MaxResources))
        {
            var origin = change.Origin.At(change.AfterPath);
            if (PlaceIn(document, origin.Path) is { } declared)
            {
                var attributes = new SortedDictionary<string, CodePlace>(StringComparer.Ordinal);
                Walk(document, origin, ValuePath.Root, change.After ?? change.Before, declared, attributes);
                resources.TryAdd(change.Address.Text, new ResourcePlaces(declared, attributes));
            }
        }

        return resources.Count == 0 ? null : new CodePlaceMap { PlacesVersion = Version, Resources = resources };
    }

    /// <summary>Null, and why, where it is not what <see cref="Write"/> makes.</summary>
    public static CodePlaceMap? Read(ReadOnlySpan<byte> json, out string fault)
    {
        try
        {
            var map = JsonSerializer.Deserialize<CodePlaceMap>(json, s_options);
            fault = map is null ? "expected an object with places_version and resources" : map.Fault();
            return fault.Length == 0 ? map : null;
        }
        catch (JsonException broken)
        {
            fault = $"line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}: expected an object with places_version and resources, each with its place and attributes";
            return null;
        }
    }

    /// <summary>The same map makes the same bytes.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, s_options);

    /// <summary>Findings that point into the plan point into the code, as far as the map knows it.</summary>
    public CheckReport Move(CheckReport report) => report with { Findings = [.. report.Findings.Select(f => f.Resource is { } resource && Find(resource.Address, f.Path) is { } place ? f with { Source = place } : f)] };

    /// <param name="path">As a finding has it; null for the resource.</param>
    public SourcePlace? Find(string address, string? path)
    {
        if (!Resources.TryGetValue(address, out var resource))
        {
            return null;
        }

        for (var at = path; !string.IsNullOrEmpty(at); at = at[..Math.Max(0, at.LastIndexOfAny(['.', '[']))])
        {
            if (resource.Attributes.TryGetValue(at, out var place))
            {
                return place.ToSource();
            }
        }

        return resource.Declared.ToSource();
    }

    private static void Walk(SourceDocument document, ValueOrigin origin, ValuePath path, Value? value, CodePlace above, SortedDictionary<string, CodePlace> found)
    {
        if (path.Count == MaxDepth)
        {
            return;
        }

        var count = value switch { ObjectValue members => members.Count, ArrayValue items => items.Count, _ => 0 };
        for (var i = 0; i < count; i++)
        {
            var (step, inner) = value is ObjectValue members ? (members.Keys[i], members.Values[i]) : (Value.Of((long)i), ((ArrayValue)value!)[i]);
            var below = path.Append(step);
            if (PlaceIn(document, origin.Path.Concat(below)) is { } place)
            {
                if (place != above)
                {
                    found[below.ToString()] = place;
                }

                Walk(document, origin, below, inner, place, found);
            }
        }
    }

    private static CodePlace? PlaceIn(SourceDocument document, ValuePath path)
    {
        var place = document.PlaceOf(path);
        if (ReferenceEquals(place.Source, document.Source))
        {
            return null;
        }

        var position = place.Source.PositionAt(place.Span.Start);
        return new CodePlace(place.Source.Name, position.Line, position.Column);
    }

    private string Fault() =>
        PlacesVersion != Version ? $"places_version is {PlacesVersion}, and {Version} is read here"
        : Resources.Count > MaxResources ? $"{Resources.Count} resources, and {MaxResources} are the most"
        : Resources.Values.Any(static r => r?.Attributes.ContainsValue(null!) ?? true) ? "expected an object with places_version and resources, each with its place and attributes"
        : Resources.Any(static r => r.Key.Length > MaxText || !r.Value.Declared.IsSound || r.Value.Attributes.Any(static a => a.Key.Length > MaxText || !a.Value.IsSound))
            ? $"a place is a file of 1 to {MaxText} visible characters below the repository, with a line and a column from 1"
        : "";
}

/// <param name="Declared">The head of its block.</param>
/// <param name="Attributes">By path, as findings write it: <c>ingress[0].cidr_blocks</c>. What is not written stands at what holds it.</param>
public sealed record ResourcePlaces(CodePlace Declared, SortedDictionary<string, CodePlace> Attributes);

/// <param name="File">From the root of the repository, with slashes.</param>
public sealed record CodePlace(string File, int Line, int Column)
{
    internal bool IsSound => File.Length is > 0 and <= 1_000 && !File.Any(char.IsControl) && File[0] != '/' && !File.Split('/').Contains("..") && Line > 0 && Column > 0;

    internal SourcePlace ToSource() => new(File, Line, Column);
}
