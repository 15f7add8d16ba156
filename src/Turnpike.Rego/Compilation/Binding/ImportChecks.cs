using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Rego.Compilation.Binding;

/// <summary>What strict mode, and in part version 1, asks of the imports of a module.</summary>
internal static class ImportChecks
{
    public static void Report(RegoModule module, ModuleNames names, RegoCompilerOptions options, DiagnosticBag diagnostics)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var import in module.Imports)
        {
            if (import.IsDirective)
            {
                continue;
            }

            if (!seen.Add(import.Name) && names.IsStrict)
            {
                diagnostics.Add(CompilationDiagnostics.ShadowedImport(module.Source, import.Span, $"import {string.Join('.', import.Path)}"));
            }
            else if (options.IsStrict && !names.Used.Contains(import.Name))
            {
                diagnostics.Add(CompilationDiagnostics.UnusedImport(module.Source, import.Span, $"import {string.Join('.', import.Path)}"));
            }
        }
    }
}
