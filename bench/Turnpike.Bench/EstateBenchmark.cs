using System.Diagnostics;
using System.Globalization;
using Turnpike.Estate;
using Turnpike.Estate.Identity;
using Turnpike.Formats;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Formats.Withholding;
using Turnpike.Gate;
using Turnpike.Gate.Rules;
using Turnpike.Gate.Surrounding;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Bench;

/// <summary>
/// A plan judged on an estate around it, the estate judged as it stands, a rule on trial, and documents kept: in one
/// process, as a server does it, each part of the estate parsed from its kept bytes when first asked for.
/// </summary>
internal sealed class EstateBenchmark(string repository, string workFolder, int runs)
{
    private const int ResourcesAround = 20_000;
    private const int Scopes = 20;
    private const int PlanCopies = 3;

    private readonly string _sample = Path.Combine(repository, "samples/kestrel/plans/parcels-prod.json");
    private readonly byte[] _key = new byte[Withheld.KeyBytes];
    private readonly RuleSet _rules = RuleSet.Compile([new RulePack("baseline", Texts(Path.Combine(repository, "packs/baseline"), "*.rego"))]);
    private readonly IReadOnlyList<SourceText> _data = Texts(Path.Combine(repository, "packs/data"), "*.json");

    public void Run()
    {
        Directory.CreateDirectory(workFolder);
        var one = Generate("estate-one.json", 1);
        var plan = Generate("estate-plan.json", PlanCopies * one.Length);
        var around = Around(Generate("estate-around.json", one.Length * (long)ResourcesAround / 19 * 2));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| what, median of {runs} after one warm-up | ms | CPU ms |"));
        Console.WriteLine("|---|---|---|");
        var request = new CheckRequest { Rules = _rules, ProviderData = _data, Inputs = [new InputFile("plan.json", plan)], Scope = "team-3", InstallationKey = _key };
        var alone = GateCheck.Run(request);
        Row($"a plan of {alone.Summary.Resources} changes, alone", static () => 0, _ => GateCheck.Run(request));
        Row($"the same on {around.Count:N0} resources around it, parsed anew", () => Fresh(around), fresh => GateCheck.Run(request with { Surroundings = new Surroundings { Resources = fresh } }));
        Row("the same on resources parsed before", () => around, known => GateCheck.Run(request with { Surroundings = new Surroundings { Resources = known } }));
        Row($"{around.Count:N0} resources judged as they stand", () => around, known => EstateCheck.Run(Standing(known, _rules)));
        var trial = SourceText.From("trial.rego", File.ReadAllText(Path.Combine(repository, "packs/baseline/aws/s3_versioning.rego")));
        Row("a rule on trial, compiled and asked about all of them", () => around, known => EstateCheck.Run(Standing(known, _rules.Trial(trial))));
        var large = Generate("estate-60mb.json", 60_000_000);
        var document = InputReader.Read("large.json", large).Document!;
        Row("a 60 MB plan kept without its secrets", static () => 0, _ => KeptDocument.Write(document, _key));
        var kept = KeptDocument.Write(document, _key)!;
        Row("the same read back", static () => 0, _ => GC.KeepAlive(InputReader.Read("kept.json", kept).Document));
    }

    private EstateCheckRequest Standing(IReadOnlyList<Resource> resources, RuleSet rules) =>
        new() { Rules = rules, ProviderData = _data, Estate = new Surroundings { Resources = resources } };

    private byte[] Generate(string name, long bytes)
    {
        var path = Path.Combine(workFolder, name);
        PlanGenerator.Write(_sample, path, bytes);
        return File.ReadAllBytes(path);
    }

    private static List<Resource> Around(byte[] plan)
    {
        var planned = ((TerraformPlanDocument)InputReader.Read("around.json", plan).Document!).Planned;
        var known = planned.Changes.Where(static c => c.Before is not null && c.Deposed is null).Select(static c => (c.Address, c.Provider, Value: c.Before!, c.Origin))
            .Concat(planned.PriorState.Select(static r => (r.Address, r.Provider, Value: r.Attributes, r.Origin)))
            .DistinctBy(static r => r.Address.Text).Take(ResourcesAround);
        return
        [
            .. known.Select(static (r, i) => new Resource
            {
                Id = new ResourceId(new EstateScope(string.Create(CultureInfo.InvariantCulture, $"team-{i % Scopes}")), r.Address),
                Provider = r.Provider,
                Content = Lazy(JsonText.Canonical(r.Value)),
                Origin = r.Origin,
            }),
        ];
    }

    private static List<Resource> Fresh(List<Resource> resources) =>
        [.. resources.Select(static r => new Resource { Id = r.Id, Provider = r.Provider, Content = Lazy(JsonText.Canonical(r.Attributes)), Origin = r.Origin })];

    private static LazyValue Lazy(byte[] json) => new(json, static bytes => JsonReader.Read(new SourceText("resource", (byte[])bytes), []));

    private void Row<T>(string name, Func<T> prepare, Action<T> run)
    {
        var times = new List<(double Wall, double Cpu)>();
        for (var i = 0; i <= runs; i++)
        {
            var prepared = prepare();
            GC.Collect();
            var cpu = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            run(prepared);
            times.Add((watch.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds));
        }

        var (wall, busy) = times.Skip(1).Order().ElementAt((times.Count - 1) / 2);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {wall:0} | {busy:0} |"));
    }

    private static List<SourceText> Texts(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(static f => new SourceText(f, File.ReadAllBytes(f)))];
}
