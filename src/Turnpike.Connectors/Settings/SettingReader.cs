using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Connectors.Settings;

/// <summary>Reads settings by their declarations. Every fault is told; what is at fault reads as not set.</summary>
public sealed class SettingReader
{
    private const int MaxLength = 4_000;

    private readonly IReadOnlyDictionary<string, ConnectorSetting> _declared;
    private readonly ObjectValue _given;

    public SettingReader(string kind, IReadOnlyList<ConnectorSetting> declared, ObjectValue given)
    {
        _declared = declared.ToDictionary(s => s.Name, StringComparer.Ordinal);
        _given = given;
        foreach (var key in given.Keys)
        {
            if (key is StringValue { Value: var name } && !_declared.ContainsKey(name))
            {
                Faults.Add(SettingDiagnostics.Unknown(kind, name, Nearest(name), _declared.Keys));
            }
        }

        foreach (var setting in declared)
        {
            if (setting.IsRequired && Get(setting.Name) is null)
            {
                Faults.Add(SettingDiagnostics.Missing(kind, setting.Name, setting.Says));
            }
        }
    }

    /// <summary>What is wrong so far.</summary>
    public DiagnosticBag Faults { get; } = new();

    /// <summary>The text given, else the declared default; null where there is neither.</summary>
    public string? Text(string name) => Get(name) switch
    {
        null => _declared[name].Default,
        StringValue { Value.Length: > 0 and <= MaxLength } text => text.Value,
        _ => Wrong(name),
    };

    public IReadOnlyList<string> Texts(string name)
    {
        switch (Get(name))
        {
            case null:
                return [];
            case StringValue { Value.Length: > 0 and <= MaxLength } text:
                // As a command line gives it.
                return text.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            case ArrayValue many when many.Items.ToArray().All(static v => v is StringValue { Value.Length: > 0 }):
                return [.. many.Items.ToArray().Select(static v => ((StringValue)v).Value)];
            default:
                Wrong(name);
                return [];
        }
    }

    public int Number(string name, int least, int most)
    {
        var fallback = int.Parse(_declared[name].Default!, System.Globalization.CultureInfo.InvariantCulture);
        if (Get(name) is not { } value)
        {
            return fallback;
        }

        var number = value is StringValue { Value: var text } && NumberValue.TryParse(text, out var parsed) ? parsed : value as NumberValue;
        if (number is not null && number.TryGetInt32(out var given) && given >= least && given <= most)
        {
            return given;
        }

        Faults.Add(SettingDiagnostics.WrongForm(name, $"a whole number from {least} to {most}"));
        return fallback;
    }

    public bool IsYes(string name) => Get(name) switch
    {
        null => _declared[name].Default == "yes",
        BooleanValue yes => yes.Value,
        StringValue { Value: "yes" or "true" } => true,
        StringValue { Value: "no" or "false" } => false,
        _ => Wrong(name) == "yes",
    };

    public void Refuse(string name, string why, string help) => Faults.Add(SettingDiagnostics.Refused(name, why, help));

    private Value? Get(string name) => _given.Get(name) is { } value and not NullValue ? value : null;

    private string? Wrong(string name)
    {
        Faults.Add(SettingDiagnostics.WrongForm(name, _declared[name].Form switch
        {
            "number" => "a whole number",
            "list of text" => $"a list parted by commas, of at most {MaxLength} characters",
            "yes or no" => "yes or no",
            _ => $"a text of 1 to {MaxLength} characters",
        }));
        return _declared[name].Default;
    }

    private string? Nearest(string name) =>
        _declared.Keys.Select(k => (Key: k, Distance: EditDistance.Between(k, name)))
            .Where(static p => p.Distance <= 2).OrderBy(static p => p.Distance).Select(static p => p.Key).FirstOrDefault();
}
