using System.Formats.Tar;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Turnpike.Tests;

namespace Turnpike.Cli.Tests;

/// <summary>The commands of docs/guides/rego.md run as the guide shows them.</summary>
public sealed partial class RegoGuideTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public RegoGuideTests()
    {
        _folder.Write("policy/authz.rego", "package authz\n\ndefault allow := false\n\nallow if input.user == \"ada\"\n");
        _folder.Write("policy/authz_test.rego", "package authz_test\n\ntest_ada if data.authz.allow with input.user as \"ada\"\n");
        _folder.Write("input.json", """{"user": "ada"}""");
        _folder.Write("schemas/input.json", """{"type": "object", "properties": {"user": {"type": "string"}}}""");
        using var archive = File.Create(Path.Combine(_folder.Path, "bundle.tar.gz"));
        using var compressed = new GZipStream(archive, CompressionLevel.Fastest);
        TarFile.CreateFromDirectory(Path.Combine(_folder.Path, "policy"), compressed, includeBaseDirectory: false);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_command_of_the_guide_runs()
    {
        var guide = File.ReadAllText(Path.Combine(Vectors.RepositoryRoot, "docs", "guides", "rego.md"));
        var commands = Commands().Matches(guide.Replace('\n', ' ')).Select(static m => m.Groups[1].Value).ToArray();

        Assert.True(commands.Length >= 10);
        foreach (var command in commands)
        {
            var words = Words().Matches(command).Select(static m => m.Value.Trim('\'')).ToArray();
            var outcome = Command.Run(new CommandSetting { Folder = _folder.Path }, ["rego", .. words]);
            Assert.True(outcome.ExitCode == 0, $"{command} ended with {outcome.ExitCode}: {outcome.Error}");
        }
    }

    [GeneratedRegex("`turnpike rego ([^`]+)`")]
    private static partial Regex Commands();

    [GeneratedRegex("'[^']*'|[^ ]+")]
    private static partial Regex Words();
}
