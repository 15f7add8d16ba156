using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Turnpike.Bench;

/// <summary>
/// Multiplies a real plan: each copy stands in a module of its own (resource changes, planned values, prior state and
/// configuration alike), with its own names and ids, and its changes take turns through every kind of action.
/// </summary>
internal static partial class PlanGenerator
{
    private const string Marker = "\u0001";

    public static void Write(string sourcePath, string targetPath, long targetBytes)
    {
        var plan = JsonNode.Parse(File.ReadAllBytes(sourcePath))!.AsObject();
        var copies = new PlanParts(plan);
        var perCopy = copies.Size;
        var count = Math.Max(1, (int)(targetBytes / perCopy));
        using var output = new StreamWriter(targetPath, append: false, new UTF8Encoding(false), 1 << 20);
        output.Write("{\"format_version\":\"1.2\",\"terraform_version\":\"1.11.4\"");
        Section(output, ",\"variables\":", plan["variables"]?.ToJsonString() ?? "{}");
        output.Write(",\"planned_values\":{\"root_module\":{\"child_modules\":[");
        Repeat(output, copies.PlannedValues, count);
        output.Write("]}},\"resource_changes\":[");
        RepeatVariants(output, copies.ChangeVariants, count);
        output.Write("],\"prior_state\":{\"format_version\":\"1.0\",\"terraform_version\":\"1.11.4\",\"values\":{\"root_module\":{\"child_modules\":[");
        Repeat(output, copies.PriorState, count);
        output.Write("]}}},\"configuration\":{\"provider_config\":");
        output.Write(plan["configuration"]!["provider_config"]!.ToJsonString());
        output.Write(",\"root_module\":{\"module_calls\":{");
        Repeat(output, copies.ModuleCall, count);
        output.Write("}}},\"timestamp\":\"2026-01-01T00:00:00Z\",\"applyable\":true,\"complete\":true,\"errored\":false}");
    }

    private static void Section(StreamWriter output, string name, string json)
    {
        output.Write(name);
        output.Write(json);
    }

    private static void Repeat(StreamWriter output, string[] template, int count)
    {
        for (var i = 0; i < count; i++)
        {
            WriteCopy(output, template, i);
        }
    }

    private static void RepeatVariants(StreamWriter output, string[][] variants, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
            {
                output.Write(',');
            }

            WriteCopyBody(output, variants[i % variants.Length], i);
        }
    }

    private static void WriteCopy(StreamWriter output, string[] template, int i)
    {
        if (i > 0)
        {
            output.Write(',');
        }

        WriteCopyBody(output, template, i);
    }

    private static void WriteCopyBody(StreamWriter output, string[] template, int i)
    {
        var number = i.ToString("x6", System.Globalization.CultureInfo.InvariantCulture);
        for (var part = 0; part < template.Length; part++)
        {
            if (part > 0)
            {
                output.Write(number);
            }

            output.Write(template[part]);
        }
    }

    /// <summary>The sections of one copy, cut where its number goes.</summary>
    private sealed class PlanParts
    {
        private static readonly string[] s_kinds = ["as-planned", "no-op", "delete", "replace", "create-before-destroy", "forget", "update"];

        public PlanParts(JsonObject plan)
        {
            PlannedValues = Cut(Module(plan["planned_values"]!["root_module"]!["resources"]!.AsArray()));
            PriorState = Cut(Module(plan["prior_state"]?["values"]?["root_module"]?["resources"]?.AsArray() ?? []));
            var configuration = plan["configuration"]!["root_module"]!.DeepClone();
            ModuleCall = Cut($"\"svc_{Marker}\":{{\"source\":\"./service\",\"module\":{configuration.ToJsonString()}}}");
            ChangeVariants = [.. s_kinds.Select(k => Cut(Changes(plan["resource_changes"]!.AsArray(), k)))];
            Size = new[] { PlannedValues, PriorState, ModuleCall, ChangeVariants[0] }.Sum(t => t.Sum(p => p.Length));
        }

        public string[] PlannedValues { get; }

        public string[] PriorState { get; }

        public string[] ModuleCall { get; }

        public string[][] ChangeVariants { get; }

        public long Size { get; }

        private static string Module(JsonArray resources)
        {
            var copy = resources.DeepClone().AsArray();
            foreach (var resource in copy)
            {
                resource!["address"] = $"module.svc_{Marker}.{resource["address"]!.GetValue<string>()}";
            }

            return new JsonObject { ["address"] = $"module.svc_{Marker}", ["resources"] = copy }.ToJsonString();
        }

        private static string Changes(JsonArray changes, string kind)
        {
            var texts = new List<string>();
            foreach (var original in changes)
            {
                var resource = original!.DeepClone().AsObject();
                resource["address"] = $"module.svc_{Marker}.{resource["address"]!.GetValue<string>()}";
                resource["module_address"] = $"module.svc_{Marker}";
                if (resource["mode"]!.GetValue<string>() == "managed")
                {
                    Turn(resource["change"]!.AsObject(), kind);
                }

                texts.Add(resource.ToJsonString());
            }

            return string.Join(",", texts);
        }

        private static void Turn(JsonObject change, string kind)
        {
            var known = change["before"] ?? change["after"];
            string[]? actions = kind switch
            {
                "no-op" => ["no-op"],
                "delete" => ["delete"],
                "forget" => ["forget"],
                "replace" => ["delete", "create"],
                "create-before-destroy" => ["create", "delete"],
                "update" => ["update"],
                _ => null,
            };
            if (actions is null)
            {
                return;
            }

            change["actions"] = new JsonArray([.. actions.Select(a => (JsonNode)a)]);
            change["before"] = known!.DeepClone();
            if (kind is "delete" or "forget")
            {
                change["after"] = null;
                change["after_unknown"] = false;
            }
            else if (kind == "no-op")
            {
                change["after"] = known.DeepClone();
                change["after_unknown"] = new JsonObject();
            }
            else
            {
                change["after"] = (change["after"] ?? known).DeepClone();
            }
        }

        private static string[] Cut(string json)
        {
            var escaped = json.Replace("\\u0001", Marker, StringComparison.Ordinal);
            var named = NamePattern().Replace(escaped, m => m.Value + Marker);
            return IdPattern().Replace(named, m => m.Groups[1].Value + Marker + m.Groups[2].Value[6..]).Split(Marker);
        }
    }

    [GeneratedRegex("(kestrel-parcels|parcels|insights|parcel)(?=-)")]
    private static partial Regex NamePattern();

    [GeneratedRegex("\\b(sg-|sgr-|db-|subnet-|rtb-|igw-)([0-9a-zA-Z]{8,})")]
    private static partial Regex IdPattern();
}
