using System.Globalization;
using System.Text;
using Turnpike.Formats.TerraformCode;
using Turnpike.Gate.Reports;
using Turnpike.Hcl.Terraform.Addresses;
using Turnpike.Hcl.Terraform.Expansion;
using Turnpike.Values;

namespace Turnpike.Cli.Terraform;

/// <summary>Expanded resources for people: as blocks, unset attributes left out, each unknown with the reason.</summary>
internal sealed class ShowText(bool hasColour)
{
    private const int MaxText = 2_000;
    private const int LineWidth = 110;

    private readonly StringBuilder _text = new();
    private string _own = "";

    public string Write(ExpandedRoot root, AddressFilter wanted)
    {
        var shown = 0;
        foreach (var instance in root.Instances)
        {
            if (wanted.Takes(instance.Address))
            {
                Write(instance);
                shown++;
            }
        }

        foreach (var output in root.Outputs)
        {
            _own = "output." + output.Name;
            Line(0, $"output \"{output.Name}\"");
            _text.Length--;
            _text.Append(" = ");
            Write(output.IsSensitive ? output.Value.ToSensitive() : output.Value, 0);
            _text.Append('\n');
        }

        _text.Append(root.Outputs.Count > 0 ? "\n" : "");
        _text.Append(CultureInfo.InvariantCulture, $"{shown} of {root.Instances.Count} resources, workspace {Printable.Line(root.Workspace)}");
        return _text.Append(root.IsComplete ? "\n" : "; not all of the code is at hand\n").ToString();
    }

    private void Write(ResourceInstance instance)
    {
        var address = instance.Address;
        _own = address.Text;
        Dim(0, $"# {Printable.Line(address.Text)}  {Printable.Line(instance.Declaration.ToString())}");
        foreach (var call in instance.Calls)
        {
            Dim(0, $"#   called at {Printable.Line(call.ToString())}");
        }

        Line(0, $"{Kind(address.Mode)} \"{address.Type}\" \"{address.Name}\" {{");
        if (instance.Value is ObjectValue values)
        {
            WriteMembers(values, 1);
        }
        else
        {
            Line(1, Unknown(instance.Value));
        }

        Line(0, "}");
        _text.Append('\n');
    }

    private static string Kind(TerraformMode mode) => mode switch
    {
        TerraformMode.Data => "data",
        TerraformMode.Ephemeral => "ephemeral",
        _ => "resource",
    };

    private void WriteMembers(ObjectValue values, int depth)
    {
        var decided = new List<string>();
        var width = 0;
        for (var i = 0; i < values.Count; i++)
        {
            width = IsShown(values.Values[i]) ? Math.Max(width, Key(values.Keys[i]).Length) : width;
        }

        for (var i = 0; i < values.Count; i++)
        {
            var (key, value) = (Key(values.Keys[i]), values.Values[i]);
            if (IsOwnUnknown(value))
            {
                decided.Add(key);
            }
            else if (IsShown(value))
            {
                Indent(depth).Append(key.PadRight(width)).Append(" = ");
                Write(value, depth);
                _text.Append('\n');
            }
        }

        if (decided.Count > 0)
        {
            WriteDecided(decided, depth);
        }
    }

    private void WriteDecided(List<string> names, int depth)
    {
        var line = new StringBuilder("# the provider decides: ");
        for (var i = 0; i < names.Count; i++)
        {
            if (line.Length + names[i].Length + (depth * 2) > LineWidth)
            {
                Dim(depth, line.ToString().TrimEnd());
                line.Clear().Append("#   ");
            }

            line.Append(Printable.Line(names[i])).Append(i + 1 < names.Count ? ", " : "");
        }

        Dim(depth, line.ToString());
    }

    private static bool IsShown(Value value) => value is not (NullValue or ArrayValue { Count: 0 } or UnknownValue { Origin: UnknownOrigin.ComputedUnset });

    private bool IsOwnUnknown(Value value) =>
        value is UnknownValue { Origin: UnknownOrigin.ComputedUnset, IsSensitive: false } unknown && unknown.Sources is [var self] && self.Id.StartsWith(_own + "/", StringComparison.Ordinal);

    private static string Key(Value key) => key is StringValue text
        ? text.Value.Length > 0 && text.Value.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? text.Value : JsonText.Revealed(text)
        : JsonText.Revealed(key);

    private void Write(Value value, int depth)
    {
        switch (value)
        {
            case { IsSensitive: true }:
                _text.Append(JsonText.SensitivePlaceholder);
                break;
            case UnknownValue unknown:
                _text.Append(Tint(Unknown(unknown)));
                break;
            case ObjectValue { Count: > 0 } obj:
                _text.Append("{\n");
                WriteMembers(obj, depth + 1);
                Indent(depth).Append('}');
                break;
            case ArrayValue { Count: > 0 } array when array.Items.ToArray().All(static i => i is StringValue or NumberValue or BooleanValue) && Inline(array) is { Length: < 100 } inline:
                _text.Append(inline);
                break;
            case ArrayValue { Count: > 0 } array:
                _text.Append("[\n");
                foreach (var item in array.Items)
                {
                    Indent(depth + 1);
                    Write(item, depth + 1);
                    _text.Append(",\n");
                }

                Indent(depth).Append(']');
                break;
            case StringValue text:
                _text.Append(Printable.Line(JsonText.Revealed(text), MaxText));
                break;
            default:
                _text.Append(JsonText.Redacted(value));
                break;
        }
    }

    private static string Inline(ArrayValue array) => "[" + string.Join(", ", array.Items.ToArray().Select(static i => Printable.Line(JsonText.Redacted(i)))) + "]";

    private string Unknown(Value value) => value is UnknownValue unknown ? $"(unknown: {Printable.Line(UnknownText.Sentence(unknown, _own))})" : JsonText.UnknownPlaceholder;

    private StringBuilder Indent(int depth) => _text.Append(' ', depth * 2);

    private void Line(int depth, string line) => Indent(depth).Append(line).Append('\n');

    private void Dim(int depth, string line) => Line(depth, hasColour ? $"\u001b[2m{line}\u001b[0m" : line);

    private string Tint(string text) => hasColour ? $"\u001b[36m{text}\u001b[0m" : text;
}
