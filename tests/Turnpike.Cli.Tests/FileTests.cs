using System.Text;
using System.Text.Json;

namespace Turnpike.Cli.Tests;

/// <summary>Files that are missing, unreadable, too large, endless or in the way.</summary>
public sealed class FileTests : IDisposable
{
    private const string ConfigMap = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_file_is_an_error_that_names_the_nearest()
    {
        _folder.Write("plan.json", "{}");
        var outcome = Check("plna.json");

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("there is no file or folder plna.json", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("Did you mean plan.json?", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_anything_is_an_error()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "empty"));
        var outcome = Check("empty");

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("there is nothing to judge in empty", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_back_into_the_folder_is_not_followed_for_ever()
    {
        _folder.Write("a/settings.yaml", ConfigMap);
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "a", "again"), Path.Combine(_folder.Path, "a"));
        var outcome = Check("a", "--format", "json");

        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Single(json.RootElement.GetProperty("inputs").EnumerateArray());
        Assert.Contains("leads back", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_over_the_limit_is_refused_before_it_is_read()
    {
        _folder.Write("settings.yaml", ConfigMap);
        var outcome = Check("settings.yaml", "--max-input-bytes", "10");

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("settings.yaml is larger than 10 bytes", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_input_over_the_limit_is_refused_too()
    {
        var outcome = Command.Run(new CommandSetting { Input = new byte[100_000] }, "check", "-", "--max-input-bytes", "50000");

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains("- is larger than 50,000 bytes", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_input_is_judged_as_a_file()
    {
        var outcome = Command.Run(new CommandSetting { Input = Encoding.UTF8.GetBytes(ConfigMap) }, "check", "-", "--format", "json");

        using var json = JsonDocument.Parse(outcome.Output);
        var input = Assert.Single(json.RootElement.GetProperty("inputs").EnumerateArray());
        Assert.Equal(("-", "kubernetes"), (input.GetProperty("file").GetString(), input.GetProperty("kind").GetString()));
    }

    [Theory]
    [InlineData("no-such-folder/report.json", "there is no such file or folder")]
    [InlineData("folder", "it is a folder")]
    public void A_report_that_cannot_be_written_is_an_error(string output, string reason)
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "folder"));
        _folder.Write("settings.yaml", ConfigMap);
        var outcome = Check("settings.yaml", "--format", "json", "--output", output);

        Assert.Equal(3, outcome.ExitCode);
        Assert.Contains($"the report cannot be written to {output}: {reason}", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_in_a_file_replaces_the_old_one_and_leaves_nothing_beside_it()
    {
        _folder.Write("settings.yaml", ConfigMap);
        var report = _folder.Write("out/report.json", "old");
        var outcome = Check("settings.yaml", "--format", "json", "--output", "out/report.json");

        Assert.Equal("", outcome.Output);
        JsonDocument.Parse(File.ReadAllText(report)).Dispose();
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(report)!));
        Assert.Contains("(written to out/report.json)", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Hidden_folders_and_downloaded_modules_are_left_out_of_a_folder()
    {
        _folder.Write("in/settings.yaml", ConfigMap);
        _folder.Write("in/.terraform/modules/settings.yaml", ConfigMap);
        _folder.Write("in/node_modules/settings.yaml", ConfigMap);
        var outcome = Check("in", "--format", "json");

        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Equal("in/settings.yaml", Assert.Single(json.RootElement.GetProperty("inputs").EnumerateArray()).GetProperty("file").GetString());
    }

    [Fact]
    public void A_pipe_in_a_folder_is_not_waited_for()
    {
        _folder.Write("in/settings.yaml", ConfigMap);
        System.Diagnostics.Process.Start("/usr/bin/mkfifo", [Path.Combine(_folder.Path, "in", "pipe.yaml")]).WaitForExit();
        var outcome = Check("in", "--format", "json");

        using var json = JsonDocument.Parse(outcome.Output);
        Assert.Single(json.RootElement.GetProperty("inputs").EnumerateArray());
    }

    [Fact]
    public void A_broken_link_is_named_and_the_rest_is_judged()
    {
        _folder.Write("in/settings.yaml", ConfigMap);
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "in", "gone.yaml"), "nowhere.yaml");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "in", "itself.yaml"), "itself.yaml");
        var outcome = Check("in", "--format", "json");

        Assert.Contains("in/gone.yaml is a link that leads nowhere", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("in/itself.yaml is a link that leads nowhere", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("in/settings.yaml", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_would_take_over_a_terminal_is_shown_with_escapes()
    {
        var outcome = Check("\u001b]0;owned\u0007.json");
        Assert.DoesNotContain('\u001b', outcome.Error);
        Assert.Contains("\\u001b]0;owned\\u0007.json", outcome.Error, StringComparison.Ordinal);
    }

    private CommandOutcome Check(params string[] arguments) => Command.Run(new CommandSetting { Folder = _folder.Path }, ["check", .. arguments]);
}
