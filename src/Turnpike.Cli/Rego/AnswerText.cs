using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Parsing;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Cli.Rego;

/// <summary>An answer in the forms that OPA has for it.</summary>
internal static class AnswerText
{
    private static readonly JsonWriterOptions s_indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static string Write(RegoAnswer answer, string query, RegoVersion version, string format) => format switch
    {
        "raw" => Raw(answer),
        "values" => string.Concat(answer.Solutions.Select(static s => Json(writer => Values(writer, s)))),
        "bindings" => string.Concat(answer.Solutions.Select(static s => Json(writer => Bindings(writer, s)))),
        "pretty" => Pretty(answer),
        "discard" => "",
        _ => Json(writer => Document(writer, answer, Statements(query, version))),
    };

    private static List<(string Text, TextPosition Position)> Statements(string query, RegoVersion version)
    {
        var source = SourceText.From("query", query);
        var body = RegoParser.ParseQuery(source, new RegoParserOptions { Version = version }, new DiagnosticBag());
        return [.. body?.Statements.Select(s => (source.GetString(s.Span), source.PositionAt(s.Span.Start))) ?? []];
    }

    public static string Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_indented))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Document(Utf8JsonWriter writer, RegoAnswer answer, List<(string Text, TextPosition Position)> statements)
    {
        writer.WriteStartObject();
        if (answer.Error is { } error)
        {
            writer.WriteStartArray("errors");
            Error(writer, error);
            writer.WriteEndArray();
        }
        else if (answer.Solutions.Count > 0)
        {
            writer.WriteStartArray("result");
            foreach (var solution in answer.Solutions)
            {
                Solution(writer, solution, statements);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Error(Utf8JsonWriter writer, RegoError error)
    {
        writer.WriteStartObject();
        writer.WriteString("message", error.Message);
        writer.WriteString("code", error.Code);
        if (error.Source?.PositionAt(error.Span.Start) is { } position)
        {
            writer.WriteStartObject("location");
            writer.WriteString("file", error.Source.Name);
            writer.WriteNumber("row", position.Line);
            writer.WriteNumber("col", position.Column);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Solution(Utf8JsonWriter writer, RegoSolution solution, List<(string Text, TextPosition Position)> statements)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("expressions");
        for (var i = 0; i < solution.Expressions.Count; i++)
        {
            writer.WriteStartObject();
            writer.WritePropertyName("value");
            JsonText.WriteRedacted(writer, solution.Expressions[i]);
            if (i < statements.Count)
            {
                writer.WriteString("text", statements[i].Text);
                writer.WriteStartObject("location");
                writer.WriteNumber("row", statements[i].Position.Line);
                writer.WriteNumber("col", statements[i].Position.Column);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (solution.Bindings.Count > 0)
        {
            writer.WritePropertyName("bindings");
            Bindings(writer, solution);
        }

        if (solution.Certainty != Certainty.Definite)
        {
            writer.WriteString("certainty", "possible");
        }

        writer.WriteEndObject();
    }

    private static void Bindings(Utf8JsonWriter writer, RegoSolution solution)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in solution.Bindings)
        {
            writer.WritePropertyName(name);
            JsonText.WriteRedacted(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void Values(Utf8JsonWriter writer, RegoSolution solution)
    {
        writer.WriteStartArray();
        foreach (var value in solution.Expressions)
        {
            JsonText.WriteRedacted(writer, value);
        }

        writer.WriteEndArray();
    }

    // A line a solution, a space between expressions; strings as they are.
    private static string Raw(RegoAnswer answer)
    {
        var text = new StringBuilder();
        foreach (var solution in answer.Solutions)
        {
            text.AppendJoin(' ', solution.Expressions.Select(static v => v is StringValue { IsSensitive: false } s ? s.Value : JsonText.Redacted(v))).Append('\n');
        }

        return text.ToString();
    }

    private static string Pretty(RegoAnswer answer)
    {
        if (answer.Solutions.Count == 0)
        {
            return answer.Error is null ? "undefined\n" : "";
        }

        var first = answer.Solutions[0];
        if (first.Bindings.Count == 0 && answer.Solutions.Count == 1 && first.Expressions.Count == 1)
        {
            return JsonText.Redacted(first.Expressions[0], indented: true) + "\n";
        }

        var hasValues = first.Bindings.Count == 0 || first.Expressions.Any(static v => v != Value.True);
        string[] head = [.. first.Bindings.Keys, .. hasValues ? first.Expressions.Select(static (_, i) => $"[{i + 1}]") : []];
        var rows = answer.Solutions.Select(s => (string[])
            [.. s.Bindings.Values.Select(static v => JsonText.Redacted(v)), .. hasValues ? s.Expressions.Select(static v => JsonText.Redacted(v)) : []]);
        return TextTable.Write(head, [.. rows]);
    }
}
