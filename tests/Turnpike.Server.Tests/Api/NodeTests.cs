using System.Net;
using System.Net.Http.Json;
using Turnpike.Server.Api;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Api;

public class NodeTests
{
    [Fact]
    public async Task A_node_starts_and_says_that_it_is_ready()
    {
        await using var node = await TestNode.StartAsync();
        var ready = await node.Anonymous.GetAsync("/readyz", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.False(ready.Headers.Contains("Server"));
    }

    [Fact]
    public async Task What_is_not_there_is_a_problem_with_a_trace_id()
    {
        await using var node = await TestNode.StartAsync();
        var answer = await node.Anonymous.GetAsync("/api/v1/nothing", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal(Problem.MediaType, answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<Problem>(ApiJson.Options, TestContext.Current.CancellationToken);
        Assert.Equal("not-found", problem!.Code);
        Assert.Equal(answer.Headers.GetValues("Trace-Id").Single(), problem.TraceId);
    }
}
