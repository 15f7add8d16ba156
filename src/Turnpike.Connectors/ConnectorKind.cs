using Turnpike.Connectors.Settings;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Connectors;

/// <summary>A kind of connection: what it takes, and how one is made. The table of all is <see cref="ConnectorKinds"/>.</summary>
/// <param name="Name">Such as <c>aws</c>.</param>
/// <param name="Says">One sentence: what it reads.</param>
/// <param name="Settings">Every setting it takes; none is a secret, only where to find one.</param>
/// <param name="Create">Makes one of settings, whose faults it tells the reader.</param>
public sealed record ConnectorKind(
    string Name,
    string Says,
    IReadOnlyList<ConnectorSetting> Settings,
    Func<SettingReader, ConnectorSurroundings, IConnector?> Create)
{
    /// <summary>Of settings as people write them: a list is parted by commas, yes and no are written so.</summary>
    /// <returns>Null, with every fault told, where they are wrong.</returns>
    public IConnector? Make(IReadOnlyDictionary<string, string> settings, ConnectorSurroundings surroundings, DiagnosticBag diagnostics)
    {
        var values = new ObjectBuilder();
        foreach (var (name, text) in settings.OrderBy(static s => s.Key, StringComparer.Ordinal))
        {
            values.Set(name, Value.Of(text));
        }

        return Make(values.ToValue(), surroundings, diagnostics);
    }

    /// <returns>Null, with every fault told, where they are wrong.</returns>
    public IConnector? Make(ObjectValue settings, ConnectorSurroundings surroundings, DiagnosticBag diagnostics)
    {
        var reader = new SettingReader(Name, Settings, settings);
        var made = Create(reader, surroundings);
        diagnostics.AddRange(reader.Faults);
        return reader.Faults.HasErrors ? null : made;
    }
}

/// <param name="Form">What it looks like: <c>text</c>, <c>number</c>, <c>list of text</c>, <c>yes or no</c>.</param>
public sealed record ConnectorSetting(string Name, string Form, string Says, bool IsRequired = false, string? Default = null);

/// <summary>What a connector uses of the process it runs in.</summary>
/// <param name="Environment">Reads a variable of the environment; null where it is not set.</param>
/// <param name="Home">The folder of the user that the process runs as.</param>
/// <param name="Scratch">A folder for clones and other things that can be made again; kept between syncs.</param>
public sealed record ConnectorSurroundings(TimeProvider Time, Func<string, string?> Environment, string Home, string Scratch);
