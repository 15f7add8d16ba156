using Turnpike.Gate.Testing;

namespace Turnpike.Gate.Tests.Testing;

/// <summary>The tests of every pack in the repository, and that each rule has them.</summary>
public sealed class PackTestsRun
{
    public static TheoryData<string> Packs => [.. Directory.EnumerateDirectories(Repository.Packs).Select(static f => Path.GetFileName(f)!).Where(static n => n is not ("data" or "connectors"))];

    [Theory]
    [MemberData(nameof(Packs))]
    public void Every_rule_is_described_and_its_tests_pass(string pack)
    {
        var report = PackTests.Run(Repository.ReadPack(pack), TestContext.Current.CancellationToken);

        var faults = report.Diagnostics.Select(static d => d.ToString())
            .Concat(report.Tests.Where(static t => !t.Passed).Select(static t => $"{t.Source.Name}:{t.Source.PositionAt(t.Span.Start)}: {t.Name}: {t.Fault}"));
        Assert.Equal("", string.Join('\n', faults));
        Assert.NotEmpty(report.Tests);
    }
}
