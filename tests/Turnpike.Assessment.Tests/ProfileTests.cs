using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Sections;
using Turnpike.Tests;
using Turnpike.Text;

namespace Turnpike.Assessment.Tests;

public class ProfileTests
{
    private static readonly ProfileReader s_reader = new(AllSections.Of(EstateYard.Data), EstateYard.Data.Profiles);

    [Theory]
    [InlineData("starter")]
    [InlineData("standard")]
    [InlineData("strict")]
    public void Profiles_that_come_with_Turnpike_are_without_fault(string name)
    {
        var faults = new DiagnosticBag();

        var profile = s_reader.Find(name, faults);

        Assert.Empty(faults);
        Assert.Equal(name, profile!.Name);
        Assert.Contains("hand-made.share", profile.Thresholds.Keys);
    }

    [Fact]
    public void A_profile_changes_what_it_names_and_keeps_the_rest_of_what_it_builds_on()
    {
        var ground = s_reader.Find("standard", [])!;

        var profile = s_reader.Read(SourceText.From("own.yaml", "base: standard\nthresholds:\n  code.managed: {good: 50, fair: 10}\nsettings: {snowflakes.group: 9}\nfail_on: poor\n"), []);

        Assert.Equal(("own", new Threshold(50, 10), 9.0, Grade.Poor), (profile.Name, profile.Thresholds["code.managed"], profile.Settings["snowflakes.group"], profile.FailOn!.Value));
        Assert.Equal(ground.Thresholds["hand-made.share"], profile.Thresholds["hand-made.share"]);
        Assert.Equal(ground.RequiredTags, profile.RequiredTags);
    }

    [Fact]
    public void The_profile_that_the_guide_shows_is_without_fault()
    {
        var guide = File.ReadAllText(Path.Combine(Vectors.RepositoryRoot, "docs/guides/assess.md"));
        var faults = new DiagnosticBag();

        var profile = s_reader.Read(SourceText.From("ours.yaml", guide.Split("```yaml\n")[1].Split("```")[0]), faults);

        Assert.Empty(faults);
        Assert.Equal(("ours", new Threshold(80, 50)), (profile.Name, profile.Thresholds["code.managed"]));
    }

    [Theory]
    [InlineData(Grade.None)]
    [InlineData(Grade.Good, Grade.Good, Grade.Good)]
    [InlineData(Grade.Unknown, Grade.Good, Grade.Unknown)]
    [InlineData(Grade.Fair, Grade.Unknown, Grade.Fair)]
    [InlineData(Grade.Poor, Grade.Fair, Grade.Poor, Grade.Unknown)]
    public void A_section_is_good_only_where_all_that_is_asked_was_measured(Grade expected, params Grade[] measures) =>
        Assert.Equal(expected, new SectionResult("a", "A", "", [.. measures.Select(static g => new Measure("a.b", "", null, "", null, true, new Threshold(1, 0), g)), new Measure("a.c", "", 0, "", null, true, null, Grade.None)], [], [], []).Grade);

    [Theory]
    [InlineData("a: [", "own.yaml:1:")]
    [InlineData("- a\n", "own.yaml:1:1: error ASSES001")]
    [InlineData("bse: standard\n", "own.yaml:1:1: error ASSES002: a profile has no member \"bse\"")]
    [InlineData("base: none\n", "own.yaml:1:1: error ASSES003")]
    [InlineData("thresholds:\n  code.manged: {good: 1, fair: 0}\n", "own.yaml:2:")]
    [InlineData("thresholds:\n  code.managed: 90\n", "own.yaml:2:3: error ASSES005")]
    [InlineData("thresholds:\n  code.managed: {good: 10, fair: 50}\n", "own.yaml:2:3: error ASSES006")]
    [InlineData("settings:\n  snowflakes.grup: 1\n", "own.yaml:2:")]
    [InlineData("settings:\n  snowflakes.group: many\n", "own.yaml:2:3: error ASSES008")]
    [InlineData("fail_on: bad\n", "own.yaml:1:1: error ASSES009")]
    [InlineData("profile: [a]\n", "own.yaml:1:1: error ASSES010")]
    [InlineData("required_tags: owner\n", "own.yaml:1:1: error ASSES011")]
    [InlineData("settings: 3\n", "own.yaml:1:1: error ASSES012")]
    public void Each_fault_is_told_at_its_place(string text, string expected)
    {
        var faults = new DiagnosticBag();

        s_reader.Read(SourceText.From("own.yaml", text), faults);

        Assert.StartsWith(expected, Assert.Single(faults).ToString(), StringComparison.Ordinal);
    }
}
