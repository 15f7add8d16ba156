using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Turnpike.Assessment.Data;
using Turnpike.Gate.Rules;
using Turnpike.Governance.Access;
using Turnpike.Server.Api;
using Turnpike.Server.Assessments;
using Turnpike.Tests;
using Turnpike.Text;

namespace Turnpike.Server.Tests.Estate;

/// <summary>Assessments over HTTP, on a real node.</summary>
public class AssessmentEndpointTests
{
    private const string Profile = "profile: standard\nthresholds:\n  hand-made.share: {good: 5, fair: 20}\n";

    [Fact]
    public async Task An_assessment_is_run_kept_and_compared_with_the_one_before()
    {
        await using var node = await StartAsync();
        using var ci = await node.PipelineAsync();
        using var viewer = await node.ClientAsync(Role.Viewer);
        await PushAsync(ci, "i-00000001");
        Assert.Equal(HttpStatusCode.Forbidden, (await viewer.PostAsJsonAsync("api/v1/assessments", new { }, Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await viewer.GetAsync("api/v1/assessments/latest", Cancellation)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ci.PostAsJsonAsync("api/v1/assessments", new { profile = "none" }, Cancellation)).StatusCode);

        var first = await RunAsync(ci, HttpStatusCode.Created);
        node.Clock.Now += TimeSpan.FromHours(1);
        Assert.Equal((first.Id, false), await RunAsync(ci, HttpStatusCode.OK) is var again ? (again.Id, again.IsNew) : default);
        await PushAsync(ci, "i-00000001", "i-00000002");
        var second = await RunAsync(ci, HttpStatusCode.Created);

        var list = (await viewer.GetFromJsonAsync<Page<AssessmentResource>>("api/v1/assessments", ApiJson.Options, Cancellation))!;
        Assert.Equal([(second.Id, 2.0), (first.Id, 1.0)], list.Items.Select(static a => (a.Id, a.Measures["hand-made.count"]!.Value)));
        using var report = JsonDocument.Parse(await viewer.GetStringAsync("api/v1/assessments/latest", Cancellation));
        var measure = report.RootElement.GetProperty("sections").EnumerateArray().SelectMany(static s => s.GetProperty("measures").EnumerateArray()).Single(static m => m.GetProperty("id").GetString() == "hand-made.count");
        Assert.Equal((2, 1, "worse"), (measure.GetProperty("value").GetDouble(), measure.GetProperty("before").GetDouble(), measure.GetProperty("direction").GetString()));
    }

    /// <summary>As people do: connect, read, assess. What the rules have not looked at yet is no pass.</summary>
    [Fact]
    public async Task What_was_read_a_moment_ago_is_judged_before_it_is_assessed()
    {
        const string Rule = """
            # METADATA
            # title: Instances are of the shop
            # description: So that they are found.
            # custom:
            #   id: instance-of-shop
            #   severity: high
            #   scope: resource
            #   resource_types: [aws_instance]
            #   remediation: Tag it.
            package trial.instance_of_shop

            deny contains {"msg": "it is not of the shop"} if not input.after.tags.shop
            """;
        await using var node = await StartAsync(RuleSet.Compile([new RulePack("trial", [SourceText.From("trial.rego", Rule)])]));
        using var ci = await node.PipelineAsync();
        for (var count = 1; count <= 3; count++)
        {
            await PushAsync(ci, [.. Enumerable.Range(1, count).Select(static i => $"i-0000000{i}")]);
            await RunAsync(ci, HttpStatusCode.Created);
            using var report = JsonDocument.Parse(await ci.GetStringAsync("api/v1/assessments/latest", Cancellation));
            Assert.Equal(count, report.RootElement.GetProperty("estate").GetProperty("findings").GetInt32());
        }
    }

    [Theory]
    [InlineData("html", "text/html", "<h1>Assessment of the estate</h1>")]
    [InlineData("markdown", "text/markdown", "# Assessment of the estate")]
    [InlineData("text", "text/plain", "Assessment of 1 resources")]
    [InlineData("json", "application/json", "\"assessment_version\":1")]
    public async Task A_report_is_given_in_the_form_that_is_asked_for(string format, string mediaType, string holds)
    {
        await using var node = await StartAsync();
        using var ci = await node.PipelineAsync();
        await PushAsync(ci, "i-00000001");
        var run = await RunAsync(ci, HttpStatusCode.Created);

        using var byName = await ci.GetAsync($"api/v1/assessments/{run.Id}?format={format}", Cancellation);
        using var asked = new HttpRequestMessage(HttpMethod.Get, $"api/v1/assessments/{run.Id}");
        asked.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(mediaType));
        using var byAccept = await ci.SendAsync(asked, Cancellation);

        Assert.Equal((mediaType, mediaType), (byName.Content.Headers.ContentType!.MediaType, byAccept.Content.Headers.ContentType!.MediaType));
        Assert.Contains(holds, await byName.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.Equal(format == "html", byName.Headers.TryGetValues("Content-Security-Policy", out var policy) && policy.Single().Contains("style-src 'sha256-", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.BadRequest, (await ci.GetAsync($"api/v1/assessments/{run.Id}?format=pdf", Cancellation)).StatusCode);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Task<TestNode> StartAsync(RuleSet? rules = null) => TestNode.StartAsync(policies: rules, assessment: new AssessmentData([SourceText.From("packs/data/assess/profiles/standard.yaml", Profile)]));

    private static async Task<AssessmentResource> RunAsync(HttpClient client, HttpStatusCode expected)
    {
        using var answer = await client.PostAsJsonAsync("api/v1/assessments", new { profile = "standard" }, Cancellation);
        Assert.Equal(expected, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<AssessmentResource>(ApiJson.Options, Cancellation))!;
    }

    private static async Task PushAsync(HttpClient client, params string[] instances)
    {
        var resources = string.Join(',', instances.Select(static i => $$$"""{"type":"aws_instance","id":"{{{i}}}","attributes":{"instance_type":"t3.micro"}}"""));
        var document = $$"""{"observation_version":1,"provider":"aws","account":"123456789012","region":"eu-west-1","service":"ec2","coverage":[{"what":"ec2:DescribeInstances","status":"read","types":["aws_instance"]}],"resources":[{{resources}}]}""";
        using var body = new StringContent(document, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var answer = await client.PostAsync("api/v1/sources?scope=aws/123456789012&name=eu-west-1/ec2", body, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
