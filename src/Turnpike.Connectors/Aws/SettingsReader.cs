using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Connectors.Aws;

/// <summary>Takes settings by name and form; every fault is told.</summary>
internal sealed class SettingsReader(ObjectValue settings, DiagnosticBag diagnostics)
{
    public string? Text(string name)
    {
        switch (settings.Get(name))
        {
            case null or NullValue or StringValue { Value.Length: 0 }:
                return null;
            case StringValue text:
                return text.Value;
            case var other:
                diagnostics.Add(AwsDiagnostics.BadSetting(name, JsonText.Redacted(other), "text"));
                return null;
        }
    }

    /// <summary>A list, or one text with commas.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        switch (settings.Get(name))
        {
            case null or NullValue:
                return [];
            case StringValue text:
                return text.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            case ArrayValue list when list.Items.ToArray().All(i => i is StringValue):
                return [.. list.Items.ToArray().Select(i => ((StringValue)i).Value)];
            case var other:
                diagnostics.Add(AwsDiagnostics.BadSetting(name, JsonText.Redacted(other), "a list of text"));
                return [];
        }
    }

    public double Number(string name, double otherwise, double least, double most)
    {
        var given = settings.Get(name);
        if (given is null or NullValue)
        {
            return otherwise;
        }

        var number = given is StringValue { Value: var text } && NumberValue.TryParse(text, out var parsed) ? parsed : given as NumberValue;
        if (number?.ToDouble() is { } value && value >= least && value <= most)
        {
            return value;
        }

        diagnostics.Add(AwsDiagnostics.BadSetting(name, JsonText.Redacted(given), $"a number from {least} to {most}"));
        return otherwise;
    }

    public void RefuseOthers(IEnumerable<string> known)
    {
        foreach (var key in settings.Keys)
        {
            if (key is not StringValue { Value: var name } || !known.Contains(name))
            {
                diagnostics.Add(AwsDiagnostics.UnknownSetting(JsonText.Redacted(key), known));
            }
        }
    }
}
