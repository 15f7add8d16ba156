using System.Globalization;
using Turnpike.Cli.Client;
using Turnpike.Gate.Reports;
using Turnpike.Server.Connections;

namespace Turnpike.Cli.Connections;

/// <summary>Connections for people.</summary>
internal static class ConnectionText
{
    public static string Table(IReadOnlyList<ConnectionResource> connections, int? width) => connections.Count == 0
        ? "nothing is connected; `turnpike connect` does it\n"
        : Client.Table.Write(
            ["NAME", "KIND", "EVERY", "LAST SYNC (UTC)", "OUTCOME", "SAYS"],
            [.. connections.Select(static c => new[] { c.Name, c.Kind, c.IsEnabled ? c.Schedule : "paused", c.Last?.Ended is { } ended ? Printed.Time(ended) : "", Outcome(c), c.Running is { } run ? Progress(run) : c.Last?.Says ?? "" })],
            width);

    public static string Kinds(IReadOnlyList<ConnectorKindResource> kinds, int width)
    {
        var canvas = new TextCanvas(width, false);
        foreach (var kind in kinds)
        {
            canvas.Write(Tone.Bold, kind.Name).EndLine();
            canvas.Wrap(2, Tone.Plain, Printable.Prose(kind.Says));
            foreach (var setting in kind.Settings)
            {
                canvas.Wrap(4, Tone.Dim, Printable.Prose($"{setting.Name} ({setting.Form}{(setting.IsRequired ? ", needed" : setting.Default is { } given ? $", else {given}" : "")}): {setting.Says}"));
            }
        }

        return canvas.ToString();
    }

    public static string Parts(ConnectionResource connection, IReadOnlyList<SyncPartResource> parts, int? width)
    {
        var head = $"{Printable.Line(connection.Name)} ({connection.Kind}); {Times(connection)}\n" + string.Concat(connection.Settings.Select(static s => $"  {Printable.Line(s.Key)} = {Printable.Line(s.Value)}\n"));
        return head + (parts.Count == 0 ? "" : "\n" + Client.Table.Write(
            ["SCOPE", "SOURCE", "OUTCOME", "READ (UTC)", "WHAT WAS NOT"],
            [.. parts.Select(static p => new[] { p.Scope, p.Source, Printed.Word(p.Outcome), p.ReadAt is { } read ? Printed.Time(read) : "never", p.Says ?? "" })],
            width));
    }

    public static string Times(ConnectionResource connection) =>
        !connection.IsEnabled ? "its syncs are paused" : connection.Next is { } next ? $"synced every {connection.Schedule}, next at {Printed.Time(next)} UTC" : "synced when somebody asks for it";

    public static string Progress(SyncProgressResource run) => string.Create(CultureInfo.InvariantCulture, $"{run.Done} of {run.Total}{(run.Says is { Length: > 0 } says ? $": {says}" : "")}");

    private static string Outcome(ConnectionResource connection) =>
        connection.Running is not null ? "running" : connection.IsRequested ? "waiting" : connection.Last is { } last ? Printed.Word(last.Outcome) : "never";
}
