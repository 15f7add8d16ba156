using Turnpike.Assessment.Sections;

namespace Turnpike.Assessment.Tests.Sections;

public class SprawlTests
{
    [Fact]
    public async Task A_job_that_two_tools_do_is_told_with_an_example_of_each()
    {
        await using var yard = new EstateYard();
        await yard.ObserveAsync("eu-west-1", "rds",
        [
            ("aws_db_instance", "a", """{"engine":"postgres"}"""),
            ("aws_db_instance", "b", """{"engine":"postgres"}"""),
            ("aws_db_instance", "c", """{"engine":"mysql"}"""),
        ]);
        await yard.PushAsync("kubernetes/prod", "apps/v1/deployments", $$"""
            {"apiVersion":"v1","kind":"List","items":[
            {{Deployment("logs", "registry.example.com:5000/mirror/fluent/fluent-bit:2.1@sha256:00")}},
            {{Deployment("more", "grafana/promtail:2.9")}},
            {{Deployment("mine", "registry.example.com/traefik-dashboard:1")}},
            {{Deployment("cache", "redis:7")}}]}
            """);

        var result = await yard.JudgeAsync(new Sprawl(EstateYard.Data));

        Assert.Equal(
            ["collecting logs: Fluent Bit (1) and Promtail (1)", "relational databases: PostgreSQL (2) and MySQL (1)"],
            result.Lines.Select(static l => l.What).Order(StringComparer.Ordinal));
        Assert.Equal(2, Assert.Single(result.Measures).Value);
        Assert.Contains(result.Lines.SelectMany(static l => l.Evidence), static e => e is { Path: "engine", Value: "mysql" });
        Assert.DoesNotContain(result.Tables[0].Rows, static r => r[1].Contains("Traefik", StringComparison.Ordinal));
        Assert.Contains(result.Tables[0].Rows, static r => r[1] == "Redis (1)");
    }

    private static string Deployment(string name, string image) =>
        """{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"NAME","namespace":"ops"},"spec":{"template":{"spec":{"containers":[{"name":"c","image":"IMAGE"}]}}}}"""
            .Replace("NAME", name, StringComparison.Ordinal).Replace("IMAGE", image, StringComparison.Ordinal);
}
