using System.Text.Json;
using System.Text.RegularExpressions;
using Turnpike.Gate.Reports;
using Turnpike.Tests;

namespace Turnpike.Gate.Tests.Reports;

/// <summary>The page of the contract and the writer name the same members.</summary>
public class JsonContractTests
{
    [Fact]
    public void Every_member_written_is_documented_and_every_member_documented_is_written()
    {
        var written = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var report in (CheckReport[])[ReportSamples.Mixed, ReportSamples.Passed, ReportSamples.BadInput, ReportSamples.Deposed, ReportSamples.InModule, ReportSamples.InEstate])
        {
            using var stream = new MemoryStream();
            Report.Write(report, ReportFormat.Json, ReportOptions.Default, stream);
            using var json = JsonDocument.Parse(stream.ToArray());
            Collect(json.RootElement, "", written);
        }

        var page = File.ReadAllLines(Path.Combine(Vectors.RepositoryRoot, "docs", "formats", "check-json.md"));
        var documented = page.Where(static l => l.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(static l => Regex.Matches(l.Split('|')[1], "`([^`]+)`"))
            .Select(static m => m.Groups[1].Value).Order(StringComparer.Ordinal);

        Assert.Equal(written, documented);
    }

    private static void Collect(JsonElement element, string path, SortedSet<string> members)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            members.Add(path + "[]");
            foreach (var item in element.EnumerateArray())
            {
                Collect(item, path + "[]", members);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            // "tool" and "summary" are told by their members alone.
            if (path.Length > 0 && !path.EndsWith("[]", StringComparison.Ordinal) && path is not ("tool" or "summary"))
            {
                members.Add(path);
            }

            foreach (var member in element.EnumerateObject())
            {
                Collect(member.Value, path.Length == 0 ? member.Name : path + "." + member.Name, members);
            }
        }
        else if (!path.EndsWith("[]", StringComparison.Ordinal))
        {
            members.Add(path);
        }
    }
}
