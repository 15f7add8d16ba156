using Turnpike.Formats;
using Turnpike.Formats.Yaml;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Assessment.Data;

/// <summary>What comes as data and not as code: <c>packs/data/assess</c> and <c>packs/data/lifecycle</c>.</summary>
/// <param name="Files">By their names in the repository.</param>
public sealed record AssessmentData(IReadOnlyList<SourceText> Files)
{
    public static AssessmentData None { get; } = new([]);

    /// <summary>The profiles that come with Turnpike, by their names.</summary>
    public IReadOnlyDictionary<string, SourceText> Profiles => Of("assess/profiles").ToDictionary(static f => Path.GetFileNameWithoutExtension(f.Name), StringComparer.Ordinal);

    /// <summary>The object that a file of <c>packs/data</c> holds, such as <c>assess/jobs.yaml</c>; empty where the file did not come.</summary>
    /// <exception cref="InvalidDataException">The installation is broken: what comes with Turnpike is tested.</exception>
    public ObjectValue Read(string name)
    {
        if (Files.FirstOrDefault(f => f.Name.EndsWith("data/" + name, StringComparison.Ordinal)) is not { } file)
        {
            return ObjectValue.Empty;
        }

        var faults = new DiagnosticBag();
        var documents = YamlReader.Read(file, faults, YamlLimits.Default);
        return !faults.HasErrors && documents is [{ Value: ObjectValue content }] ? content : throw new InvalidDataException($"{file.Name} is not what it was made as: {faults.FirstOrDefault()}");
    }

    /// <summary>The files of one folder below <c>packs/data</c>, such as <c>lifecycle</c>.</summary>
    public IEnumerable<SourceText> Of(string folder) => Files.Where(f => f.Name.Contains($"data/{folder}/", StringComparison.Ordinal));
}
