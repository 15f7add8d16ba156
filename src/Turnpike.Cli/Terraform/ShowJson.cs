using System.Text.Encodings.Web;
using System.Text.Json;
using Turnpike.Formats.TerraformCode;
using Turnpike.Hcl.Terraform;
using Turnpike.Hcl.Terraform.Addresses;
using Turnpike.Hcl.Terraform.Expansion;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Cli.Terraform;

/// <summary>Expanded resources for programs; docs/formats/terraform-show.md describes it.</summary>
internal static class ShowJson
{
    private const int Schema = 1;
    private const int FlushAt = 1 << 16;

    public static void Write(ExpandedRoot root, AddressFilter wanted, DiagnosticBag diagnostics, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", Schema);
            json.WriteString("folder", root.Folder);
            json.WriteString("workspace", root.Workspace);
            json.WriteBoolean("complete", root.IsComplete);
            json.WriteStartArray("resources");
            foreach (var instance in root.Instances.Where(i => wanted.Takes(i.Address)))
            {
                Write(json, instance);
                if (json.BytesPending > FlushAt)
                {
                    json.Flush();
                }
            }

            json.WriteEndArray();
            WriteOutputs(json, root);
            WriteDiagnostics(json, diagnostics);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, ResourceInstance instance)
    {
        var address = instance.Address;
        json.WriteStartObject();
        json.WriteString("address", address.Text);
        json.WriteString("mode", address.Mode switch { TerraformMode.Data => "data", TerraformMode.Ephemeral => "ephemeral", _ => "managed" });
        json.WriteString("type", address.Type);
        json.WriteString("name", address.Name);
        if (address.Key is { } key)
        {
            json.WritePropertyName("index");
            JsonText.WriteRedacted(json, key is UnknownValue ? Value.Null : key);
            json.WriteBoolean("index_unknown", key is UnknownValue);
        }

        json.WriteString("module", address.Module.Text);
        json.WriteString("provider", instance.Provider);
        WritePlace(json, "source", instance.Declaration);
        json.WriteStartArray("module_calls");
        foreach (var call in instance.Calls)
        {
            WritePlace(json, null, call);
        }

        json.WriteEndArray();
        json.WritePropertyName("values");
        JsonText.WriteRedacted(json, instance.Value);
        WriteUnknowns(json, instance.Value, address.Text);
        json.WriteStartArray("references");
        foreach (var reference in instance.References)
        {
            json.WriteStartObject();
            json.WriteString("path", reference.Path.ToString());
            json.WriteString("address", reference.Target.Text);
            json.WriteString("attribute", reference.TargetPath.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOutputs(Utf8JsonWriter json, ExpandedRoot root)
    {
        json.WriteStartArray("outputs");
        foreach (var output in root.Outputs)
        {
            json.WriteStartObject();
            json.WriteString("name", output.Name);
            json.WriteBoolean("sensitive", output.IsSensitive);
            WritePlace(json, "source", output.Declaration);
            json.WritePropertyName("value");
            JsonText.WriteRedacted(json, output.IsSensitive ? output.Value.ToSensitive() : output.Value);
            WriteUnknowns(json, output.Value, "output." + output.Name);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteUnknowns(Utf8JsonWriter json, Value value, string own)
    {
        json.WriteStartArray("unknown");
        Walk(value, ValuePath.Root, (path, unknown) =>
        {
            json.WriteStartObject();
            json.WriteString("path", path.ToString());
            json.WriteString("reason", UnknownText.Sentence(unknown, own));
            json.WriteEndObject();
        });
        json.WriteEndArray();
    }

    private static void Walk(Value value, ValuePath path, Action<ValuePath, UnknownValue> visit)
    {
        switch (value)
        {
            case { IsGround: true }:
                break;
            case UnknownValue unknown:
                visit(path, unknown);
                break;
            case ObjectValue obj:
                for (var i = 0; i < obj.Count; i++)
                {
                    Walk(obj.Values[i], path.Append(obj.Keys[i]), visit);
                }

                break;
            case ArrayValue array:
                for (var i = 0; i < array.Count; i++)
                {
                    Walk(array[i], path.Append(i), visit);
                }

                break;
        }
    }

    private static void WriteDiagnostics(Utf8JsonWriter json, DiagnosticBag diagnostics)
    {
        json.WriteStartArray("diagnostics");
        foreach (var diagnostic in diagnostics)
        {
            json.WriteStartObject();
            json.WriteString("severity", Diagnostic.SeverityName(diagnostic.Severity));
            json.WriteString("code", diagnostic.Code);
            json.WriteString("message", diagnostic.Message);
            json.WriteString("help", diagnostic.Help);
            if (diagnostic.Source is { } source)
            {
                WritePlace(json, "source", new SourcePlace(source, diagnostic.Span));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WritePlace(Utf8JsonWriter json, string? name, SourcePlace place)
    {
        if (name is not null)
        {
            json.WritePropertyName(name);
        }

        var position = place.Source.PositionAt(place.Span.Start);
        json.WriteStartObject();
        json.WriteString("file", place.Source.Name);
        json.WriteNumber("line", position.Line);
        json.WriteNumber("column", position.Column);
        json.WriteEndObject();
    }
}
