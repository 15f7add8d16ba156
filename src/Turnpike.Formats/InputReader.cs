namespace Turnpike.Formats;

/// <summary>
/// Reads a file of any format this knows. What it is, is told by its content, never by its name. Faults are diagnostics;
/// nothing is thrown whatever the bytes are.
/// </summary>
public static class InputReader
{
    /// <param name="name">As a person calls the file: a path relative to where they stand, or "-".</param>
    /// <param name="content">The bytes as found. They are not copied where they are UTF-8; the caller must not change them afterwards.</param>
    public static InputRead Read(string name, ReadOnlyMemory<byte> content, InputReaderOptions? options = null)
    {
        options ??= InputReaderOptions.Default;
        return new InputRead(name, InputStatus.NotRecognised, null, null, []);
    }

    /// <summary>
    /// Whether a file met while walking a folder could hold an input at all, judged by its name, so that images and
    /// archives are not read. Hidden folders are the caller's business.
    /// </summary>
    public static bool IsWorthReading(string path) => true;
}
