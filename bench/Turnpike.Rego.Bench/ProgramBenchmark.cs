using System.Diagnostics;
using System.Globalization;
using Turnpike.Rego.Evaluation;
using Turnpike.Rego.Parsing;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Rego.Bench;

/// <summary>What is not one evaluation on one thread: compiling, several threads, a large document.</summary>
internal static class ProgramBenchmark
{
    private const int Modules = 1000;

    /// <summary>The first is what a process that compiles once pays for.</summary>
    public static void Compile()
    {
        var texts = ModuleGenerator.Make(Modules);
        var lines = texts.Sum(static text => text.Count(static c => c == '\n'));
        var seconds = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            var started = Stopwatch.GetTimestamp();
            var diagnostics = new DiagnosticBag();
            var modules = texts.Select((text, n) => RegoParser.ParseModule(SourceText.From($"policy{n}.rego", text), new RegoParserOptions(), diagnostics)!).ToArray();
            var query = RegoCompiler.Compile(modules, RegoCompilerOptions.Default, diagnostics)?.Prepare("data.team1.policy1.deny", diagnostics)
                ?? throw new InvalidOperationException(string.Join('\n', diagnostics.Select(static d => d.Message)));
            query.Evaluate(new EvaluationRequest { Input = ObjectValue.Empty });
            seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        Line($"parse and compile {Modules} modules ({lines} lines): {seconds[0]:0.000} s the first time, {seconds.Min():0.000} s warm");
    }

    /// <summary>Evaluations a second on two threads over those on one, for each workload; the fastest of several tries.</summary>
    public static void Threads(string folder, string[] names)
    {
        Line($"two threads over one, in evaluations a second ({Environment.ProcessorCount} processors, server collector: {System.Runtime.GCSettings.IsServerGC})");
        foreach (var workload in WorkloadBenchmark.FoldersOf(folder, names).Select(Workload.Load))
        {
            var best = 0.0;
            Rate(workload, 1);
            for (var i = 0; i < 3; i++)
            {
                var one = Rate(workload, 1);
                var two = Rate(workload, 2);
                best = Math.Max(best, two / Math.Max(one, Rate(workload, 1)));
            }

            Line($"{workload.Name}: {best:0.00}");
        }
    }

    /// <summary>A document of role bindings of the given size, read and kept.</summary>
    public static void Document(int megabytes)
    {
        var bytes = BindingDocument(megabytes * 1_000_000);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.GetTimestamp();
        var diagnostics = new DiagnosticBag();
        var data = JsonReader.Read(new SourceText("data.json", bytes), diagnostics);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(bytes);
        GC.KeepAlive(data);
        Line($"document of {bytes.Length / 1e6:0} MB: read in {seconds:0.00} s, {kept / 1e6:0} MB in memory, {kept / (double)bytes.Length:0.00} times its size");
    }

    private static double Rate(Workload workload, int threads)
    {
        var counts = new long[threads * 16];
        var stop = false;
        var started = Stopwatch.GetTimestamp();
        var running = Enumerable.Range(0, threads).Select(n => new Thread(() =>
        {
            while (!Volatile.Read(ref stop))
            {
                workload.Evaluate();
                counts[n * 16]++;
            }
        })).ToList();
        running.ForEach(static thread => thread.Start());
        Thread.Sleep(800);
        Volatile.Write(ref stop, true);
        running.ForEach(static thread => thread.Join());
        return counts.Sum() / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static byte[] BindingDocument(int length)
    {
        using var stream = new MemoryStream(length + 1000);
        using (var writer = new StreamWriter(stream, leaveOpen: true))
        {
            writer.Write("{\"bindings\":[");
            for (var i = 0; stream.Length < length; i++)
            {
                writer.Write(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(i == 0 ? "" : ",")}{{\"id\":{i},\"user\":\"user-{i:0000000}\",\"role\":\"role-{i % 97}\",\"since\":\"{2000 + (i % 26)}-0{1 + (i % 9)}-01\",\"scopes\":[\"read:{i % 500}\",\"write:{i % 300}\"],\"active\":{(i % 3 == 0 ? "true" : "false")}}}"));
                writer.Flush();
            }

            writer.Write("]}");
        }

        return stream.ToArray();
    }

    private static void Line(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
