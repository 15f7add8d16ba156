using System.Globalization;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;

namespace Turnpike.Conformance.Tests.Hcl;

/// <summary>One case: <c>X.t</c> says what <c>X.hcl</c> and <c>X.hcl.json</c>, as far as they exist, give when decoded by <c>X.hcldec</c>.</summary>
/// <param name="Stem">The files' common path without their endings.</param>
internal sealed record HclSpecCase(string Id, string Stem)
{
    /// <summary>Null if it passes, else why not.</summary>
    public string? Run()
    {
        var faults = new DiagnosticBag();
        var expected = HclExpectation.Read(Parse(Stem + ".t", faults).Body, faults);
        var spec = HclSpecReader.Read(Parse(Stem + ".hcldec", faults).Body, faults);
        if (faults.Count > 0 || spec is null)
        {
            return "the case itself: " + string.Join("; ", faults);
        }

        var failures = new List<string>();
        foreach (var ending in (string[])[".hcl", ".hcl.json"])
        {
            if (File.Exists(Stem + ending) && RunSource(Stem + ending, spec, expected) is { } failure)
            {
                failures.Add($"{ending}: {failure}");
            }
        }

        return failures.Count == 0 ? null : string.Join("; ", failures);
    }

    private static string? RunSource(string file, HclSpecFile spec, HclExpectation expected)
    {
        var diagnostics = new DiagnosticBag();
        var parsed = Parse(file, diagnostics);
        var value = HclValue.Dynamic;
        if (diagnostics.Count == 0)
        {
            value = spec.Decode(parsed.Body, diagnostics);
        }

        return expected.Check(value, diagnostics);
    }

    private static HclFile Parse(string file, DiagnosticBag diagnostics)
    {
        var source = new SourceText(Path.GetFileName(file), File.ReadAllBytes(file));
        return file.EndsWith(".json", StringComparison.Ordinal)
            ? HclParser.ParseJsonFile(source, diagnostics)
            : HclParser.ParseFile(source, diagnostics);
    }
}

/// <summary>What a <c>.t</c> file asks for: a result, or diagnostics at certain places.</summary>
internal sealed record HclExpectation(HclValue? Result, HclType? ResultType, IReadOnlyList<string>? Diagnostics)
{
    private static readonly BodySchema s_schema = new(
        [new("result"), new("result_type")], [new("traversals"), new("diagnostics")]);

    private static readonly BodySchema s_severities = new([], [new("error"), new("warning")]);
    private static readonly BodySchema s_range = new([], [new("from"), new("to")]);
    private static readonly BodySchema s_place = new([new("line", true), new("column", true), new("byte", true)], []);

    public static HclExpectation Read(IHclBody body, DiagnosticBag faults)
    {
        var content = body.GetContent(s_schema, faults);
        var evaluator = new Evaluator(new EvaluationContext { Functions = FunctionTable.Empty });
        HclValue? result = content.Attribute("result") is { } attribute ? evaluator.Evaluate(attribute.Expression, HclScope.Empty, faults) : null;
        var type = content.Attribute("result_type") is { } typeAttribute ? TypeConstraint.Parse(typeAttribute.Expression, faults).Type : null;
        var block = content.Blocks.FirstOrDefault(block => block.Type == "diagnostics");
        return new HclExpectation(result, type, block is null ? null : ReadDiagnostics(block.Body, evaluator, faults));
    }

    public string? Check(HclValue value, DiagnosticBag diagnostics)
    {
        var found = diagnostics.Select(Describe).Order(StringComparer.Ordinal).ToList();
        if (Diagnostics is not null)
        {
            return found.SequenceEqual(Diagnostics) ? null : $"wanted [{string.Join(", ", Diagnostics)}], got [{string.Join(", ", diagnostics.Select(d => $"{Describe(d)} {d.Message}"))}]";
        }

        if (diagnostics.HasErrors)
        {
            return "unexpected: " + string.Join("; ", diagnostics);
        }

        if (ResultType is not null && !HclConversion.TryConvert(value, ResultType, out value, out var fault))
        {
            return $"the result is no {ResultType}: {fault}";
        }

        if (Result is not { } wanted)
        {
            return null;
        }

        return HclConversion.TryConvert(wanted, ResultType ?? HclType.Dynamic, out wanted, out _) && wanted.Value.Equals(value.Value)
            ? null
            : $"wanted {wanted}, got {value}";
    }

    private static List<string> ReadDiagnostics(IHclBody body, Evaluator evaluator, DiagnosticBag faults)
    {
        var wanted = new List<string>();
        foreach (var severity in body.GetContent(s_severities, faults).Blocks)
        {
            var range = severity.Body.GetContent(s_range, faults).Blocks;
            var places = range.OrderBy(block => block.Type, StringComparer.Ordinal).Select(block => ReadPlace(block.Body, evaluator, faults));
            wanted.Add($"{severity.Type} {string.Join('-', places)}");
        }

        return [.. wanted.Order(StringComparer.Ordinal)];
    }

    private static string ReadPlace(IHclBody body, Evaluator evaluator, DiagnosticBag faults)
    {
        var content = body.GetContent(s_place, faults);
        string Number(string name) => content.Attribute(name) is { } attribute ? evaluator.Evaluate(attribute.Expression, HclScope.Empty, faults).AsNumber().Text : "";
        return $"{Number("line")}:{Number("column")}({Number("byte")})";
    }

    private static string Describe(Diagnostic diagnostic)
    {
        var severity = diagnostic.IsError ? "error" : "warning";
        return $"{severity} {Place(diagnostic.Source!, diagnostic.Span.Start)}-{Place(diagnostic.Source!, diagnostic.Span.End)}";
    }

    // The suite counts columns in grapheme clusters.
    private static string Place(SourceText source, int offset)
    {
        var line = source.PositionAt(offset).Line;
        var before = source.GetString(TextSpan.FromBounds(source.LineStart(line), offset));
        return $"{line}:{new StringInfo(before).LengthInTextElements + 1}({offset})";
    }
}
