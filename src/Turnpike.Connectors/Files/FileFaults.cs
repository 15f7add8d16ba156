namespace Turnpike.Connectors.Files;

public static class FileFaults
{
    /// <summary>The reason in a few words; the runtime's own message repeats the path in full.</summary>
    public static string Reason(Exception fault) => fault switch
    {
        UnauthorizedAccessException => "permission denied",
        FileNotFoundException or DirectoryNotFoundException => "there is no such file or folder",
        PathTooLongException => "the path is too long",
        IOException { HResult: 28 } => "no space left on the device",
        IOException { HResult: 40 } => "too many levels of symbolic links",
        IOException { HResult: 21 } => "it is a folder",
        _ => fault.Message.TrimEnd('.'),
    };
}
