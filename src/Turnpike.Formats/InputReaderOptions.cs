using Turnpike.Estate.Identity;
using Turnpike.Formats.Plain;
using Turnpike.Formats.TerraformCode;
using Turnpike.Values.Json;

namespace Turnpike.Formats;

/// <summary>How to read a file, and what it may cost.</summary>
public sealed record InputReaderOptions
{
    public static InputReaderOptions Default { get; } = new();

    /// <summary>The scope of the identities of what is read (repository and root).</summary>
    public EstateScope Scope { get; init; } = EstateScope.None;

    /// <summary>The user named this very file, so one that is not recognised is an error; inside a folder it is passed over.</summary>
    public bool IsNamed { get; init; } = true;

    /// <summary>
    /// The file lies under the <c>templates</c> folder of a Helm chart (a folder that holds <c>Chart.yaml</c>), so that one
    /// with template actions is passed over even where it happens to be YAML. Of a file that was not named, its path is
    /// enough to think so.
    /// </summary>
    public bool IsInChartTemplates { get; init; }

    /// <summary>The code that plans were made of, for the places of what is in them; null if it is not at hand.</summary>
    public CodeOfPlan? Code { get; init; }

    /// <summary>
    /// Whether a named file that is none of the known formats is read as a plain document, by what its name says. Asked of
    /// such a file alone: the answer may have to wait for rules that are compiled meanwhile.
    /// </summary>
    public Func<bool> TakesPlain { get; init; } = static () => false;

    /// <summary>Reports of scanners are read. Elsewhere they are no input of their own: policies may judge them as plain documents.</summary>
    public bool TakesReports { get; init; }

    /// <summary>Read every file as a plain document in this way, whatever it is.</summary>
    public PlainParser? Parser { get; init; }

    public JsonLimits Json { get; init; } = JsonLimits.Default;

    public YamlLimits Yaml { get; init; } = YamlLimits.Default;
}
