using Turnpike.Conformance.Tests.Hcl;
using Turnpike.Conformance.Tests.Terraform;
using Turnpike.Conformance.Tests.TerraformRoots;
using Xunit.Runner.InProc.SystemConsole;

namespace Turnpike.Conformance.Tests;

/// <summary>
/// <c>rego DIR</c>, <c>hcl DIR</c>, <c>terraform-expressions FILE</c> and <c>terraform-roots DIR</c> run conformance cases
/// and name what fails; anything else goes to xunit. With <c>--update</c>, what passes is added to the must-pass list beside
/// this file's project.
/// </summary>
internal static class Program
{
    public static Task<int> Main(string[] args) => args switch
    {
        ["hcl", var folder, .. var options] => Task.FromResult(HclSuite.Run(folder, options, Console.Out)),
        ["rego", var folder, .. var options] => Task.FromResult(RegoSuite.Run(folder, options, Console.Out)),
        ["terraform-expressions", var file, .. var options] => Task.FromResult(ExpressionSuite.Run(file, options, Console.Out)),
        [RootSuite.Name, var folder, .. var options] => Task.FromResult(RootSuite.Run(folder, options, Console.Out)),
        _ => ConsoleRunner.Run(args),
    };
}
