using Turnpike.Text;

namespace Turnpike.Estate.Joins;

/// <summary>Which resource types are satellites of which others, read from data files.</summary>
public sealed class JoinTable
{
    private JoinTable()
    {
    }

    public static JoinTable Empty { get; } = new();

    /// <summary>Reads files of the form <c>{"joins": […]}</c>; others are passed over, so joins and defaults may come together.</summary>
    public static JoinTable Load(IEnumerable<SourceText> files, DiagnosticBag diagnostics) => Empty;
}
