using Turnpike.Text;

namespace Turnpike.Assessment.Data;

/// <summary>What comes as data and not as code: <c>packs/data/assess</c> and <c>packs/data/lifecycle</c>.</summary>
/// <param name="Files">By their names in the repository.</param>
public sealed record AssessmentData(IReadOnlyList<SourceText> Files)
{
    public static AssessmentData None { get; } = new([]);

    /// <summary>The profiles that come with Turnpike, by their names.</summary>
    public IReadOnlyDictionary<string, SourceText> Profiles => Of("assess/profiles").ToDictionary(static f => Path.GetFileNameWithoutExtension(f.Name), StringComparer.Ordinal);

    /// <summary>The files of one folder below <c>packs/data</c>, such as <c>lifecycle</c>.</summary>
    public IEnumerable<SourceText> Of(string folder) => Files.Where(f => f.Name.Contains($"data/{folder}/", StringComparison.Ordinal));
}
