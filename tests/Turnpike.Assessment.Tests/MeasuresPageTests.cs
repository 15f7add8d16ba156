using System.Globalization;
using System.Text;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Sections;
using Turnpike.Tests;

namespace Turnpike.Assessment.Tests;

/// <summary>docs/guides/assess-measures.md is written from the sections.</summary>
public class MeasuresPageTests
{
    private static readonly IReadOnlyList<ISection> s_sections = AllSections.Of(EstateYard.Data);

    [Fact]
    public void The_page_lists_every_measure_setting_and_risk()
    {
        var path = Path.Combine(Vectors.RepositoryRoot, "docs/guides/assess-measures.md");
        var expected = Page();
        if (Environment.GetEnvironmentVariable("TURNPIKE_REWRITE") == "1")
        {
            File.WriteAllText(path, expected);
        }

        Assert.Equal(expected, File.ReadAllText(path));
    }

    [Fact]
    public void Sections_measures_settings_and_risks_have_ids_of_their_own()
    {
        Assert.Equal(s_sections.Count, s_sections.Select(static s => s.Id).Distinct().Count());
        Assert.All(s_sections, static s => Assert.All([.. s.Measures.Select(static m => m.Id), .. s.Settings.Select(static t => t.Id)], id => Assert.StartsWith(s.Id + ".", id, StringComparison.Ordinal)));
        Assert.DoesNotContain(s_sections.SelectMany(static s => s.Measures).GroupBy(static m => m.Id), static g => g.Count() > 1);
        Assert.DoesNotContain(s_sections.SelectMany(static s => s.Risks).GroupBy(static r => r.Id), static g => g.Count() > 1);
    }

    private static string Page()
    {
        var page = new StringBuilder(
            """
            # Measures, settings and risks of an assessment

            What a profile may ask something of, by section, with what the profiles that come with Turnpike ask. This page is
            written from the sections by `make golden`; [assess.md](assess.md) says how grades and scores come about.

            """);
        var profiles = new Profiles.ProfileReader(s_sections, EstateYard.Data.Profiles);
        string[] names = ["starter", "standard", "strict"];
        var read = names.Select(n => profiles.Find(n, [])!).ToList();
        foreach (var section in s_sections)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {section.Title} (`{section.Id}`)\n\n| measure | what | better is | {string.Join(" | ", names)} |\n|---|---|---|---|---|---|\n");
            foreach (var measure in section.Measures)
            {
                page.Append(CultureInfo.InvariantCulture, $"| `{measure.Id}` | {measure.Name}{(measure.Unit.Length == 0 ? "" : $", {measure.Unit}")} | {(measure.HigherIsBetter ? "more" : "less")} | {string.Join(" | ", read.Select(p => Of(p.Thresholds.GetValueOrDefault(measure.Id))))} |\n");
            }

            foreach (var setting in section.Settings)
            {
                page.Append(CultureInfo.InvariantCulture, $"\n`{setting.Id}` ({setting.Default}): {setting.Says}\n");
            }

            foreach (var risk in section.Risks)
            {
                page.Append(CultureInfo.InvariantCulture, $"\nRisk `{risk.Id}`, {risk.Prior} with a single one: {risk.Title}. Fed by {string.Join(", ", risk.Kinds.Select(static k => $"`{k}`"))}.\n");
            }
        }

        return page.ToString();
    }

    private static string Of(Threshold? threshold) => threshold is null ? "" : string.Create(CultureInfo.InvariantCulture, $"good {threshold.Good}, fair {threshold.Fair}");
}
