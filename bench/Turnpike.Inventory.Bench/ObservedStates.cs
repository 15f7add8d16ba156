using System.Globalization;
using Turnpike.Formats;
using Turnpike.Formats.Observation;
using Turnpike.Formats.TerraformState;
using Turnpike.Inventory.Sources;
using Turnpike.Values;

namespace Turnpike.Inventory.Bench;

/// <summary>What a cloud shows of what a state holds, some of it changed by hand.</summary>
internal static class ObservedStates
{
    private const int DriftEvery = 100;

    public static IEnumerable<SourcePush> Of(byte[] state, int scope, int driftEvery = DriftEvery)
    {
        var document = (TerraformStateDocument)InputReader.Read("state", state).Document!;
        var number = 0;
        var resources = new List<ObservedResource>();
        foreach (var resource in document.Resources)
        {
            if (resource.Attributes is ObjectValue attributes && attributes.Get("id") is StringValue id)
            {
                resources.Add(new ObservedResource(resource.Type, id.Value, ++number % driftEvery == 0 ? attributes.With("tags_all", Value.Object(("by", Value.Of("hand")))).With("tags", Value.Object(("by", Value.Of("hand")))) : attributes));
            }
        }

        var account = resources.Select(static r => r.Attributes.Get("arn")).OfType<StringValue>().Select(static a => a.Value.Split(':')).FirstOrDefault(static a => a.Length > 5)?[4] ?? "1";
        var part = new ObservedPart(ObservedProvider.Aws, account, "", "all", [new Formats.Observation.Coverage("all:List", CoverageStatus.Read, [.. resources.Select(static r => r.Type).Distinct()])], resources);
        yield return new SourcePush("aws/" + account, string.Create(CultureInfo.InvariantCulture, $"global/part{scope}"), ObservationDocument.Write(part));
    }
}
