using Turnpike.Rego.Parsing;
using Turnpike.Rego.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego.Builtins.Modules;

/// <summary><c>rego.parse_module</c>: a policy's text as the tree that OPA writes as JSON.</summary>
internal static class ModuleBuiltins
{
    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("rego.parse_module", [RegoType.String, RegoType.String], RegoType.ObjectOf(RegoType.String, RegoType.Any), Parse),
    ];

    private static Value? Parse(BuiltinContext context, ReadOnlySpan<Value> arguments)
    {
        var diagnostics = new DiagnosticBag();
        var source = SourceText.From(arguments.Text(0), arguments.Text(1));
        context.Step(source.Length);
        if (RegoParser.ParseModule(source, RegoParserOptions.Default, diagnostics) is { } module)
        {
            return new ModuleTree().Module(module);
        }

        var faults = diagnostics.Where(static d => d.IsError).Select(d => $"{source.Name}:{source.PositionAt(d.Span.Start).Line}: rego_parse_error: {d.Message}").ToArray();
        return context.Fail(faults.Length == 1 ? $"1 error occurred: {faults[0]}" : $"{faults.Length} errors occurred:\n{string.Join('\n', faults)}");
    }
}
