using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Sections;
using Turnpike.Inventory.Ownership;

namespace Turnpike.Assessment.Tests.Facts;

public class AssessedEstateTests
{
    // More than are read at once, and more than are held.
    private const int Many = 2_500;

    private const string Balancer = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/shop/1";

    [Fact]
    public async Task However_many_there_are_each_comes_with_its_own_attributes_in_order()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "sqs", [.. Enumerable.Range(0, Many).Select(static i => ("aws_sqs_queue", Id(i), $$$"""{"name":"{{{Name(i)}}}","tags":{"number":"{{{i}}}"}}"""))]);
        var estate = await yard.AssessedAsync();

        var read = new List<(string Name, string? Own, string Tag)>();
        await foreach (var facts in estate.ReadAsync(["aws_sqs_queue"], TestContext.Current.CancellationToken))
        {
            read.Add((facts.Resource.Name, facts.Attributes.Text("name"), facts.Resource.Tags.Single().Value));
        }

        Assert.Equal(Enumerable.Range(0, Many).Select(static i => (Name(i), (string?)Name(i), i.ToString(CultureInfo.InvariantCulture))), read);
        Assert.Equal(Enumerable.Range(0, Many).Select(Id), estate.All.Select(static r => r.Id!));
        Assert.Equal(Id(7), estate.Find(estate.All[7].Key)!.Id);
    }

    [Fact]
    public async Task Of_many_that_fail_all_are_subjects_and_the_first_are_evidence()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "sqs", [.. Enumerable.Range(0, 60).Select(static i => ("aws_sqs_queue", Id(i), """{"tags":{"a":"b"}}"""))]);
        await yard.ObserveAsync("eu-west-1", "rds", [.. Enumerable.Range(0, 60).Select(static i => ("aws_db_instance", Name(i), """{"multi_az":false}"""))]);

        var untagged = Assert.Single((await yard.JudgeAsync(new Tagging(), Profile.Empty with { RequiredTags = ["owner"] })).Lines, static l => l.Kind == "tagging.missing" && l.Subjects[0].Contains("sqs", StringComparison.Ordinal));
        var single = Assert.Single((await yard.JudgeAsync(new SinglePoints())).Lines);

        Assert.Equal((60, Line.MaxEvidence), (untagged.SubjectCount, untagged.Evidence.Count));
        Assert.Equal((60, Line.MaxEvidence), (single.SubjectCount, single.Evidence.Count));
        Assert.Equal(single.Subjects[0], single.Evidence[0].Resource);
    }

    [Fact]
    public async Task What_is_told_of_all_at_once_is_what_each_answers()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "elb",
        [
            ("aws_lb", Balancer, $$$"""{"arn":"{{{Balancer}}}","tags":{"owner":"@acme/payments","env":"PRD"}}"""),
            ("aws_lb_listener", "listener-1", $$$"""{"load_balancer_arn":"{{{Balancer}}}"}"""),
            ("aws_lb_listener", "listener-2", """{"tags":{"tier":"gold"}}"""),
        ]);
        var estate = await yard.AssessedAsync();

        foreach (var (index, resource) in estate.All.Index())
        {
            foreach (var question in Enum.GetValues<OwnershipQuestion>())
            {
                var expected = estate.Ownership.Answer(resource.Joined, question)?.Value;
                Assert.Equal((expected, expected), (estate.Ownership.ValueOf(resource.Joined, question), estate.Ownership.ValueOf(index, question)));
            }
        }

        Assert.Equal([(Balancer, "payments"), ("listener-1", "payments"), ("listener-2", null)], estate.All.OrderBy(static r => r.Id, StringComparer.Ordinal).Select(static r => (r.Id!, r.Owner)));
    }

    private static string Id(int number) => string.Create(CultureInfo.InvariantCulture, $"https://sqs/{number:d5}");

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"queue-{number:d5}");
}
