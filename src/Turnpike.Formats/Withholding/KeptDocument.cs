using System.Buffers;
using System.Text.Json;
using Turnpike.Formats.Kubernetes;
using Turnpike.Formats.Observation;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Formats.TerraformShow;
using Turnpike.Formats.TerraformState;
using Turnpike.Values;

namespace Turnpike.Formats.Withholding;

/// <summary>
/// A document as it is kept: the same document with a marker in the place of each secret (<see cref="Withheld"/>).
/// <see cref="InputReader"/> reads it like any other, secrets being unknown. docs/formats/kept-document.md describes it.
/// </summary>
public static class KeptDocument
{
    public const int Version = 1;

    // What tells the kind comes first, so that recognising it takes no reading of the rest.
    private static readonly string[] s_leading = ["format_version", "code_result", "version", ObservationKeys.Version, "terraform_version", "apiVersion", "kind"];

    /// <summary>UTF-8 JSON; null for Terraform code and plain documents, which are not kept.</summary>
    /// <param name="key">The installation's key, <see cref="Withheld.KeyBytes"/> bytes.</param>
    public static byte[]? Write(InputDocument document, ReadOnlySpan<byte> key)
    {
        var sweep = new SecretSweep();
        var marked = document switch
        {
            TerraformPlanDocument plan => Twice(plan.Root, new PlanZones(plan.Root).Map, sweep),
            TerraformStateDocument state => Twice(state.Root, StateZones.Map, sweep),
            TerraformShowDocument state => Twice(state.Root, ValuesZones.MapDocument, sweep),
            ObservationDocument observation => Twice(observation.Root, ObservationZones.Map, sweep),
            KubernetesDocument manifests => Twice(AsList(manifests), ManifestZones.Map, sweep),
            _ => null,
        };
        if (marked is null)
        {
            return null;
        }

        var output = new ArrayBufferWriter<byte>(Math.Max(256, document.Source.Length));
        WithheldJson.Write(output, WriteHeader, marked, s_leading, key);
        return output.WrittenSpan.ToArray();
    }

    // What is marked in one place may stand unmarked in another, before it or after it.
    private static ObjectValue Twice(ObjectValue root, Func<ObjectValue, ZoneVisit, ObjectValue> map, SecretSweep sweep)
    {
        var marked = map(root, sweep.Mark);
        return sweep.IsEmpty ? marked : map(marked, sweep.Sweep);
    }

    private static ObjectValue AsList(KubernetesDocument manifests) => Value.Object(
        ("apiVersion", Value.Of("v1")),
        ("kind", Value.Of("List")),
        ("items", ArrayValue.Create([.. manifests.Whole.Where(static d => d is not NullValue)])));

    private static void WriteHeader(Utf8JsonWriter json)
    {
        json.WriteStartObject(KeptHeader.Key);
        json.WriteNumber(KeptHeader.Version, Version);
        json.WriteEndObject();
    }
}
