using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Turnpike.Server.Access;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Access;

public class AccessTableTests
{
    [Fact]
    public async Task Every_endpoint_says_exactly_once_who_may_call_it()
    {
        await using var node = await TestNode.StartAsync();
        var endpoints = node.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>().ToList();
        Assert.NotEmpty(endpoints);
        Assert.Empty(endpoints.Where(e => e.Metadata.GetOrderedMetadata<EndpointAccess>().Count != 1).Select(e => e.DisplayName));
    }
}
