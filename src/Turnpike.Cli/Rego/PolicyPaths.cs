using System.CommandLine;
using System.IO.Enumeration;
using Turnpike.Cli.Files;
using Turnpike.Rego.Bundles;
using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Cli.Rego;

/// <summary>The options by which the Rego commands are told what to load.</summary>
internal sealed class PolicyPaths
{
    private static readonly EnumerationOptions s_below = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.System, IgnoreInaccessible = false };

    private readonly Option<string[]> _data = new("--data", "-d") { Description = "Policies and data: files, folders, or bundles; PREFIX:FILE puts data below a path. May be repeated.", HelpName = "PATH" };
    private readonly Option<string[]> _bundle = new("--bundle", "-b") { Description = "A folder or archive to load as a bundle. May be repeated.", HelpName = "PATH" };
    private readonly Option<string[]> _ignore = new("--ignore") { Description = "Names of files and folders to pass over in folders, such as .* or *_test.rego. May be repeated.", HelpName = "PATTERN" };
    private readonly Option<bool> _v0 = new("--v0-compatible") { Description = "Read policies as Rego v0." };

    public void AddTo(Command command, bool withPaths = true)
    {
        if (withPaths)
        {
            command.Add(_data);
        }

        command.Add(_bundle);
        command.Add(_ignore);
        command.Add(_v0);
    }

    public RegoVersion Version(ParseResult result) => result.GetValue(_v0) ? RegoVersion.V0 : RegoVersion.V1;

    /// <summary>Everything named; faults go to the diagnostics.</summary>
    /// <param name="paths">Named as arguments, beside those of the options.</param>
    /// <param name="isData">Which YAML and JSON files of folders are data; all unless told otherwise.</param>
    public PolicySet Load(ParseResult result, DiagnosticBag diagnostics, IEnumerable<string>? paths = null, bool areBundles = false, Func<SourceText, bool>? isData = null)
    {
        var reader = new PolicySetReader(Version(result), diagnostics);
        var ignored = result.GetValue(_ignore) ?? [];
        foreach (var path in (paths ?? []).Concat(result.CommandResult.Command.Options.Contains(_data) ? result.GetValue(_data) ?? [] : []))
        {
            Add(reader, path, areBundles, diagnostics, isData, ignored);
        }

        foreach (var path in result.GetValue(_bundle) ?? [])
        {
            Add(reader, path, isBundle: true, diagnostics, null, ignored);
        }

        return reader.ToSet();
    }

    private static void Add(PolicySetReader reader, string path, bool isBundle, DiagnosticBag diagnostics, Func<SourceText, bool>? isData, string[] ignored)
    {
        var (prefix, file) = Split(path);
        if (Directory.Exists(file))
        {
            var files = Files(file, diagnostics);
            files.RemoveAll(file => file.Path.Any(part => Array.Exists(ignored, pattern => FileSystemName.MatchesSimpleExpression(pattern, part, ignoreCase: false))));
            files.RemoveAll(file => !file.IsPolicy && isData?.Invoke(file.Source) == false);
            if (isBundle)
            {
                reader.AddBundle(files);
            }
            else
            {
                reader.AddFolder(files, prefix);
            }
        }
        else if (TextFolder.ReadFile(file, file, diagnostics) is { } text)
        {
            if (!BundleArchive.IsArchive(text.Utf8.Span))
            {
                if (isData?.Invoke(text) == false && !TextFolder.IsPolicy(file))
                {
                    return;
                }

                reader.AddFolder([new PolicyFile(text, [Path.GetFileName(file)])], prefix);
            }
            else if (BundleArchive.Read(text, diagnostics) is { } files)
            {
                reader.AddBundle(files);
            }
        }
    }

    private static (string[] Prefix, string Path) Split(string path)
    {
        const string Scheme = "file://";
        path = path.StartsWith(Scheme, StringComparison.Ordinal) ? path[Scheme.Length..] : path;
        var colon = path.IndexOf(':', StringComparison.Ordinal);
        return colon <= 0 || Path.Exists(path) ? ([], path) : (path[..colon].Split('.', '/').SkipWhile(static part => part == "data").ToArray(), path[(colon + 1)..]);
    }

    /// <summary>The files below a folder that may be policies, data or a manifest.</summary>
    private static List<PolicyFile> Files(string folder, DiagnosticBag diagnostics)
    {
        var files = new List<PolicyFile>();
        try
        {
            foreach (var file in Directory.GetFiles(folder, "*", s_below).Order(StringComparer.Ordinal))
            {
                var below = Path.GetRelativePath(folder, file);
                if ((TextFolder.IsPolicyOrData(below) || below == BundleManifest.FileName)
                    && TextFolder.ReadFile(file, folder == "." ? below : Path.Join(folder.TrimEnd('/'), below), diagnostics) is { } text)
                {
                    files.Add(new PolicyFile(text, below.Split('/')));
                }
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            diagnostics.Add(FileDiagnostics.CannotReadFolder(folder, FileFaults.Reason(fault)));
        }

        return files;
    }
}
