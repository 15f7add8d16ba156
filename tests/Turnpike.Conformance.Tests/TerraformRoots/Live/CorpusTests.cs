using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Turnpike.Conformance.Tests.TerraformRoots.Live;

/// <summary>
/// Modules in the shapes of those that many use, beside the plans that Terraform makes of them. With TURNPIKE_REWRITE=1, and
/// terraform, its AWS provider and the emulator moto on the machine, the plans are made anew.
/// </summary>
public sealed class CorpusTests
{
    [Fact]
    public void Modules_of_the_usual_shapes_expand_to_what_Terraform_plans()
    {
        var folder = Path.Combine(Turnpike.Tests.Vectors.RepositoryRoot, "tests", "Turnpike.Conformance.Tests", "Corpus");
        if (Environment.GetEnvironmentVariable("TURNPIKE_REWRITE") == "1" && TerraformCommand.IsPresent && TerraformCommand.HasProviders && TerraformCommand.IsOnPath("moto_server"))
        {
            Rewrite(folder);
        }

        var cases = RootCase.Load(folder).ToList();
        Assert.Equal(7, cases.Count);
        Assert.All(cases, item => Assert.NotNull(item.Plan));
        var differences = cases.SelectMany(item => RootRunner.Run(item).Select(difference => $"{item.Id}: {difference}")).ToList();
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    private static void Rewrite(string corpus)
    {
        var port = FreePort();
        using var emulator = Process.Start(new ProcessStartInfo("moto_server", ["-H", "127.0.0.1", "-p", $"{port}"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        emulator.BeginErrorReadLine();
        emulator.BeginOutputReadLine();
        try
        {
            using var terraform = new TerraformCommand(new Dictionary<string, string>
            {
                ["AWS_ENDPOINT_URL"] = $"http://127.0.0.1:{port}",
                ["AWS_EC2_METADATA_DISABLED"] = "true",
            });
            TerraformCommand.Copy(corpus, terraform.Folder);
            foreach (var item in RootCase.Load(corpus))
            {
                var code = Path.Combine(terraform.Folder, "roots", item.Id, "code");
                terraform.Run(code, "", mayFail: false, "init", "-input=false");
                File.WriteAllText(Path.Combine(item.Folder, "plan-1-create.json"), CompactPlan.Of(terraform.Plan(code)));
            }
        }
        finally
        {
            emulator.Kill(entireProcessTree: true);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
