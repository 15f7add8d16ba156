using System.IO.Compression;
using System.Text;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Functions;
using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Conformance.Tests.Terraform;

/// <summary>Evaluates one case as the output of a root module, or as a line of the console, and compares.</summary>
internal sealed class ExpressionCaseRunner(string folder)
{
    private static readonly BodySchema s_file = new([], [new BlockSchema("output", "name")]);
    private static readonly BodySchema s_output = new([new("value")], []);

    private readonly ExpressionContext _context = new(folder, BuiltinFunctions.Table);

    /// <summary>Null if the case passes, else what is different.</summary>
    public string? Run(ExpressionCase item)
    {
        try
        {
            return Compare(item, item.IsConsole ? EvaluateConsole(item) : EvaluateOutput(item));
        }
        catch (Exception e)
        {
            return "threw " + e.GetType().Name + ": " + e.Message + " " + e.StackTrace?.Split('\n').FirstOrDefault()?.Trim();
        }
    }

    private sealed record Outcome(HclValue Value, string? Printed, IReadOnlyList<(string Summary, string Detail)> Errors);

    private Outcome EvaluateOutput(ExpressionCase item)
    {
        var source = SourceText.From("main.tf", $"output \"result\" {{\n  value = {item.Expression}\n}}\n");
        var diagnostics = new DiagnosticBag();
        var content = HclParser.ParseFile(source, diagnostics).Body.GetContent(s_file, diagnostics);
        var body = content.Blocks.Length > 0 ? content.Blocks[0].Body.GetContent(s_output, diagnostics) : null;
        if (diagnostics.Count > 0 || body?.Attribute("value") is not { } attribute)
        {
            return Failed(diagnostics);
        }

        var outcome = Evaluate(attribute.Expression, source);
        return outcome.Errors.Count == 0 && DeepMarks(outcome.Value).HasFlag(OwnMarks.Ephemeral)
            ? outcome with { Errors = [("Ephemeral value not allowed", "")] }
            : outcome;
    }

    private Outcome EvaluateConsole(ExpressionCase item)
    {
        if (item.Expression.Trim() is "exit" or "")
        {
            return new Outcome(default, "", []);
        }

        var source = SourceText.From("<console-input>", item.Expression);
        var diagnostics = new DiagnosticBag();
        var expression = HclParser.ParseExpression(source, diagnostics);
        if (diagnostics.Count > 0)
        {
            return Failed(diagnostics);
        }

        if (ExpressionReferences.FirstFault(expression, _context, isConsole: true) is { } fault)
        {
            return new Outcome(default, null, [(fault, "")]);
        }

        var printed = TerraformConsole.Print(NewEvaluator(source), expression, _context.Scope, diagnostics);
        return diagnostics.HasErrors ? Failed(diagnostics) : new Outcome(HclValue.DynamicNull, printed, []);
    }

    private Outcome Evaluate(HclExpression expression, SourceText source)
    {
        if (ExpressionReferences.FirstFault(expression, _context, isConsole: false) is { } fault)
        {
            return new Outcome(default, null, [(fault, "")]);
        }

        // A module is first checked with variables of which only the types are known.
        var diagnostics = new DiagnosticBag();
        var evaluator = NewEvaluator(source);
        evaluator.Evaluate(expression, _context.CheckScope, diagnostics);
        if (diagnostics.HasErrors)
        {
            return Failed(diagnostics);
        }

        var value = evaluator.Evaluate(expression, _context.Scope, diagnostics);
        return diagnostics.HasErrors ? Failed(diagnostics) : new Outcome(value, null, []);
    }

    private Evaluator NewEvaluator(SourceText source) => new(new EvaluationContext
    {
        Functions = BuiltinFunctions.Table,
        Files = new ExpressionTree(folder, source.Utf8.ToArray()),
        HomeFolder = "/home/user",
        AbsoluteFolder = ExpressionContext.WorkingFolder,
    });

    private static Outcome Failed(DiagnosticBag diagnostics) =>
        new(default, null, [.. diagnostics.Where(d => d.IsError).Select(d => (d.Message, d.Help ?? ""))]);

    private static string? Compare(ExpressionCase item, Outcome outcome)
    {
        if (item.Errors.Count > 0 || outcome.Errors.Count > 0)
        {
            return CompareErrors(item, outcome);
        }

        if (outcome.Printed is { } printed)
        {
            return printed == item.Console ? null : $"printed {printed} where {item.Console} was expected";
        }

        var value = outcome.Value.UnmarkDeep(out var marks);
        if (item.IsUnknown != !value.IsWhollyKnown && !item.IsNondeterministic)
        {
            return item.IsUnknown ? $"{value} is known" : $"{value} is not known";
        }

        if (item.Type is { } type && !value.Type.Equals(type))
        {
            return $"is of type {TypeText.Constraint(value.Type)}, not {TypeText.Constraint(type)}";
        }

        if (item.IsSensitive != marks.HasFlag(OwnMarks.Sensitive))
        {
            return item.IsSensitive ? "is not sensitive" : "is sensitive";
        }

        return item.IsUnknown || item.IsNondeterministic ? null : CompareKnown(item, value);
    }

    private static string? CompareErrors(ExpressionCase item, Outcome outcome)
    {
        if (outcome.Errors.Count == 0)
        {
            return $"gave {outcome.Value} where \"{item.Errors[0].Summary}: {item.Errors[0].Detail}\" was expected";
        }

        if (item.Errors.Count == 0)
        {
            return $"failed with \"{outcome.Errors[0].Summary}: {outcome.Errors[0].Detail}\"";
        }

        return outcome.Errors[0].Summary == item.Errors[0].Summary
            ? null
            : $"failed with \"{outcome.Errors[0].Summary}: {outcome.Errors[0].Detail}\" instead of \"{item.Errors[0].Summary}: {item.Errors[0].Detail}\"";
    }

    private static string? CompareKnown(ExpressionCase item, HclValue value)
    {
        if (item.Console is { } console)
        {
            var shown = ConsoleText.Of(value);
            return shown == console ? null : $"shows as {shown}, not {console}";
        }

        if (item.IsGzip)
        {
            return Unpack(value.AsString()) == Unpack(((StringValue)item.Value!).Value) ? null : "unpacks to something else";
        }

        if (item.IsNegativeZero)
        {
            return HclNumber.ToText(value.AsNumber()) == "-0" ? null : $"{HclNumber.ToText(value.AsNumber())} is no negative zero";
        }

        return ExpectedValue.IsSame(value, item.Value!) ? null : $"{value.Value} is not {item.Value}";
    }

    private static OwnMarks DeepMarks(HclValue value)
    {
        value.UnmarkDeep(out var marks);
        return marks;
    }

    private static string Unpack(string base64)
    {
        using var stream = new GZipStream(new MemoryStream(System.Convert.FromBase64String(base64)), CompressionMode.Decompress);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
