using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Turnpike.Connectors.Aws.Catalog;
using Turnpike.Connectors.Mappings;

namespace Turnpike.Connectors.Tests.Aws;

/// <summary>The data files: all are sound, and what they need is documented from them (rewritten with TURNPIKE_REWRITE=1).</summary>
public sealed partial class CatalogTests
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    [Fact]
    public void Every_file_is_sound_and_named_for_its_service()
    {
        var files = Directory.EnumerateFiles(Path.Combine(Root(), "packs/connectors/aws"), "*.yaml").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal);

        Assert.Equal(files, ServiceTable.All.Select(s => s.Name));
        Assert.All(ServiceTable.All, s => Assert.NotEmpty(s.Reads));
        Assert.All(ServiceTable.All.SelectMany(s => s.Reads).SelectMany(r => r.Resources), r => Assert.StartsWith("aws_", r.Type, StringComparison.Ordinal));
    }

    [Fact]
    public void Only_calls_that_read_are_made()
    {
        string[] verbs = ["Describe", "List", "Get", "Generate"];

        Assert.All(ServiceTable.All.SelectMany(Calls), c => Assert.Contains(verbs, v => c.Operation.StartsWith(v, StringComparison.Ordinal)));
        Assert.DoesNotContain(ServiceTable.All.SelectMany(Calls), c => c.Operation is "GetSecretValue" or "GetParameter" or "GetParameters" or "GetPasswordData");
    }

    [Fact]
    public void The_policy_that_a_reader_needs_is_documented()
    {
        var actions = ServiceTable.All.SelectMany(Permissions).Distinct().Order(StringComparer.Ordinal).ToArray();
        var policy = new { Version = "2012-10-17", Statement = new[] { new { Sid = "TurnpikeReads", Effect = "Allow", Action = actions, Resource = "*" } } };

        Assert.True(JsonSerializer.Serialize(policy).Length < 10_240, "It is more than a role takes inline.");
        Check("docs/guides/aws-policy.json", JsonSerializer.Serialize(policy, s_indented) + "\n");
    }

    [Fact]
    public void What_each_service_gives_and_needs_is_documented()
    {
        var text = new StringBuilder("# Services of AWS: types and permissions\n\nWritten from the data files in `packs/connectors/aws`.\n\n");
        var types = ServiceTable.All.SelectMany(s => s.Reads).SelectMany(r => r.Resources).Select(r => r.Type).Distinct().Count();
        text.Append(CultureInfo.InvariantCulture, $"{ServiceTable.All.Count} services, {types} types.\n");
        foreach (var service in ServiceTable.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {service.Name}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"Types: {Listed(service.Reads.SelectMany(r => r.Resources).Select(r => r.Type))}\n\n");
            text.Append(CultureInfo.InvariantCulture, $"Needs: {Listed(Permissions(service))}\n");
        }

        Check("docs/guides/aws-permissions.md", text.ToString());
    }

    [Fact]
    public void The_example_of_the_guide_is_read_and_its_functions_are_those_there_are()
    {
        var guide = File.ReadAllText(Path.Combine(Root(), "docs/guides/aws-services.md"));
        var example = Example().Match(guide).Groups[1].Value;

        var service = ServiceReader.Read("widgets.yaml", Encoding.UTF8.GetBytes(example));

        Assert.Equal(["widgets:DescribeWidget", "widgets:ListTagsForWidgets", "widgets:ListWidgets"], Permissions(service).Order(StringComparer.Ordinal));
        var told = guide[guide.LastIndexOf("Functions: ", StringComparison.Ordinal)..];
        Assert.Equal(Functions.Names.Order(StringComparer.Ordinal), Quoted().Matches(told).Select(m => m.Groups[1].Value));
    }

    private static IEnumerable<string> Permissions(ServiceDefinition service) =>
        Calls(service).SelectMany(c => c.Permissions.Count > 0 ? c.Permissions : [service.What(c)]).Distinct();

    private static IEnumerable<CallDefinition> Calls(ServiceDefinition service) =>
        Calls(service.Once).Concat(service.Reads.SelectMany(r => Calls(r.Details).Prepend(r.Call)));

    private static IEnumerable<CallDefinition> Calls(IEnumerable<DetailDefinition> details) => details.SelectMany(d => Calls(d.Details).Prepend(d.Call));

    private static string Listed(IEnumerable<string> names) => string.Join(", ", names.Distinct().Order(StringComparer.Ordinal).Select(n => $"`{n}`"));

    private static void Check(string name, string actual)
    {
        var path = Path.Combine(Root(), name);
        if (Environment.GetEnvironmentVariable("TURNPIKE_REWRITE") == "1")
        {
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string Root([CallerFilePath] string caller = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(caller)!, "../../.."));

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex("`([a-z0-9]+)`")]
    private static partial Regex Quoted();
}
