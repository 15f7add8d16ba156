using Turnpike.Assessment.Results;

namespace Turnpike.Assessment.Profiles;

/// <summary>What is asked of an estate.</summary>
/// <param name="RequiredTags">The tags that each resource shall have.</param>
/// <param name="Thresholds">By the id of a measure.</param>
/// <param name="Settings">Numbers that sections go by, such as after how many days a key is old; see <see cref="Number"/>.</param>
public sealed record Profile(string Name, IReadOnlyList<string> RequiredTags, IReadOnlyDictionary<string, Threshold> Thresholds, IReadOnlyDictionary<string, double> Settings)
{
    /// <summary>Nothing is asked; sections go by their own numbers.</summary>
    public static Profile Empty { get; } = new("none", [], new Dictionary<string, Threshold>(), new Dictionary<string, double>());

    public double Number(string setting, double otherwise) => Settings.GetValueOrDefault(setting, otherwise);
}
