using System.Text.Json;
using Turnpike.Formats.Observation;
using Turnpike.Formats.TerraformCode;
using Turnpike.Formats.Withholding;

namespace Turnpike.Formats.Detection;

/// <summary>
/// Tells what a JSON object is from the keys of its root, looking no further than it must. A document that is cut off or
/// broken further on is still recognised, so that it is reported and not passed over.
/// </summary>
internal static class JsonSniffer
{
    private const int MaxDepth = 10_000;
    private const int MaxKeys = 64;

    /// <param name="json">Starts at the opening brace, or at white space before it.</param>
    public static InputKind? Sniff(ReadOnlySpan<byte> json)
    {
        var keys = new RootKeys();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth, AllowMultipleValues = true });
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            for (var count = 0; count < MaxKeys && keys.Kind is null && reader.Read() && reader.TokenType == JsonTokenType.PropertyName; count++)
            {
                keys.Add(ref reader);
            }

            return keys.Kind ?? keys.AtEnd(isComplete: reader.TokenType == JsonTokenType.EndObject);
        }
        catch (JsonException)
        {
            // The fault is reported with its place by the reader of the format, if there is one.
            return keys.Kind ?? keys.AtEnd(isComplete: false);
        }
    }

    private struct RootKeys
    {
        private bool _formatVersion;
        private bool _version;
        private bool _stateKey;
        private bool _apiVersion;
        private bool _kind;
        private bool _other;

        public InputKind? Kind { get; private set; }

        public void Add(ref Utf8JsonReader reader)
        {
            if (reader.ValueTextEquals("format_version"u8))
            {
                _formatVersion = IsNext(ref reader, JsonTokenType.String);
            }
            else if (reader.ValueTextEquals("version"u8))
            {
                _version = IsNext(ref reader, JsonTokenType.Number);
            }
            else if (reader.ValueTextEquals("apiVersion"u8))
            {
                _apiVersion = IsNext(ref reader, JsonTokenType.String);
            }
            else if (reader.ValueTextEquals(ObservationKeys.Version))
            {
                Kind = InputKind.Observation;
            }
            else if (reader.ValueTextEquals("kind"u8))
            {
                _kind = IsNext(ref reader, JsonTokenType.String);
            }
            else if (reader.ValueTextEquals("terraform_version"u8) || reader.ValueTextEquals("serial"u8) || reader.ValueTextEquals("lineage"u8))
            {
                _stateKey = true;
                Skip(ref reader);
            }
            else if (reader.ValueTextEquals(CodeResult.Key.Value))
            {
                // Not passed over before it is told, so that one that is cut off inside is still recognised.
                reader.Read();
                Kind = InputKind.TerraformCode;
            }
            else
            {
                AddTerraform(ref reader);
            }

            Kind ??= _version && _stateKey ? InputKind.TerraformState : _apiVersion && _kind ? InputKind.Kubernetes : null;
        }

        /// <summary>What the keys make it where none of them decided alone.</summary>
        public readonly InputKind? AtEnd(bool isComplete) => (_formatVersion, isComplete) switch
        {
            // What terraform show -json says where there is no state at all.
            (true, true) => _other ? null : InputKind.TerraformShowState,
            (true, false) => _other ? null : InputKind.TerraformPlan,
            _ => null,
        };

        private void AddTerraform(ref Utf8JsonReader reader)
        {
            if (_formatVersion && IsPlanKey(ref reader))
            {
                Kind = InputKind.TerraformPlan;
            }
            else if (_formatVersion && reader.ValueTextEquals("values"u8))
            {
                Kind = InputKind.TerraformShowState;
            }
            else
            {
                _other |= !reader.ValueTextEquals("variables"u8) && !reader.ValueTextEquals("checks"u8) && !reader.ValueTextEquals("timestamp"u8)
                    && !reader.ValueTextEquals(KeptHeader.Key);
                Skip(ref reader);
            }
        }

        private static bool IsPlanKey(ref Utf8JsonReader reader) =>
            reader.ValueTextEquals("planned_values"u8)
            || reader.ValueTextEquals("resource_changes"u8)
            || reader.ValueTextEquals("resource_drift"u8)
            || reader.ValueTextEquals("output_changes"u8)
            || reader.ValueTextEquals("prior_state"u8)
            || reader.ValueTextEquals("configuration"u8)
            || reader.ValueTextEquals("relevant_attributes"u8)
            || reader.ValueTextEquals("applyable"u8)
            || reader.ValueTextEquals("errored"u8);

        private static bool IsNext(ref Utf8JsonReader reader, JsonTokenType type)
        {
            reader.Read();
            var isType = reader.TokenType == type;
            reader.Skip();
            return isType;
        }

        private static void Skip(ref Utf8JsonReader reader)
        {
            reader.Read();
            reader.Skip();
        }
    }
}
