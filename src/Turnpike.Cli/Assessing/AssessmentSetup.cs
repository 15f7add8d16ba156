using Turnpike.Assessment;
using Turnpike.Assessment.Data;
using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Reports;
using Turnpike.Assessment.Sections;
using Turnpike.Cli.Client;
using Turnpike.Cli.Files;
using Turnpike.Cli.Policies;
using Turnpike.Text;

namespace Turnpike.Cli.Assessing;

/// <summary>What a choice means: the sections, the profile, the assessment to compare with. Every fault at once.</summary>
/// <param name="Sections">Those that were asked for.</param>
internal sealed record AssessmentSetup(IReadOnlyList<ISection> Sections, Profile Profile, AssessmentReport? Against)
{
    /// <exception cref="RefusedException">Something in it is at fault.</exception>
    public static AssessmentSetup Of(AssessChoice choice)
    {
        var faults = new DiagnosticBag();
        var data = new AssessmentData(PackFolder.ReadAssessmentData(faults));
        var all = AllSections.Of(data);
        foreach (var unknown in choice.Only.Where(o => all.All(s => s.Id != o)))
        {
            var nearest = Spelling.Nearest(unknown, all.Select(static s => s.Id));
            faults.Add(CliDiagnostics.Usage($"there is no section {unknown}", nearest is null ? $"There are: {string.Join(", ", all.Select(static s => s.Id))}." : $"Did you mean {nearest}?"));
        }

        var profile = ReadProfile(choice.Profile, new ProfileReader(all, data.Profiles), faults);
        var against = choice.Against is null ? null : ReadEarlier(choice.Against, faults);
        if (faults.HasErrors)
        {
            throw new RefusedException([.. faults]);
        }

        return new AssessmentSetup([.. all.Where(s => choice.Only.Count == 0 || choice.Only.Contains(s.Id))], profile, against);
    }

    private static Profile ReadProfile(string name, ProfileReader reader, DiagnosticBag faults)
    {
        if (reader.Find(name, faults) is { } shipped)
        {
            return shipped;
        }

        if (!File.Exists(name))
        {
            faults.Add(CliDiagnostics.Usage($"there is no profile {name}, nor a file of that name", $"Profiles that come with Turnpike: {string.Join(", ", reader.Names)}."));
            return Profile.Empty;
        }

        return TextFolder.ReadFile(name, name, faults) is { } file ? reader.Read(file, faults) : Profile.Empty;
    }

    private static AssessmentReport? ReadEarlier(string path, DiagnosticBag faults)
    {
        if (TextFolder.ReadFile(path, path, faults) is { } file)
        {
            if (AssessmentJson.Read(file.Utf8.Span) is { } earlier)
            {
                return earlier;
            }

            faults.Add(CliDiagnostics.Usage($"{path} is no assessment of this version", "Give what `turnpike assess --format json` wrote."));
        }

        return null;
    }
}
