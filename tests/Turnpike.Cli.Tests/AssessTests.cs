using System.Text.Json;
using Turnpike.Tests;

namespace Turnpike.Cli.Tests;

/// <summary>What a real sync of an emulated account and a real state come to, without a server.</summary>
public sealed class AssessTests : IDisposable
{
    private const string Estate = "tests/Turnpike.Cli.Tests/Assessed";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-assess-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_numbers_are_those_of_what_was_put_there()
    {
        var outcome = Command.Run("assess", Estate, "--format", "json");

        Assert.Equal(0, outcome.ExitCode);
        using var report = JsonDocument.Parse(outcome.Output);
        var root = report.RootElement;

        // Seven were made by Terraform, of which some were changed since; one queue was made by hand.
        Assert.Equal(8, root.GetProperty("estate").GetProperty("resources").GetInt32());
        Assert.Equal(1, Measure(root, "hand-made.count"));
        Assert.Equal(87.5, Measure(root, "code.managed"));
        Assert.Equal(0, Measure(root, "code.orphaned"));
        Assert.Equal(root.GetProperty("estate").GetProperty("statuses").GetProperty("drifted").GetInt32(), Lines(root, "code.drift").Sum(static l => l.GetProperty("subject_count").GetInt32()));
        Assert.Contains(Lines(root, "hand-made.group"), static l => l.GetProperty("what").GetString()!.StartsWith("1 aws_sqs_queue in 123456789012", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_a_sync_wrote_brings_what_could_not_be_read()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "aws"));
        File.Copy(Path.Combine(Vectors.RepositoryRoot, Estate, "vpc.observation.json"), Path.Combine(_folder.FullName, "aws", "vpc.json"));
        File.WriteAllText(Path.Combine(_folder.FullName, "coverage.json"), """
            [{"scope":"aws/123456789012","source":"eu-west-1/vpc","file":"aws/vpc.json","coverage":[{"what":"ec2:DescribeVpcs","status":"read","types":["aws_vpc"]}]},
            {"scope":"aws/123456789012","source":"eu-west-1/rds","file":null,"coverage":[{"what":"rds:DescribeDBInstances","status":"denied","types":["aws_db_instance"],"message":"Grant rds:DescribeDBInstances."}]}]
            """);

        using var report = JsonDocument.Parse(Command.Run("assess", _folder.FullName, "--format", "json").Output);

        Assert.Equal(1, report.RootElement.GetProperty("estate").GetProperty("unread_calls").GetInt32());
        Assert.Equal(2, report.RootElement.GetProperty("estate").GetProperty("resources").GetInt32());
    }

    [Fact]
    public void An_earlier_assessment_is_compared_with_and_one_section_may_be_asked_for()
    {
        var earlier = Path.Combine(_folder.FullName, "earlier.json");
        Assert.Equal(0, Command.Run("assess", Estate, "--format", "json", "--output", earlier).ExitCode);

        var outcome = Command.Run("assess", Estate, "--only", "hand-made", "--against", earlier);

        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("as before", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Code coverage", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_measure_beyond_what_is_allowed_fails_and_says_which()
    {
        var profile = Path.Combine(_folder.FullName, "own.yaml");
        File.WriteAllText(profile, "thresholds:\n  hand-made.count: {good: 0, fair: 0}\nfail_on: poor\n");

        var outcome = Command.Run("assess", Estate, "--profile", profile, "--format", "markdown");

        Assert.Equal(1, outcome.ExitCode);
        Assert.Contains("hand-made.count is poor: 1 of 8", outcome.Error, StringComparison.Ordinal);
        Assert.StartsWith("# Assessment of the estate", outcome.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("there is no section hand-maid", "assess", Estate, "--only", "hand-maid")]
    [InlineData("there is no profile lax", "assess", Estate, "--profile", "lax")]
    [InlineData("there is no file or folder nowhere", "assess", "nowhere")]
    [InlineData("is no assessment of this version", "assess", Estate, "--against", "packs/data/joins/aws.json")]
    public void What_is_at_fault_is_told_and_nothing_is_assessed(string expected, params string[] arguments)
    {
        var outcome = Command.Run(arguments);

        Assert.Equal((3, ""), (outcome.ExitCode, outcome.Output));
        Assert.Contains(expected, outcome.Error, StringComparison.Ordinal);
    }

    private static double Measure(JsonElement root, string id) => root.GetProperty("sections").EnumerateArray()
        .SelectMany(static s => s.GetProperty("measures").EnumerateArray()).Single(m => m.GetProperty("id").GetString() == id).GetProperty("value").GetDouble();

    private static IEnumerable<JsonElement> Lines(JsonElement root, string kind) => root.GetProperty("sections").EnumerateArray()
        .SelectMany(static s => s.GetProperty("lines").EnumerateArray()).Where(l => l.GetProperty("kind").GetString() == kind);
}
