using System.Text.Json;
using Turnpike.Rego.Coverage;
using Turnpike.Rego.Syntax;

namespace Turnpike.Cli.Rego;

/// <summary>Coverage in the form of <c>opa test --coverage</c>.</summary>
internal static class CoverageText
{
    public static string Write(RegoCoverage coverage, IReadOnlyList<RegoModule> modules)
    {
        var files = modules.Select(coverage.Of).OrderBy(static f => f.Name, StringComparer.Ordinal).ToList();
        return AnswerText.Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartObject("files");
            foreach (var file in files)
            {
                Write(writer, file);
            }

            writer.WriteEndObject();
            Counts(writer, files.Sum(static f => f.Covered.Count), files.Sum(static f => f.NotCovered.Count));
            writer.WriteEndObject();
        });
    }

    public static double Percent(IReadOnlyList<FileCoverage> files) =>
        FileCoverage.Percentage(files.Sum(static f => f.Covered.Count), files.Sum(static f => f.NotCovered.Count));

    private static void Write(Utf8JsonWriter writer, FileCoverage file)
    {
        writer.WriteStartObject(file.Name);
        Ranges(writer, "covered", file.Covered);
        Ranges(writer, "not_covered", file.NotCovered);
        Counts(writer, file.Covered.Count, file.NotCovered.Count);
        writer.WriteEndObject();
    }

    private static void Counts(Utf8JsonWriter writer, int covered, int notCovered)
    {
        writer.WriteNumber("covered_lines", covered);
        writer.WriteNumber("not_covered_lines", notCovered);
        writer.WriteNumber("coverage", FileCoverage.Percentage(covered, notCovered));
    }

    private static void Ranges(Utf8JsonWriter writer, string name, IReadOnlyList<int> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        for (var i = 0; i < lines.Count; i++)
        {
            var start = lines[i];
            while (i + 1 < lines.Count && lines[i + 1] == lines[i] + 1)
            {
                i++;
            }

            writer.WriteStartObject();
            Row(writer, "start", start);
            Row(writer, "end", lines[i]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Row(Utf8JsonWriter writer, string name, int row)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("row", row);
        writer.WriteEndObject();
    }
}
