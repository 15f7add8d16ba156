using Turnpike.Rego.Syntax;

namespace Turnpike.Rego.Formatting;

/// <summary>
/// Prints a module in the layout of <c>opa fmt</c>: tabs, a statement a line, what was broken over lines in the source
/// stays so. Comments are kept. Formatting what was formatted changes nothing, and the tree stays the same.
/// </summary>
public static class RegoFormatter
{
    public static string Format(RegoModule module)
    {
        var writer = new LayoutWriter(module.Source, module.Comments);
        new ModulePrinter(module, writer).Print();
        return writer.Finish();
    }
}
