using System.Diagnostics;
using System.Globalization;
using Turnpike.Assessment;
using Turnpike.Assessment.Data;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Profiles;
using Turnpike.Assessment.Reports;
using Turnpike.Assessment.Sections;
using Turnpike.Inventory.Ownership;
using Turnpike.Ledger;
using Turnpike.Ledger.Events;
using Turnpike.Ledger.Sqlite;
using Turnpike.Text;

namespace Turnpike.Inventory.Bench;

/// <summary>Assesses what <see cref="JoinedBench"/> left in a folder, in a process that did nothing else: what it takes beside the resident estate.</summary>
internal static class AssessBench
{
    public static async Task RunAsync(string folder)
    {
        await using var store = SqliteLedgerStore.Open(Path.Combine(folder, "ledger.db"), TimeProvider.System);
        await using var attachments = SqliteAttachmentStore.Open(Path.Combine(folder, "attachments.db"), TimeProvider.System);
        await using var ledger = new EventLedger(store, TimeProvider.System);
        using var inventory = new EstateInventory(attachments, TimeProvider.System);
        using var follower = new ProjectionFollower(ledger, [inventory]);
        var start = Stopwatch.GetTimestamp();
        await follower.CatchUpAsync();
        using var join = JoinedBench.Join(inventory);
        var joined = await join.AtAsync();
        var answers = new OwnershipRun(joined, new OwnershipProjection(), await OwnershipFacts.LoadAsync(joined));
        answers.Coverage(OwnershipQuestion.Owner);
        _ = joined.Snapshot.DependsOn(joined.Snapshot.Rows().First());
        JoinedBench.Print(string.Create(CultureInfo.InvariantCulture, $"ready: {joined.Count} resources, with owners and relations"), start);
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        Memory("resident estate");

        // From here on the peak is that of the assessment alone.
        await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
        await AssessAsync(answers, folder);
    }

    private static async Task AssessAsync(OwnershipRun answers, string folder)
    {
        var sections = AllSections.Of(new AssessmentData([.. Directory.EnumerateFiles("packs/data", "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(static f => new SourceText(f, File.ReadAllBytes(f)))]));
        var whole = Stopwatch.GetTimestamp();
        var estate = new AssessedEstate(answers, [], Profile.Empty, TimeProvider.System.GetUtcNow());
        JoinedBench.Print("to be assessed", whole);
        Memory("  with it");
        var last = (Says: "", At: Stopwatch.GetTimestamp());
        var report = await new AssessEstate(sections).RunAsync(estate, null, new Told(says =>
        {
            PrintLast();
            last = (says, Stopwatch.GetTimestamp());
        }));
        PrintLast();
        JoinedBench.Print(string.Create(CultureInfo.InvariantCulture, $"assessed: {report.Estate.Resources} resources, {report.Sections.Sum(static s => s.Lines.Count)} lines, {report.Risks.Count} risks"), whole);
        Memory("resident at the end");
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        Memory("resident after a collection");
        GC.KeepAlive(estate);

        // Two versions of the code shall say the same.
        await File.WriteAllBytesAsync(Path.Combine(folder, "assessment.json"), AssessmentJson.Write(report));

        void PrintLast()
        {
            if (last.Says.Length > 0)
            {
                JoinedBench.Print("  " + last.Says, last.At);
                Memory("   ");
            }
        }
    }

    private static void Memory(string when)
    {
        var lines = File.ReadAllLines("/proc/self/status");
        long Of(string name) => long.Parse(lines.First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{when}: {Of("VmRSS:")} MB, at most {Of("VmHWM:")} MB; so far {GC.GetTotalAllocatedBytes() >> 20} MB allocated, {Environment.CpuUsage.TotalTime.TotalSeconds:0.0} s of processor"));
    }

    private sealed class Told(Action<string> told) : IProgress<string>
    {
        public void Report(string value) => told(value);
    }
}
