using System.Globalization;
using System.Text.Json;
using Turnpike.Cli.Client;
using Turnpike.Gate.Reports;
using Turnpike.Server.Estate;

namespace Turnpike.Cli.Estate;

/// <summary>The estate for people.</summary>
internal static class EstateText
{
    private const int NameWidth = 11;
    private const int MaxValue = 200;

    public static string Found(EstateSearchResource found, int? width)
    {
        var table = found.Items.Count == 0 ? "" : Table.Write(
            ["SCOPE", "ADDRESS", "TYPE", "NAME", "SEEN (UTC)"],
            [.. found.Items.Select(static r => new[] { r.Scope, r.Address, r.Type, r.Name ?? r.Id ?? "", Printed.Time(r.ObservedAt) })],
            width);
        var notes = string.Concat(found.Notes.Select(static n => Printable.Line(n) + "\n"));
        return table + notes + string.Create(CultureInfo.InvariantCulture, $"{found.Total} found{(found.Next is null ? "" : $", {found.Items.Count} of them shown")}\n");
    }

    public static string Scopes(ScopesResource scopes, int? width) => Table.Write(
        ["SCOPE", "RESOURCES", "SOURCES", "SEEN (UTC)"],
        [.. scopes.Items.Select(static s => new[] { s.Name, s.Resources.ToString(CultureInfo.InvariantCulture), string.Join(", ", s.Sources.Select(static x => $"{x.Name} by {x.By}")), Printed.Time(s.ObservedAt) })],
        width);

    public static void Write(TextCanvas canvas, EstateResourceResource shown)
    {
        var row = shown.Resource;
        canvas.Write(Tone.Bold, Printable.Line(row.Address)).Write(Tone.Dim, "  in " + Printable.Line(row.Scope)).EndLine();
        Field(canvas, "type", row.Type);
        Field(canvas, "id", row.Arn ?? row.Id ?? "");
        Field(canvas, "tags", string.Join(", ", row.Tags.Select(static t => $"{t.Key}={t.Value}")));
        Field(canvas, "seen", $"{Printed.Time(row.ObservedAt)} UTC in {row.Source}");
        foreach (var relation in shown.DependsOn)
        {
            Field(canvas, "depends on", $"{relation.To} by {relation.Attribute}{Doubt(relation.IsCertain)}");
        }

        foreach (var relation in shown.UsedBy)
        {
            Field(canvas, "used by", $"{relation.From} by {relation.Attribute}{Doubt(relation.IsCertain)}");
        }

        if (shown.Attributes is not { } attributes)
        {
            Field(canvas, "attributes", shown.IsKept ? "none" : "no longer kept");
            return;
        }

        canvas.EndLine();
        foreach (var line in Printed.Json(attributes).TrimEnd('\n').Split('\n'))
        {
            canvas.Write(Tone.Plain, "  " + Printable.Line(line)).EndLine();
        }
    }

    public static void Write(TextCanvas canvas, ResourceHistoryResource history)
    {
        foreach (var happened in history.Items)
        {
            canvas.Write(Tone.Bold, $"{Printed.Time(happened.At)} UTC  {Printed.Word(happened.Kind)}");
            canvas.Write(Tone.Dim, string.Create(CultureInfo.InvariantCulture, $"  by {Printable.Line(happened.By)} in {Printable.Line(happened.Source)}  [entry {happened.Position}]")).EndLine();
            Field(canvas, "change", happened.Change ?? "");
            foreach (var attribute in happened.Attributes ?? [])
            {
                canvas.Wrap(2, Tone.Plain, $"{Printable.Line(attribute.Path)}  {Value(attribute.Before)} → {Value(attribute.After)}");
            }

            if (happened.Attributes is null)
            {
                canvas.Wrap(2, Tone.Dim, "what was different is no longer kept");
            }
        }

        if (history.CutBecause is { } why)
        {
            canvas.Wrap(0, Tone.Dim, Printable.Prose(why));
        }
    }

    public static void Write(TextCanvas canvas, BlastRadiusResource radius)
    {
        foreach (var affected in radius.Items)
        {
            canvas.Write(Tone.Bold, Printable.Line(affected.Resource.Address)).Write(Tone.Dim, "  in " + Printable.Line(affected.Resource.Scope)).EndLine();
            foreach (var step in affected.Path)
            {
                canvas.Wrap(2, Tone.Dim, $"{Printable.Line(step.From)} depends on {Printable.Line(step.To)} by {Printable.Line(step.Attribute)}{Doubt(step.IsCertain)}");
            }
        }

        canvas.Write(Tone.Plain, string.Create(CultureInfo.InvariantCulture, $"{radius.Total} {(radius.Total == 1 ? "resource depends" : "resources depend")} on it")).EndLine();
        if (radius.CutBecause is { } why)
        {
            canvas.Wrap(0, Tone.Dim, Printable.Prose(why));
        }
    }

    private static string Doubt(bool isCertain) => isCertain ? "" : " (possibly: several go by that name)";

    private static string Value(JsonElement? value) => value is { } v ? Printable.Line(v.GetRawText(), MaxValue) : "nothing";

    private static void Field(TextCanvas canvas, string name, string text)
    {
        if (text.Length > 0)
        {
            canvas.Write(Tone.Dim, "  " + name.PadRight(NameWidth)).WrapFrom(2 + NameWidth, Tone.Plain, Printable.Prose(text));
        }
    }
}
