using Turnpike.Ledger.Tests.Crashes;
using Xunit.Runner.InProc.SystemConsole;

namespace Turnpike.Ledger.Tests;

/// <summary><c>append-forever STORE</c> is the process that the crash tests kill; anything else goes to xunit.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        ["append-forever", var store] => Load.RunAsync(store),
        _ => ConsoleRunner.Run(args),
    };
}
