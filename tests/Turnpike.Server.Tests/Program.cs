using Turnpike.Server.Tests.Nodes;
using Xunit.Runner.InProc.SystemConsole;

namespace Turnpike.Server.Tests;

/// <summary><c>serve-node POSTGRES FOLDER</c> is a node that tests kill; anything else goes to xunit.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        ["serve-node", var postgres, var folder] => NodeProcess.ServeAsync(postgres, folder),
        _ => ConsoleRunner.Run(args),
    };
}
