using System.Runtime.CompilerServices;

namespace Turnpike.Tests;

/// <summary>An expected output that is committed. With TURNPIKE_REWRITE=1 what was got becomes what is expected; read the diff.</summary>
internal static class GoldenFile
{
    /// <param name="name">Below the folder Golden beside the calling test.</param>
    public static void Check(string name, string actual, [CallerFilePath] string caller = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(caller)!, "Golden", name);
        if (Environment.GetEnvironmentVariable("TURNPIKE_REWRITE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        Assert.True(File.Exists(path), $"{path} is not there: run with TURNPIKE_REWRITE=1 to write it.");
        Assert.Equal(File.ReadAllText(path), actual);
    }
}
