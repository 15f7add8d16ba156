using System.CommandLine;
using Turnpike.Cli.Client;
using Turnpike.Server.Scans;

namespace Turnpike.Cli.Scans;

/// <summary>Declares what asks which scans there are and what things are made of.</summary>
internal static class ScansCommand
{
    public const string Examples = """
        Examples:
          turnpike scans                          images, code and clusters that were scanned, and what runs them
          turnpike scans --unattached             what nothing in the estate runs
          turnpike scans --reports                which report of which tool holds, and how old it is
        """;

    public const string ComponentExamples = """
        Examples:
          syft registry.example.com/web:1.4 -o cyclonedx-json | turnpike push - --scope ci/web --name web.cdx.json
          turnpike components log4j-core          where it is, and what runs that
          turnpike components log4j-core 2.14     of any version that begins so
        """;

    public static Command Make(Screen screen, Option<bool> noColour)
    {
        var reports = new Option<bool>("--reports") { Description = "List reports: of each tool and subject the one that holds." };
        var unattached = new Option<bool>("--unattached") { Description = "Only what nothing in the estate is known to run or to be." };
        var image = new Option<string?>("--image") { Description = "Only images with that in their name, or whose digest begins so.", HelpName = "IMAGE" };
        var scope = new Option<string?>("--scope") { Description = "Only of reports that were pushed into it.", HelpName = "NAME" };
        var format = Printed.TextOrJson();
        return new ServerCommand().Make(new Command("scans", "List what was scanned: by which tools, what they show, and what in the estate runs it.") { reports, unattached, image, scope, format }, screen, noColour, async (result, client, cancellation) =>
        {
            var isJson = result.GetValue(format) == "json";
            if (result.GetValue(reports))
            {
                var all = await WholeList.ReadAsync<ScanReportResource>(client, "api/v1/scans/reports", [("scope", result.GetValue(scope))], cancellation);
                screen.Write(isJson ? Printed.Json(all) : ScanText.Reports(all, screen.TableWidth));
            }
            else
            {
                var all = await WholeList.ReadAsync<ScannedThingResource>(
                    client, "api/v1/scans/things", [("scope", result.GetValue(scope)), ("image", result.GetValue(image)), ("attached", result.GetValue(unattached) ? "false" : null)], cancellation);
                screen.Write(isJson ? Printed.Json(all) : ScanText.Things(all, screen.TableWidth));
            }

            return ExitCode.Pass;
        });
    }

    public static Command MakeComponents(Screen screen, Option<bool> noColour)
    {
        var name = new Argument<string>("NAME") { Description = "A part of the package's name: log4j-core, pkg:npm/lodash." };
        var version = new Argument<string?>("VERSION") { Description = "How its version begins, with * for any text.", Arity = ArgumentArity.ZeroOrOne };
        var format = Printed.TextOrJson();
        return new ServerCommand().Make(new Command("components", "Find a package in what was scanned, and what in the estate runs that.") { name, version, format }, screen, noColour, async (result, client, cancellation) =>
        {
            var all = await WholeList.ReadAsync<ScannedComponentResource>(client, "api/v1/scans/components", [("name", result.GetRequiredValue(name)), ("version", result.GetValue(version))], cancellation);
            screen.Write(result.GetValue(format) == "json" ? Printed.Json(all) : ScanText.Components(all, screen.TableWidth));
            return ExitCode.Pass;
        });
    }
}
