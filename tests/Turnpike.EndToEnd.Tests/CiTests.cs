using Turnpike.Governance.Access;

namespace Turnpike.EndToEnd.Tests;

/// <summary>A pipeline with a server: judged on its estate, told where the code is, passed once somebody approved.</summary>
public sealed class CiTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-ci-");

    [Fact]
    public async Task A_pipeline_asks_the_server_and_goes_on_without_it_only_where_it_is_away()
    {
        var office = new Workplace(_folder.FullName);
        await using var books = await Books.OpenAsync(office, "--data", "books");
        var pipeline = await books.PipelineAsync("infra", "kestrel/*");
        CheckOut(pipeline);
        string[] ci = ["ci", "terraform/parcels-prod", "--scope", "kestrel/parcels-prod", "--reports", "out"];
        pipeline.Environment["GITHUB_ACTIONS"] = "true";
        pipeline.Environment["GITHUB_SERVER_URL"] = "https://git.kestrel.example";
        pipeline.Environment["GITHUB_REPOSITORY"] = "kestrel/infra";
        pipeline.Environment["GITHUB_REF"] = "refs/pull/12/merge";
        pipeline.Environment["GITHUB_OUTPUT"] = pipeline.File("output.txt");

        var judged = (await pipeline.TurnpikeAsync(ci)).Ends(1);
        judged.Says("terraform/parcels-prod/main.tf:").Says("::error file=terraform/parcels-prod/main.tf,line=").Says($"look  {books.Node.Address}/changes/");
        Assert.DoesNotContain("CLI018", judged.Error, StringComparison.Ordinal);
        var change = File.ReadAllLines(pipeline.File("output.txt")).Single(static l => l.StartsWith("change=", StringComparison.Ordinal))["change=".Length..];
        Assert.Contains("terraform/parcels-prod/main.tf", await File.ReadAllTextAsync(pipeline.File("out/turnpike-kestrel-parcels-prod.sarif"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        // Who has only the server sees the lines too.
        (await office.TurnpikeAsync("show", change)).Ends(0).Says("terraform/parcels-prod/main.tf:");

        var approver = await books.PersonAsync("grace@kestrel.example", Role.Admin);
        (await approver.TurnpikeAsync("approve", change, "--reason", "Seen with the parcels team.")).Ends(0);
        (await pipeline.TurnpikeAsync(ci)).Ends(0);

        var elsewhere = await pipeline.TurnpikeAsync("ci", "terraform/parcels-prod", "--scope", "somebody/else");
        Assert.Contains("API007", elsewhere.Ends(3).Error, StringComparison.Ordinal);

        Assert.Equal(0, await books.Node.InterruptAsync());
        var here = (await pipeline.TurnpikeAsync(ci)).Ends(1);
        Assert.Contains("CLI018: judged without the server's estate", here.Error, StringComparison.Ordinal);
        (await pipeline.TurnpikeAsync([.. ci, "--require-server"])).Ends(3);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void CheckOut(Workplace place)
    {
        var folder = Directory.CreateDirectory(place.File("terraform/parcels-prod")).FullName;
        File.Copy(Books.Sample("terraform/parcels-prod/main.tf"), Path.Combine(folder, "main.tf"));
        File.Copy(Books.Sample("plans/parcels-prod.json"), Path.Combine(folder, "plan.json"));
    }
}
