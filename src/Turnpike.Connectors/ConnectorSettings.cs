using System.Globalization;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Connectors;

/// <summary>Settings as people write them.</summary>
public static class ConnectorSettings
{
    private const int MaxLength = 4_000;

    /// <summary>As <see cref="ConnectorKind.Create"/> takes them; null where one is missing, unknown or of another form, all faults told.</summary>
    public static ObjectValue? Read(ConnectorKind kind, IReadOnlyDictionary<string, string> texts, DiagnosticBag diagnostics)
    {
        var known = kind.Settings.ToDictionary(static s => s.Name, StringComparer.Ordinal);
        var faults = new DiagnosticBag();
        foreach (var name in texts.Keys.Where(n => !known.ContainsKey(n)).Order(StringComparer.Ordinal))
        {
            faults.Add(ConnectorDiagnostics.UnknownSetting(kind.Name, name, known.Keys));
        }

        var values = new ObjectBuilder();
        foreach (var setting in kind.Settings)
        {
            var text = texts.GetValueOrDefault(setting.Name) ?? setting.Default;
            if (text is null)
            {
                if (setting.IsRequired)
                {
                    faults.Add(ConnectorDiagnostics.MissingSetting(kind.Name, setting.Name, setting.Says));
                }
            }
            else if (text.Length <= MaxLength && ValueOf(setting.Form, text) is { } value)
            {
                values.Set(setting.Name, value);
            }
            else
            {
                faults.Add(ConnectorDiagnostics.WrongSetting(kind.Name, setting.Name, setting.Form));
            }
        }

        diagnostics.AddRange(faults);
        return faults.HasErrors ? null : values.ToValue();
    }

    // A list is parted by commas.
    private static Value? ValueOf(string form, string text) => form switch
    {
        "number" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? Value.Of(number) : null,
        "yes or no" => text switch
        {
            "yes" or "true" => Value.True,
            "no" or "false" => Value.False,
            _ => null,
        },
        "list of text" => ArrayValue.Create([.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(static t => Value.Of(t))]),
        _ => Value.Of(text),
    };
}
