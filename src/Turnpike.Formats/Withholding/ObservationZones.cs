using Turnpike.Formats.Observation;
using Turnpike.Values;

namespace Turnpike.Formats.Withholding;

/// <summary>The zones of an observation.</summary>
internal static class ObservationZones
{
    public static ObjectValue Map(ObjectValue root, ZoneVisit visit) => (ObjectValue)Zones.Members(root, (name, value) => name switch
    {
        ObservationKeys.Version or "provider" or "account" or "region" or "service" => value,
        "coverage" => visit(value, null),
        "resources" => Zones.Items(value, resource => MapResource(resource, visit)),
        _ => Zones.Unheard(value, visit),
    });

    // What could not be read is said by its path; an unknown in its place would be written as one that is withheld.
    private static Value MapResource(Value resource, ZoneVisit visit) => Zones.Members(resource, (name, value) => name switch
    {
        "type" or "id" or "arn" or "name" or "made_by" or "sensitive" or "unknown" => value,
        "attributes" => visit(ObservationMarks.MarkSecrets((ObjectValue)resource), null),
        _ => Zones.Unheard(value, visit),
    });
}
