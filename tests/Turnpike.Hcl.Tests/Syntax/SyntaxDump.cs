using System.Text;
using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Tests.Syntax;

/// <summary>A tree as text, a node a line: what it is, the source it was read from, and what it holds beside its children.</summary>
internal sealed class SyntaxDump
{
    private readonly StringBuilder _text = new();
    private int _indent;

    public static string OfFile(HclFile file, DiagnosticBag diagnostics)
    {
        var dump = new SyntaxDump();
        dump.Body(file.Body);
        foreach (var comment in file.Comments)
        {
            dump.Line("comment", file.Source, comment.Span);
        }

        foreach (var diagnostic in diagnostics)
        {
            dump._text.Append(diagnostic).Append('\n');
        }

        return dump._text.ToString();
    }

    public static string OfExpression(HclExpression expression)
    {
        var dump = new SyntaxDump();
        dump.Expression(expression);
        return dump._text.ToString();
    }

    private void Body(IHclBody body)
    {
        var native = (NativeBody)body;
        var items = native.Attributes.Select(attribute => (attribute.Span.Start, Item: (object)attribute))
            .Concat(native.Blocks.Select(block => (block.Span.Start, Item: (object)block)));
        foreach (var (_, item) in items.OrderBy(item => item.Start))
        {
            if (item is HclAttribute attribute)
            {
                Line("attribute " + attribute.Name, attribute.Source, attribute.NameSpan);
                Nested(() => Expression(attribute.Expression));
            }
            else if (item is HclBlock block)
            {
                Line(string.Join(' ', ["block " + block.Type, .. block.Labels.Select(label => $"\"{label}\"")]), block.Source, block.DefinitionSpan);
                foreach (var label in block.LabelSpans)
                {
                    Check(block.Source, label);
                }

                Nested(() => Body(block.Body));
            }
        }
    }

    private void Expression(HclExpression expression)
    {
        Line(Describe(expression), expression.Source, expression.Span);
        Nested(() =>
        {
            foreach (var child in Children(expression))
            {
                Expression(child);
            }
        });
    }

    private void Line(string what, SourceText source, TextSpan span)
    {
        Check(source, span);
        var quoted = source.GetString(span).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        if (quoted.Length > 60)
        {
            quoted = $"{quoted[..30]} … {quoted[^27..]}";
        }

        _text.Append(' ', _indent * 2).Append(what).Append("  ‹").Append(quoted).Append("›\n");
    }

    private static void Check(SourceText source, TextSpan span) => Assert.True(span.Start >= 0 && span.End <= source.Length, $"{span} is not inside {source.Name}");

    private void Nested(Action children)
    {
        _indent++;
        children();
        _indent--;
    }

    private static string Describe(HclExpression expression) => expression switch
    {
        LiteralExpression { Value: StringValue text } => "text " + JsonText.Revealed(text),
        LiteralExpression literal => "literal " + JsonText.Revealed(literal.Value),
        ScopeTraversalExpression scope => "variable " + scope.Traversal,
        RelativeTraversalExpression relative => "steps " + string.Concat(relative.Steps),
        FunctionCallExpression call => $"call {call.Name}{(call.ExpandsLast ? " expanding" : "")}",
        UnaryExpression unary => unary.Operator.ToString(),
        BinaryExpression binary => binary.Operator.ToString(),
        ForExpression @for => $"for {@for.KeyName} {@for.ValueName}{(@for.IsGrouped ? " grouped" : "")}",
        JsonStringExpression text => "string " + text.Text,
        _ => expression.GetType().Name.Replace("Expression", "", StringComparison.Ordinal),
    };

    private static IEnumerable<HclExpression> Children(HclExpression expression) => expression switch
    {
        TemplateExpression template => template.Parts,
        TemplateWrapExpression wrap => [wrap.Inner],
        TemplateJoinExpression join => [join.Tuple],
        ParenthesesExpression parentheses => [parentheses.Inner],
        RelativeTraversalExpression relative => [relative.From],
        IndexExpression index => [index.Collection, index.Key],
        SplatExpression splat => [splat.From, splat.Each],
        FunctionCallExpression call => call.Arguments,
        ConditionalExpression conditional => [conditional.Condition, conditional.WhenTrue, conditional.WhenFalse],
        UnaryExpression unary => [unary.Operand],
        BinaryExpression binary => [binary.Left, binary.Right],
        TupleExpression tuple => tuple.Elements,
        ObjectExpression map => map.Items.SelectMany(item => (HclExpression[])[item.Key, item.Value]),
        ObjectKeyExpression key => [key.Inner],
        ForExpression @for => new[] { @for.Collection, @for.KeyResult, @for.Result, @for.Condition }.OfType<HclExpression>(),
        JsonStringExpression text => [text.Template],
        _ => [],
    };
}
