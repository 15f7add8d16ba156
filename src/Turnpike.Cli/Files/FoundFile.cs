namespace Turnpike.Cli.Files;

/// <summary>A file to judge.</summary>
/// <param name="Name">As the user would call it: what they typed, or that and the way below it. <c>-</c> is standard input.</param>
/// <param name="IsNamed">The user named this very file; else it was met while walking a folder.</param>
internal sealed record FoundFile(string Name, bool IsNamed)
{
    public const string StandardInput = "-";

    public bool IsStandardInput => Name == StandardInput;

    /// <summary>What others are told it is called: the same on every machine, since where somebody keeps their files is nobody else's business.</summary>
    public string ToldName => IsStandardInput ? "stdin" : Path.IsPathRooted(Name) ? Path.GetFileName(Name) : Name;
}
