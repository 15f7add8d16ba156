using System.Collections.Concurrent;
using System.Text.Json;
using Turnpike.Tests;

namespace Turnpike.Cli.Tests;

/// <summary>What code leads to, carried in a document: judged without the code as it is with it.</summary>
public class CodeResultTests
{
    // Modules, unknowns of all kinds, odd keys, secrets, overrides: each root has something that the others do not.
    private static readonly string[] s_roots =
        ["unknown-heavy", "weird-keys", "eks-prod", "secrets-and-params", "multi-account-aliases", "ecs-fargate-shop", "workspace-sizes", "override-files", "iam-baseline"];

    [Fact]
    public void A_code_result_is_judged_as_its_code_is()
    {
        var folders = s_roots.Select(static root => Vectors.Path("terraform/roots/" + root)).ToList();
        var different = new ConcurrentBag<string>();
        Parallel.ForEach(folders, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken }, folder =>
        {
            var options = CodeAndPlanTests.Options(folder).ToArray();
            var result = Path.Combine(Directory.CreateTempSubdirectory("turnpike-result-").FullName, "result.json");
            var written = Command.Run(["terraform", "result", Path.Combine(folder, "code"), "-o", result, .. options]);
            if (!File.Exists(result))
            {
                different.Add($"{folder}: {written.Error}");
                return;
            }

            foreach (var line in Judge(Path.Combine(folder, "code"), options).Except(Judge(result, [])))
            {
                different.Add($"{Path.GetFileName(folder)} {line}");
            }

            Directory.Delete(Path.GetDirectoryName(result)!, recursive: true);
        });

        Assert.NotEmpty(folders);
        Assert.Empty(different.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_same_code_makes_the_same_bytes_wherever_it_lies()
    {
        using var here = new TemporaryFolder();
        using var there = new TemporaryFolder();
        foreach (var folder in (string[])[here.Path, there.Path])
        {
            Directory.CreateDirectory(Path.Combine(folder, "infra"));
            File.WriteAllText(Path.Combine(folder, "infra", "main.tf"), "resource \"aws_s3_bucket\" \"a\" {\n  bucket = \"b\"\n}\n");
            Directory.CreateDirectory(Path.Combine(folder, ".git"));
        }

        var (first, second) = (Command.Run("terraform", "result", Path.Combine(here.Path, "infra")), Command.Run("terraform", "result", Path.Combine(there.Path, "infra")));

        Assert.Equal(first.Output, second.Output);
        Assert.Contains("\"infra/main.tf\"", first.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_at_fault_is_told_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "main.tf"), "resource \"aws_s3_bucket\" \"a\" {\n  bucket = local.nothing\n}\n");

        var outcome = Command.Run("terraform", "result", folder.Path, "-o", Path.Combine(folder.Path, "result.json"));

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("main.tf:2", outcome.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder.Path, "result.json")));
    }

    private static List<string> Judge(string path, string[] options)
    {
        var outcome = Command.Run(["check", path, .. options, "--format", "json"]);
        Assert.True(outcome.Output.Length > 0, outcome.Error);
        using var json = JsonDocument.Parse(outcome.Output);
        return
        [
            json.RootElement.GetProperty("verdict").GetString()!,
            .. json.RootElement.GetProperty("findings").EnumerateArray().Select(static f =>
                $"{Text(f, "rule")} {Text(f, "resource")} {Text(f, "status")} {Text(f, "message")} {Text(f, "path")} {Text(f, "unknowns")} {Place(f)}"),
        ];
    }

    private static string Text(JsonElement finding, string name) => finding.TryGetProperty(name, out var value) ? value.GetRawText() : "";

    private static string Place(JsonElement finding) => finding.TryGetProperty("source", out var place) && place.ValueKind == JsonValueKind.Object
        ? $"{Path.GetFileName(place.GetProperty("file").GetString())}:{place.GetProperty("line")}:{place.GetProperty("column")}"
        : "";
}
