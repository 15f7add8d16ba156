using System.CommandLine;
using Turnpike.Cli.Client;
using Turnpike.Formats.Scanners;
using Turnpike.Inventory.Scans;
using Turnpike.Server.Scans;

namespace Turnpike.Cli.Scans;

/// <summary>Declares <c>turnpike vulnerabilities</c>.</summary>
internal sealed class VulnerabilitiesCommand
{
    public const string Examples = """
        Examples:
          trivy image -f json registry.example.com/web:1.4 | turnpike push - --scope ci/web --name trivy-web.json
          turnpike vulnerabilities --severity high --fixable
          turnpike vulnerabilities --id CVE-2021-44228                          what has it, and what runs that
          turnpike vulnerabilities --resource kubernetes/prod//Deployment/shop/web
          turnpike vulnerabilities --unattached                                 found in what nothing here runs
        """;

    private const int MaxRows = 50;

    private readonly Option<string?> _resource = new("--resource") { Description = "Only what speaks of it: a key, an address, an id or an ARN.", HelpName = "RESOURCE" };
    private readonly Option<string?> _image = new("--image") { Description = "Only of images with that in their name, or whose digest begins so.", HelpName = "IMAGE" };
    private readonly Option<string?> _severity = Words<FindingSeverity>("--severity", "That or worse");
    private readonly Option<string?> _class = Words<FindingClass>("--class", "Only of that class");
    private readonly Option<string?> _package = new("--package") { Description = "Only of packages with that in their name.", HelpName = "TEXT" };
    private readonly Option<string?> _id = new("--id") { Description = "A CVE, an advisory or a rule.", HelpName = "ID" };
    private readonly Option<string?> _tool = new("--tool") { Description = "Only what that tool shows.", HelpName = "TOOL" };
    private readonly Option<string?> _scope = new("--scope") { Description = "Only of reports that were pushed into it, and of its resources.", HelpName = "NAME" };
    private readonly Option<string?> _state = Words<ScanFindingState>("--state", "open, where nothing is said", ScanFilterState);
    private readonly Option<bool> _fixable = new("--fixable") { Description = "Only where a version without it is known." };
    private readonly Option<bool> _unattached = new("--unattached") { Description = "Only what speaks of nothing in the estate." };
    private readonly Option<bool> _all = new("--all") { Description = $"Print every one as text; else the {MaxRows} worst." };
    private readonly Option<string> _format = Printed.TextOrJson();

    private const string ScanFilterState = "all";

    public Command Make(Screen screen, Option<bool> noColour)
    {
        var command = new Command("vulnerabilities", "List what scanners show of the estate: vulnerabilities, misconfigurations, secrets, licences; the worst first, each once.")
        {
            _resource, _image, _severity, _class, _package, _id, _tool, _scope, _state, _fixable, _unattached, _all, _format,
        };
        return new ServerCommand().Make(command, screen, noColour, async (result, client, cancellation) =>
        {
            var isJson = result.GetValue(_format) == "json";
            var limit = isJson || result.GetValue(_all) ? int.MaxValue : MaxRows;
            var first = await client.GetAsync<ScanFindingPageResource>("api/v1/scans/findings" + Query.Of([.. Asked(result), ("limit", "1")]), cancellation);
            var found = first.Total <= 1 ? first.Items : await WholeList.ReadAsync<ScanFindingResource>(client, "api/v1/scans/findings", Asked(result), cancellation, limit);
            screen.Write(isJson ? Printed.Json(found) : ScanText.Findings([.. found.Take(limit)], first, screen));
            return ExitCode.Pass;
        });
    }

    private (string, string?)[] Asked(ParseResult result) =>
    [
        ("resource", result.GetValue(_resource)), ("image", result.GetValue(_image)), ("severity", result.GetValue(_severity)), ("class", result.GetValue(_class)), ("package", result.GetValue(_package)),
        ("id", result.GetValue(_id)), ("tool", result.GetValue(_tool)), ("scope", result.GetValue(_scope)), ("state", result.GetValue(_state)),
        ("fixable", result.GetValue(_fixable) ? "true" : null), ("attached", result.GetValue(_unattached) ? "false" : null),
    ];

    private static Option<string?> Words<T>(string name, string says, params string[] further)
        where T : struct, Enum
    {
        string[] words = [.. Enum.GetValues<T>().Select(Printed.Word), .. further];
        return new Option<string?>(name) { Description = $"{says}: {string.Join(", ", words[..^1])} or {words[^1]}.", HelpName = name[2..].ToUpperInvariant() }.AcceptOnlyFromAmong(words);
    }
}
