using System.Globalization;
using System.Text;
using Turnpike.Cli.Files;
using Turnpike.Gate.Reports;
using Turnpike.Text;

namespace Turnpike.Cli;

/// <summary>Standard output and error, and what they can show. Nothing is written to a terminal but through here.</summary>
internal sealed class Screen
{
    private const int PlainWidth = 100;
    private const int MinWidth = 40;
    private const int MaxWidth = 140;
    private const int MaxDiagnostics = 50;

    public Stream Output { get; } = new StandardStream(StandardStream.Output);

    public bool HasColour { get; private set; } = !Console.IsOutputRedirected && WantsColour();

    public int Width { get; } = FindWidth();

    /// <summary>What tables have to fit into; null where no terminal shows them.</summary>
    public int? TableWidth => Console.IsOutputRedirected ? null : Width;

    public void TurnColourOff() => HasColour = false;

    public void Write(string text) => Output.Write(Encoding.UTF8.GetBytes(text));

    /// <summary>To standard output, or to a file, whole or not at all.</summary>
    /// <returns>False where it could not be written, which is said.</returns>
    public bool Deliver(ReadOnlySpan<byte> content, string? file)
    {
        if (file is null)
        {
            Output.Write(content);
            return true;
        }

        var faults = new DiagnosticBag();
        AtomicFile.Write(file, content, faults);
        WriteDiagnostics(faults);
        return !faults.HasErrors;
    }

    /// <summary>A line of text that may hold anything.</summary>
    public void WriteLine(string text) => Write(Printable.Line(text) + "\n");

    /// <summary>On standard error, harmless to a terminal whatever the text is.</summary>
    public static void WriteError(string text)
    {
        using var error = new StandardStream(StandardStream.Error);
        error.Write(Encoding.UTF8.GetBytes(Printable.Lines(text) + "\n"));
    }

    /// <summary>Errors first; past <see cref="MaxDiagnostics"/> only their number.</summary>
    public static void WriteDiagnostics(IEnumerable<Diagnostic> diagnostics)
    {
        var all = diagnostics.ToList();
        var sorted = all.FindAll(static d => d.Severity == DiagnosticSeverity.Error);
        sorted.AddRange(all.FindAll(static d => d.Severity == DiagnosticSeverity.Warning));
        if (sorted.Count == 0)
        {
            return;
        }

        var text = string.Join('\n', sorted.Take(MaxDiagnostics).Select(SnippetPrinter.Print));
        WriteError(sorted.Count > MaxDiagnostics ? string.Create(CultureInfo.InvariantCulture, $"{text}\nand {sorted.Count - MaxDiagnostics} more") : text);
    }

    private static bool WantsColour() =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";

    private static int FindWidth()
    {
        if (int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var columns) && columns > 0)
        {
            return Math.Clamp(columns, MinWidth, MaxWidth);
        }

        return !Console.IsOutputRedirected && StandardStream.TerminalColumns is > 0 and var width ? Math.Clamp(width, MinWidth, MaxWidth) : PlainWidth;
    }
}
