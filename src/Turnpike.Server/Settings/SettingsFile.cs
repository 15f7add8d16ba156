using Turnpike.Formats;
using Turnpike.Formats.Yaml;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Server.Settings;

/// <summary>Reads a file of settings, YAML or JSON, into keys and texts with their places.</summary>
internal static class SettingsFile
{
    private static readonly YamlLimits s_limits = new() { MaxBytes = 1 << 20, MaxDepth = 16, MaxDocuments = 1, MaxAliasedNodes = 10_000 };

    public static IReadOnlyList<GivenSetting> Read(string path, SettingPlace named, DiagnosticBag diagnostics)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(SettingDiagnostics.NoSuchFile(named, path, fault.Message));
            return [];
        }

        // It may hold secrets: no line of it is quoted.
        var source = new SourceText(path, bytes) { IsConfidential = true };
        var faults = new DiagnosticBag();
        var documents = YamlReader.Read(source, faults, s_limits);
        diagnostics.AddRange(faults);
        if (faults.HasErrors || documents is [] or [{ Value: NullValue }])
        {
            return [];
        }

        var file = new FileReading(source, new YamlLocator(source, documents[0].Span, s_limits), diagnostics);
        if (documents[0].Value is ObjectValue root)
        {
            file.Read(root, []);
        }
        else
        {
            diagnostics.Add(SettingDiagnostics.NotAMapping(new SettingPlace(null, source, default)));
        }

        return file.Given;
    }

    private sealed class FileReading(SourceText source, YamlLocator locator, DiagnosticBag diagnostics)
    {
        public List<GivenSetting> Given { get; } = [];

        public void Read(ObjectValue mapping, IReadOnlyList<string> path)
        {
            for (var i = 0; i < mapping.Count; i++)
            {
                IReadOnlyList<string> at = [.. path, ((StringValue)mapping.Keys[i]).Value];
                if (mapping.Values[i] is ObjectValue below && SettingTable.All.Any(s => s.IsBelow(at)))
                {
                    Read(below, at);
                }
                else if (mapping.Values[i] is not NullValue)
                {
                    Add(at, mapping.Values[i]);
                }
            }
        }

        private void Add(IReadOnlyList<string> path, Value value)
        {
            var place = new SettingPlace(null, source, locator.Locate(path.Select(Value.Of)));
            var isList = SettingTable.All.Any(s => s.IsList && s.Match(path) is not null);
            var text = value is ArrayValue list && isList ? string.Join(',', list.Items.ToArray().Select(Text)) : Text(value);
            if (text is null && SettingTable.All.Any(s => s.Match(path) is not null))
            {
                diagnostics.Add(SettingDiagnostics.NotAValue(place, string.Join('.', path)));
                return;
            }

            Given.Add(new GivenSetting(path, text ?? "", place));
        }

        private static string? Text(Value value) => value switch
        {
            StringValue text => text.Value,
            NumberValue number => number.Text,
            BooleanValue boolean => boolean.Value ? "true" : "false",
            _ => null,
        };
    }
}

/// <summary>A setting as somebody gave it.</summary>
internal sealed record GivenSetting(IReadOnlyList<string> Path, string Text, SettingPlace Place)
{
    public string Key => string.Join('.', Path);
}
