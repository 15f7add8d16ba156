using Turnpike.Rego.Compilation;
using Turnpike.Rego.Compilation.Binding;
using Turnpike.Rego.Compilation.Planning;
using Turnpike.Rego.Compilation.Typing;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego;

/// <summary>Turns parsed modules into a program: names, safety, order of evaluation and recursion are settled here.</summary>
public static class RegoCompiler
{
    /// <summary>The program, or null if the modules have errors, all of which are reported.</summary>
    public static RegoProgram? Compile(IReadOnlyList<RegoModule> modules, RegoCompilerOptions options, DiagnosticBag diagnostics)
    {
        var faults = new DiagnosticBag();
        var root = RuleNode.NewRoot();
        var planning = new PlanningContext(root, options.Coverage) { ShowsOrder = modules.Any(Writes) };
        var tree = new RuleTreeBuilder(root, planning, faults);
        foreach (var module in modules)
        {
            tree.Add(module);
        }

        tree.Settle();
        var context = new CompilationContext(root, options, faults);
        var names = NamesByModule(modules, options);
        Bind(tree, context, names);
        context.ReportUnused();
        foreach (var module in modules)
        {
            ImportChecks.Report(module, names[module], options, faults);
        }

        var types = faults.HasErrors ? null : CheckTypes(tree, root, options, faults);
        diagnostics.AddRange(faults);
        return faults.HasErrors ? null : new RegoProgram(modules, options, root, planning, types);
    }

    private static TypeChecker? CheckTypes(RuleTreeBuilder tree, RuleNode root, RegoCompilerOptions options, DiagnosticBag faults)
    {
        var recursion = new Recursion(root, faults);
        recursion.Check(tree.Nodes);
        if (faults.HasErrors || !options.ChecksTypes)
        {
            return null;
        }

        var types = new TypeChecker(root, options.Schemas);
        types.Check(recursion.Sorted, faults);
        return types;
    }

    // A call of print or trace; that one of them stands in a comment or string costs little.
    private static bool Writes(RegoModule module) =>
        module.Source.Utf8.Span.IndexOf("print("u8) >= 0 || module.Source.Utf8.Span.IndexOf("trace("u8) >= 0;

    private static void Bind(RuleTreeBuilder tree, CompilationContext context, Dictionary<RegoModule, ModuleNames> names)
    {
        foreach (var node in tree.Nodes)
        {
            foreach (var definition in node.Definitions)
            {
                new RuleBinder(context, names[definition.Module], definition, node).Bind();
            }
        }
    }

    // The rules of a package are known by their names in each of its modules.
    private static Dictionary<RegoModule, ModuleNames> NamesByModule(IReadOnlyList<RegoModule> modules, RegoCompilerOptions options)
    {
        var byPackage = modules.GroupBy(static module => string.Join('\0', module.Package.Path), StringComparer.Ordinal);
        var names = new Dictionary<RegoModule, ModuleNames>(ReferenceEqualityComparer.Instance);
        foreach (var package in byPackage)
        {
            var rules = package.SelectMany(static module => module.Rules).Select(static rule => rule.Head.Name.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var module in package)
            {
                Value[] path = [.. module.Package.Path.Select(static part => Value.Of(part))];
                names[module] = new ModuleNames(path, rules, module.Imports, module.IsV1 || options.IsStrict);
            }
        }

        return names;
    }
}
