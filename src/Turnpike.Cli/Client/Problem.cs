using System.Globalization;
using System.Text.Json;
using Turnpike.Text;

namespace Turnpike.Cli.Client;

/// <summary>An error as the server tells it (RFC 9457, application/problem+json), in the words of a diagnostic.</summary>
internal static class Problem
{
    /// <summary>Null where it is no problem of ours.</summary>
    public static IReadOnlyList<Diagnostic>? Read(byte[] body, int status)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var problem = document.RootElement;
            if (problem.ValueKind != JsonValueKind.Object || Text(problem, "title") is not { } title)
            {
                return null;
            }

            var said = Items(problem, "diagnostics").Select(Said).ToList();
            var faults = Items(problem, "errors").Select(e => $"{Text(e, "pointer")}: {Text(e, "message") ?? Text(e, "detail")}".TrimStart(':', ' ')).ToList();
            var detail = Text(problem, "detail") ?? title;
            if (said.Count == 0 || faults.Count > 0)
            {
                var message = faults.Count == 0 ? detail : $"{detail.TrimEnd('.', ':')}: {string.Join("; ", faults)}";
                said.Insert(0, ClientDiagnostics.Refused(message.TrimEnd('.'), Text(problem, "help") ?? Help(status, Text(problem, "code"))));
            }

            return said;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Diagnostic Said(JsonElement item)
    {
        var severity = Text(item, "severity") switch
        {
            "warning" => DiagnosticSeverity.Warning,
            "information" or "info" => DiagnosticSeverity.Information,
            _ => DiagnosticSeverity.Error,
        };
        var file = Text(item, "file");
        var place = file is null ? ""
            : Number(item, "line") is { } line ? string.Create(CultureInfo.InvariantCulture, $"{file}:{line}:{Number(item, "column") ?? 1}: ")
            : file + ": ";
        return ClientDiagnostics.SaidByServer(Text(item, "code") ?? "API007", severity, place, Text(item, "message") ?? "", Text(item, "help"));
    }

    private static string Help(int status, string? code) => status switch
    {
        401 when code == "sign-in-failed" => "Try again. An administrator can make a link that sets another password.",
        401 => "The token is not valid, or no longer: `turnpike login` makes another.",
        403 => "Whoever the token belongs to may not do this; `turnpike token list` shows whose it is.",
        404 => "Check what you named; what you may not see is not found either.",
        409 or 412 => "Somebody was quicker: look again, then repeat it.",
        413 => "The server's limit on uploads can be raised there.",
        429 => "Wait a little.",
        >= 500 => "The server's log says more.",
        _ => "Nothing was changed.",
    };

    private static IEnumerable<JsonElement> Items(JsonElement problem, string name) =>
        problem.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray().Where(static i => i.ValueKind == JsonValueKind.Object) : [];

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    private static int? Number(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}
