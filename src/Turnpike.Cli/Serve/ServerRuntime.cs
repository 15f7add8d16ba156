using System.Collections;
using System.Runtime.InteropServices;
using System.Text;

namespace Turnpike.Cli.Serve;

/// <summary>
/// The command's runtime is set for a life of a fraction of a second: no background collector, no profiles, no code made at
/// run time. A node lives for months, and most of that can only be chosen when the process starts: so it starts itself again
/// with other settings, as the same process.
/// </summary>
internal static class ServerRuntime
{
    // The environment overrules what is built in. Whoever has set one of them has chosen for themselves.
    private static readonly (string Name, string Value)[] s_settings = [("DOTNET_gcConcurrent", "1"), ("DOTNET_TieredPGO", "1")];

    /// <summary>To be called before anything else runs: whether code may be made at run time is asked once.</summary>
    public static void Choose(string[] args)
    {
        var command = Array.Find(args, static a => !a.StartsWith('-'));
        if (command is not ("serve" or "ledger" or "backup" or "restore" or "doctor" or "assess"))
        {
            return;
        }

        // Those that open a node's database.
        AppContext.SetSwitch("System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported", true);
        if (command == "serve" && Array.TrueForAll(s_settings, static s => Environment.GetEnvironmentVariable(s.Name) is null))
        {
            StartAgain();
        }
    }

    // Comes back only where it fails, and then the node runs all the same, with longer pauses.
    private static void StartAgain()
    {
        try
        {
            var arguments = Encoding.UTF8.GetString(File.ReadAllBytes("/proc/self/cmdline")).Split('\0')[..^1];
            var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(static e => $"{e.Key}={e.Value}")
                .Concat(s_settings.Select(static s => $"{s.Name}={s.Value}"));
            _ = Execute("/proc/self/exe", [.. arguments, null], [.. environment, null]);
        }
        catch (IOException)
        {
            // No /proc.
        }
    }

    [DllImport("libc", EntryPoint = "execve", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Execute(string path, string?[] arguments, string?[] environment);
}
