using System.Runtime.CompilerServices;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using static Turnpike.Hcl.Functions.Takes;

namespace Turnpike.Hcl.Functions.Files;

/// <summary><c>templatefile</c> and <c>templatestring</c>. A template sees the variables it is given and nothing else.</summary>
internal static class TemplateFunctions
{
    private const string StringName = "<templatestring argument>";
    private static readonly string[] s_names = ["templatefile", "templatestring", "core::templatefile", "core::templatestring"];

    // Each table's own without the functions that would let templates call themselves.
    private static readonly ConditionalWeakTable<FunctionTable, FunctionTable> s_insideTemplates = [];

    public static FunctionList All { get; } = new()
    {
        { "templatefile", new HclFunction([Str("path") with { AllowMarked = true }, Any("vars")], static _ => HclType.Dynamic, RenderFile) },
        { "templatestring", HclFunction.Lazy([Any("template"), Any("vars")], RenderString) },
    };

    private static OrFault<HclValue> RenderFile(FunctionCall call, HclType type)
    {
        var path = call[0].Unmark(out var marks).AsString();
        if (FileFunctions.ReadText(call, path, out var fault) is not { } text)
        {
            return fault is not null ? fault : HclValue.Dynamic.WithMarks(marks);
        }

        var diagnostics = new DiagnosticBag();
        var template = HclParser.ParseTemplate(SourceText.From(path, text), diagnostics);
        if (diagnostics.HasErrors)
        {
            return new FunctionFault(First(diagnostics));
        }

        var result = Render(call.Context, template, call[1]);
        return result.Fault is null ? result.Value.WithMarks(marks) : result;
    }

    private static HclValue RenderString(LazyCall call)
    {
        if (!IsReference(call.Expression(0)))
        {
            return call.Fail(FunctionFault.At(0, "a reference to the template is required, such as local.template; a template that stands here is better written in place"));
        }

        var diagnostics = new DiagnosticBag();
        var template = call.Evaluate(0, diagnostics);
        var variables = call.Evaluate(1, diagnostics);
        if (diagnostics.HasErrors)
        {
            return call.Fail(new FunctionFault(First(diagnostics)));
        }

        var result = RenderString(call.Context, template.UnmarkDeep(out var marks), variables.UnmarkDeep(out var own));
        return result.Fault is { } fault ? call.Fail(fault) : result.Value.WithMarks(marks | own);
    }

    private static OrFault<HclValue> RenderString(EvaluationContext context, HclValue template, HclValue variables)
    {
        if (variables.IsNull)
        {
            return FunctionFault.At(1, "the variables must not be null");
        }

        if (!HclConversion.TryConvert(template, HclType.String, out var text, out _) || text.IsNull)
        {
            return FunctionFault.At(0, "the template must be a string");
        }

        if (!text.IsKnown || !variables.IsKnown)
        {
            return HclValue.Unknown(HclType.String);
        }

        var diagnostics = new DiagnosticBag();
        var parsed = HclParser.ParseTemplate(SourceText.From(StringName, text.AsString()), diagnostics);
        if (diagnostics.HasErrors)
        {
            return FunctionFault.At(0, First(diagnostics));
        }

        var result = Render(context, parsed, variables);
        return result.Fault is not null ? result
            : HclConversion.TryConvert(result.Value, HclType.String, out var rendered, out var fault) ? rendered
            : new FunctionFault($"the template's result is no string: {fault}");
    }

    private static OrFault<HclValue> Render(EvaluationContext context, HclExpression template, HclValue variables)
    {
        if (variables.Kind is not (HclTypeKind.Object or HclTypeKind.Map))
        {
            return FunctionFault.At(1, $"the variables must be an object or map, not {variables.Type}");
        }

        var members = new Dictionary<string, HclValue>(StringComparer.Ordinal);
        for (var i = 0; i < variables.Count; i++)
        {
            if (!Identifiers.IsValid(variables.KeyAt(i)))
            {
                return FunctionFault.At(1, $"{Quotation.Of(variables.KeyAt(i))} cannot be the name of a variable: it must start with a letter and go on with letters, digits and underscores");
            }

            members[variables.KeyAt(i)] = variables.ElementAt(i);
        }

        foreach (var reference in template.References())
        {
            if (!members.ContainsKey(reference.Root))
            {
                return FunctionFault.At(1, $"the template uses {Quotation.Of(reference.Root)} at {reference.Source.Name}:{reference.Source.PositionAt(reference.RootSpan.Start)}, which the variables do not hold");
            }
        }

        var diagnostics = new DiagnosticBag();
        var inside = context.With(s_insideTemplates.GetValue(context.Functions, WithoutTemplates));
        var value = new Evaluator(inside).Evaluate(template, new HclScope(null, members), diagnostics);
        return diagnostics.HasErrors ? new FunctionFault(First(diagnostics)) : value;
    }

    private static FunctionTable WithoutTemplates(FunctionTable table)
    {
        var refused = new HclFunction([], static _ => new FunctionFault("a template cannot call a function that renders templates"), static (_, type) => HclValue.Unknown(type))
        {
            Variadic = Everything("arguments"),
        };
        return table.With(s_names.Select(name => KeyValuePair.Create(name, refused)));
    }

    // Parentheses and templates around a reference are refused, as Terraform refuses them.
    private static bool IsReference(HclExpression expression) => expression switch
    {
        ScopeTraversalExpression => true,
        RelativeTraversalExpression relative => IsReference(relative.From),
        IndexExpression index => IsReference(index.Collection),
        _ => false,
    };

    private static string First(DiagnosticBag diagnostics)
    {
        var first = diagnostics.First(static d => d.IsError);
        return $"{first.Source?.Name}:{first.Position}: {first.Message}; {first.Help}".TrimEnd('.', ' ', ';');
    }
}
