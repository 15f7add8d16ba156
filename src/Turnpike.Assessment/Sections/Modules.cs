using System.Globalization;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;
using Turnpike.Gate.Rules;
using Turnpike.Values;

namespace Turnpike.Assessment.Sections;

/// <summary>
/// Which versions of modules and providers are in use, and how far behind. The newest that is known is the newest tag of a
/// repository that is connected, or the newest in use anywhere: no registry is asked.
/// </summary>
internal sealed class Modules : ISection
{
    private const string Roots = "turnpike/TerraformRoot";
    private const string Repositories = "turnpike/Repository";

    private static readonly MeasureForm s_pinned = new("modules.pinned", "Calls of modules that are pinned", "%", HigherIsBetter: true);
    private static readonly MeasureForm s_current = new("modules.current", "Uses on the newest major version known", "%", HigherIsBetter: true);
    private static readonly MeasureForm s_several = new("modules.several-majors", "Modules and providers in several major versions at once", "", HigherIsBetter: false);

    public string Id => "modules";

    public string Title => "Modules and providers";

    public IReadOnlyList<MeasureForm> Measures => [s_pinned, s_current, s_several];

    public IReadOnlyList<RiskCandidate> Risks =>
    [
        new("unplanned-upgrade", "The next plan brings a version that nobody chose, and changes or breaks what it manages", ["modules.unpinned", "modules.unlocked"], [Roots], 0.3, "Commit the lock files, and give every call of a module a version."),
        new("stuck-versions", "Code falls so far behind that a fix or a feature cannot be taken without a migration", ["modules.behind", "modules.several-majors"], [Roots], 0.2, "Upgrade one root a week, the oldest first, with the plan as the proof."),
    ];

    /// <param name="Root">The key of the root whose code it is.</param>
    private sealed record Use(string Name, bool IsProvider, string Root, string Place, string Said, ModuleVersion? Version);

    public async Task<SectionResult> JudgeAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        var sheet = new SectionSheet(estate);
        var (roots, uses, pins) = (0, new List<Use>(), new Pins());
        await foreach (var root in estate.ReadObservedAsync([Roots], cancellationToken))
        {
            roots++;
            uses.AddRange(UsesOf(root));
            pins.Take(root);
        }

        var newest = await NewestAsync(uses, estate.ReadObservedAsync([Repositories], cancellationToken));
        pins.WriteTo(sheet, estate);
        var (behind, known) = Behind(sheet, uses, newest);
        var several = Several(sheet, uses);
        sheet.AddShare(s_current, known - behind, known);
        sheet.Add(s_several, known == 0 ? null : several, known);
        Write(sheet, uses, newest);
        if (roots == 0)
        {
            sheet.Add(new NotJudged(Title, null, "No code was read.", "Connect a repository: turnpike connect repository NAME."));
        }

        sheet.AddUnread(Title, Roots, Repositories);
        return sheet.ToResult(Id, Title, roots == 0
            ? "No code was read."
            : string.Create(CultureInfo.InvariantCulture, $"{roots} roots use {uses.Select(static u => u.Name).Distinct().Count()} modules and providers; {behind} of {known} uses are a major version or more behind the newest that is known, {several} are in several at once."));
    }

    private static IEnumerable<Use> UsesOf(ObservedFacts root)
    {
        foreach (var call in root.Attributes.List("spec.modules"))
        {
            if (call.Text("source") is { } source && ModuleSource.NameOf(source) is { } name)
            {
                var said = call.Text("version") ?? call.Text("revision") ?? "";
                yield return new Use(name, false, root.Key.ToString(), call.Text("place") ?? "", said, ModuleVersion.Read(said));
            }
        }

        if (root.At("spec.locked") is ObjectValue locked)
        {
            for (var i = 0; i < locked.Count; i++)
            {
                var (address, version) = (((StringValue)locked.Keys[i]).Value, (locked.Values[i] as StringValue)?.Value ?? "");
                yield return new Use(address, true, root.Key.ToString(), ".terraform.lock.hcl", version, ModuleVersion.Read(version));
            }
        }
    }

    /// <summary>Which calls and providers are pinned, root by root.</summary>
    private sealed class Pins
    {
        private readonly Answers _unpinned = new("modules.unpinned", "Roots that call modules without a version");
        private readonly Answers _unlocked = new("modules.unlocked", "Roots without a lock file");
        private int _pinned;
        private int _calls;

        public void Take(ObservedFacts root)
        {
            var outside = root.Attributes.List("spec.modules").Where(static c => c.Text("source") is { } s && ModuleSource.NameOf(s) is not null).ToList();
            var loose = outside.FindAll(static c => !IsPinned(c));
            (_pinned, _calls) = (_pinned + outside.Count - loose.Count, _calls + outside.Count);
            if (loose.Count > 0)
            {
                _unpinned.Fails(root, NameOf(root), Severity.Medium, [.. loose.Select(c => new Evidence(root.Key.ToString(), c.Text("place"), $"{c.Text("source")} {c.Text("version") ?? c.Text("revision") ?? "without a version"}"))]);
            }
            else if (outside.Count > 0)
            {
                _unpinned.Passes();
            }

            if (root.Attributes.List("spec.providers").Count > 0)
            {
                if (root.At("spec.locked") is null)
                {
                    _unlocked.Fails(root, NameOf(root), Severity.Medium, root.EvidenceOf("spec.locked"));
                }
                else
                {
                    _unlocked.Passes();
                }
            }
        }

        public void WriteTo(SectionSheet sheet, AssessedEstate estate)
        {
            _unpinned.WriteTo(sheet, estate, "Tomorrow's plan may run other code than today's.", "Give each call a version, or a tag as its ref.", Roots);
            _unlocked.WriteTo(sheet, estate, "Each machine that runs it takes the newest provider that fits.", "Run terraform init and commit .terraform.lock.hcl.", Roots);
            sheet.AddShare(s_pinned, _pinned, _calls);
        }

        // A tag or a commit stays; a branch moves, and so does what has no bound above.
        private static bool IsPinned(Value call) =>
            ModuleSource.IsOfRegistry(call.Text("source")!) ? call.Text("version") is { } version && ModuleVersion.IsBounded(version)
            : call.Text("revision") is { } revision && (ModuleVersion.Read(revision) is not null || (revision.Length >= 7 && revision.All(char.IsAsciiHexDigit)));
    }

    private static async Task<Dictionary<string, ModuleVersion>> NewestAsync(List<Use> uses, IAsyncEnumerable<ObservedFacts> repositories)
    {
        var newest = new Dictionary<string, ModuleVersion>(StringComparer.Ordinal);
        foreach (var use in uses)
        {
            Take(use.Name, use.Version);
        }

        await foreach (var repository in repositories)
        {
            var address = repository.Attributes.Text("spec.address") is { } known ? ModuleSource.Plain(known) : null;
            foreach (var name in newest.Keys.Where(n => address is not null && (n == address || n.StartsWith(address + "//", StringComparison.Ordinal))).ToList())
            {
                foreach (var tag in repository.Attributes.Texts("spec.tags"))
                {
                    Take(name, ModuleVersion.Read(tag));
                }
            }
        }

        return newest;

        void Take(string name, ModuleVersion? version)
        {
            if (version is not null && (!newest.TryGetValue(name, out var known) || version.CompareTo(known) > 0))
            {
                newest[name] = version;
            }
        }
    }

    private static (int Behind, int Known) Behind(SectionSheet sheet, List<Use> uses, Dictionary<string, ModuleVersion> newest)
    {
        var (behind, known) = (0, 0);
        foreach (var name in uses.Where(static u => u.Version is not null).GroupBy(static u => u.Name, StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal))
        {
            var old = name.Where(u => u.Version!.Major < newest[name.Key].Major).ToList();
            (behind, known) = (behind + old.Count, known + name.Count());
            if (old.Count > 0)
            {
                var most = old.Max(u => newest[name.Key].Major - u.Version!.Major);
                sheet.Add(new Line(
                    "modules.behind",
                    most > 1 ? Severity.Medium : Severity.Low,
                    [.. old.Select(static u => u.Root).Distinct()],
                    string.Create(CultureInfo.InvariantCulture, $"{name.Key}: {old.Count} of {name.Count()} uses are up to {most} major versions behind {newest[name.Key].Text}"),
                    "Fixes go to the newest; the way there grows with each version that is left out.",
                    [.. old.Select(static u => new Evidence(u.Root, u.Place, u.Said))],
                    null,
                    "Upgrade the root that changes least, and read its plan."));
            }
        }

        return (behind, known);
    }

    private static int Several(SectionSheet sheet, List<Use> uses)
    {
        var count = 0;
        foreach (var name in uses.Where(static u => u.Version is not null).GroupBy(static u => u.Name, StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal))
        {
            var majors = name.Select(static u => u.Version!.Major).Distinct().Order().ToList();
            if (majors.Count > 1)
            {
                count++;
                sheet.Add(new Line(
                    "modules.several-majors",
                    Severity.Low,
                    [.. name.Select(static u => u.Root).Distinct()],
                    $"{name.Key} is in use in the major versions {string.Join(", ", majors.Select(static m => m.ToString(CultureInfo.InvariantCulture)))}",
                    "What is learnt in one does not hold in the other, and each fix is made as often.",
                    [.. name.Select(static u => new Evidence(u.Root, u.Place, u.Said))],
                    null,
                    "Agree on one, and move the rest."));
            }
        }

        return count;
    }

    private static void Write(SectionSheet sheet, List<Use> uses, Dictionary<string, ModuleVersion> newest)
    {
        var rows = uses.GroupBy(static u => (u.IsProvider, u.Name)).OrderBy(static g => g.Key.IsProvider).ThenBy(static g => g.Key.Name, StringComparer.Ordinal)
            .Select(g => (IReadOnlyList<string>)[g.Key.Name, g.Count().ToString(CultureInfo.InvariantCulture), string.Join(", ", g.Select(static u => u.Said.Length == 0 ? "none" : u.Said).Distinct().Order(StringComparer.Ordinal).Take(5)), newest.GetValueOrDefault(g.Key.Name)?.Text ?? ""]).ToList();
        if (rows.Count > 0)
        {
            sheet.Add(new Table("Versions in use", ["Module or provider", "Uses", "Versions", "Newest known"], rows));
        }

        var open = uses.Where(static u => u.Version is null && u.Said.Length > 0).ToList();
        if (open.Count > 0)
        {
            sheet.Add(new NotJudged("How far modules are behind", open.Count, "They are taken from a branch or a commit, which names no version.", "Use tags."));
        }
    }

    private static string NameOf(ObservedFacts root) => root.Attributes.Text("spec.path") is { Length: > 0 } path ? path : root.Key.Scope;
}
