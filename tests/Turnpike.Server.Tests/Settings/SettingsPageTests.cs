using System.Text;
using Turnpike.Server.Settings;
using Turnpike.Tests;

namespace Turnpike.Server.Tests.Settings;

/// <summary>docs/guides/settings.md is written from the table, and so says what is read.</summary>
public class SettingsPageTests
{
    [Fact]
    public void The_page_lists_every_setting() =>
        GoldenFile.Check(Path.Combine(Vectors.RepositoryRoot, "docs", "guides", "settings.md"), Page());

    [Fact]
    public void No_two_settings_share_a_flag_or_a_variable()
    {
        Assert.Equal(SettingTable.All.Count, SettingTable.All.DistinctBy(s => s.Variable).Count());
        Assert.All(SettingTable.All, s => Assert.Matches(@"^[a-z][a-z0-9-]*(\.([a-z][a-z0-9-]*|\*))*$", s.Key));
    }

    private static string Page()
    {
        var page = new StringBuilder(
            """
            # Settings

            A node is told what it needs by flags of `turnpike serve`, by the environment, or by a file, YAML or JSON:
            `--config FILE`, else `TURNPIKE_CONFIG`, else `turnpike.yaml`, `turnpike.yml` or `turnpike.json` in the folder it is
            started in. A flag wins over the environment, the environment over the file, the file over the default. With a
            wrong or unknown setting the node does not start; it lists all that is wrong at once.

            The flag of a setting is its key with two dashes in front and dashes for dots: `--max-upload`. Its variable is the
            key in capitals after `TURNPIKE_`, with underscores: `TURNPIKE_MAX_UPLOAD`. Where a key has NAME in it, you choose the
            name, and there can be several; `--set KEY=VALUE` gives such a one on the command line.

            A secret has no flag, since others on the machine could see it. Give it in the environment or the file, or name a
            file that holds it: the key with `-file` behind it (`TURNPIKE_POSTGRES_PASSWORD_FILE`).

            Durations are written like `90s`, `30m`, `12h`, `7d`; sizes like `512KB`, `256MB`, `1GB`. A list is a list in a file,
            and separated by commas elsewhere. This page is written from the source by `make golden`.

            """);
        var defaults = new ServerSettings { DataFolder = SettingsReader.DefaultFolder };
        foreach (var section in SettingTable.Sections)
        {
            page.Append($"\n## {section.Title}\n\n| key | takes | default | |\n|---|---|---|---|\n");
            foreach (var setting in section.Settings)
            {
                var shown = setting.Of(defaults) is { Length: > 0 } value ? $"`{value}`" : "";
                page.Append($"| `{setting.Key.Replace("*", "NAME", StringComparison.Ordinal)}` | {(setting.IsSecret ? "secret" : setting.Form.Replace("|", " or ", StringComparison.Ordinal))} | {shown} | {setting.Says} |\n");
            }
        }

        return page.ToString();
    }
}
