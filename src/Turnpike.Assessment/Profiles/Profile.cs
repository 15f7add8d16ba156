using Turnpike.Assessment.Results;

namespace Turnpike.Assessment.Profiles;

/// <summary>What is asked of an estate.</summary>
/// <param name="RequiredTags">The tags that each resource shall have.</param>
/// <param name="Thresholds">By the id of a measure.</param>
/// <param name="Settings">Numbers that sections go by, by the id of the setting.</param>
/// <param name="FailOn">The command fails where a measure has this grade or a worse one; null for never.</param>
public sealed record Profile(string Name, IReadOnlyList<string> RequiredTags, IReadOnlyDictionary<string, Threshold> Thresholds, IReadOnlyDictionary<string, double> Settings, Grade? FailOn = null)
{
    /// <summary>The profile that is taken where nobody names one.</summary>
    public const string DefaultName = "standard";

    /// <summary>Nothing is asked; sections go by their own numbers.</summary>
    public static Profile Empty { get; } = new("none", [], new Dictionary<string, Threshold>(), new Dictionary<string, double>());

    public double Number(SettingForm setting) => Settings.GetValueOrDefault(setting.Id, setting.Default);
}

/// <summary>A number that a section goes by, such as after how many days a key is old.</summary>
/// <param name="Id">Stable: the section, a dot, a name.</param>
public sealed record SettingForm(string Id, string Says, double Default);
