using System.Globalization;
using Turnpike.Assessment.Data;
using Turnpike.Assessment.Facts;
using Turnpike.Assessment.Reports;
using Turnpike.Assessment.Results;
using Turnpike.Assessment.Risks;
using Turnpike.Gate.Rules;
using Turnpike.Inventory.Joining;

namespace Turnpike.Assessment.Sections;

/// <summary>Jobs that several tools do.</summary>
internal sealed class Sprawl(AssessmentData data) : ISection
{
    private const int MaxEvidence = 3;
    private const string Pipeline = "turnpike/Pipeline";
    private const string Release = "turnpike/HelmRelease";
    private const string Image = "turnpike/Image";

    private static readonly MeasureForm s_twice = new("sprawl.jobs", "Jobs that several tools do", "", HigherIsBetter: false);

    // Where containers stand in the specification of what runs them.
    private static readonly (string Type, string Path)[] s_workloads =
    [
        ("apps/Deployment", "spec.template.spec"), ("apps/StatefulSet", "spec.template.spec"), ("apps/DaemonSet", "spec.template.spec"), ("batch/CronJob", "spec.jobTemplate.spec.template.spec"), ("batch/Job", "spec.template.spec"),
    ];

    private readonly IReadOnlyList<Job> _jobs = Job.Of(data);

    public string Id => "sprawl";

    public string Title => "Tool sprawl";

    public IReadOnlyList<MeasureForm> Measures => [s_twice];

    public IReadOnlyList<RiskCandidate> Risks =>
    [
        new(
            "two-of-everything",
            "Several tools do the same job: each has its own credentials, versions and gaps, and nobody knows all of them",
            ["sprawl.*"],
            [],
            0.1,
            "For the job with the most tools, name the one that stays and stop new uses of the others."),
    ];

    /// <summary>A tool that was met.</summary>
    private sealed record Use(JobTool Tool, IReadOnlyList<string> Subjects, IReadOnlyList<Evidence> Evidence);

    public async Task<SectionResult> JudgeAsync(AssessedEstate estate, CancellationToken cancellationToken)
    {
        var sheet = new SectionSheet(estate);
        var clues = await Clues.ReadAsync(estate, cancellationToken);
        var twice = 0;
        var rows = new List<IReadOnlyList<string>>();
        foreach (var job in _jobs)
        {
            var uses = new List<Use>();
            foreach (var tool in job.Tools)
            {
                if (await clues.FindAsync(tool, cancellationToken) is { Subjects.Count: > 0 } use)
                {
                    uses.Add(use);
                }
            }

            if (uses.Count > 0)
            {
                rows.Add([job.Name, string.Join(", ", uses.Select(static u => $"{u.Tool.Name} ({ReportWords.Number(u.Subjects.Count)})"))]);
            }

            if (uses.Count > 1)
            {
                twice++;
                sheet.Add(new Line(
                    "sprawl.job",
                    uses.Count > 2 ? Severity.Medium : Severity.Low,
                    [.. uses.OrderBy(static u => u.Subjects.Count).Take(uses.Count - 1).SelectMany(static u => u.Subjects)],
                    $"{job.Name}: {string.Join(" and ", uses.Select(static u => $"{u.Tool.Name} ({ReportWords.Number(u.Subjects.Count)})"))}",
                    job.Why,
                    [.. uses.SelectMany(static u => u.Evidence)],
                    null,
                    "Ask who chose each and why; where nobody can say, plan the move to one of them."));
            }
        }

        sheet.Add(s_twice, twice, rows.Count);
        if (rows.Count > 0)
        {
            sheet.Add(new Table("Which tools do what", ["Job", "Tools"], rows, "By types of resources, images, releases, pipelines and what made a resource; what leaves no such trace is not seen."));
        }

        if (!clues.HasRepositories)
        {
            sheet.Add(new NotJudged("What pipelines run", null, "No repository is connected.", "turnpike connect repository NAME."));
        }

        return sheet.ToResult(Id, Title, string.Create(CultureInfo.InvariantCulture, $"{twice} of {rows.Count} jobs that are done are done by more than one tool."));
    }

    /// <summary>Where a tool was met, each place once, and by what the first were known.</summary>
    private sealed class Found
    {
        private readonly HashSet<string> _known = new(StringComparer.Ordinal);

        public List<string> Subjects { get; } = [];

        public List<Evidence> Evidence { get; } = [];

        public void Add(string subject, string? path, string value)
        {
            if (_known.Add(subject))
            {
                Subjects.Add(subject);
            }

            if (Evidence.Count < MaxEvidence)
            {
                Evidence.Add(new Evidence(subject, path, value));
            }
        }
    }

    /// <summary>What tells of tools, read once.</summary>
    private sealed class Clues(AssessedEstate estate)
    {
        private readonly Dictionary<string, List<string>> _images = new(StringComparer.Ordinal);
        private readonly Dictionary<string, List<string>> _releases = new(StringComparer.Ordinal);
        private readonly Dictionary<string, List<string>> _pipelines = new(StringComparer.Ordinal);
        private readonly Dictionary<string, List<string>> _runs = new(StringComparer.Ordinal);
        private readonly Dictionary<string, List<string>> _makers = new(StringComparer.Ordinal);
        private readonly Dictionary<(string Type, string Path), List<(string Subject, string Value)>> _values = [];
        private readonly List<AssessedResource> _states = [];

        public bool HasRepositories { get; private set; }

        public static async Task<Clues> ReadAsync(AssessedEstate estate, CancellationToken cancellationToken)
        {
            var clues = new Clues(estate);
            foreach (var (type, path) in s_workloads)
            {
                await foreach (var workload in estate.ReadAsync([type], cancellationToken))
                {
                    foreach (var container in workload.Attributes.List(path + ".containers"))
                    {
                        Note(clues._images, NameOf(container.Text("image")), workload.Resource.Key.ToString());
                    }
                }
            }

            await foreach (var fact in estate.ReadObservedAsync([Image, Release, Pipeline], cancellationToken))
            {
                clues.Note(fact);
            }

            foreach (var resource in estate.All)
            {
                if (resource.MadeBy is { } maker)
                {
                    Note(clues._makers, maker.Tool, resource.Key.ToString());
                }
                else if (resource.Side == RowSide.State)
                {
                    clues._states.Add(resource);
                }
            }

            return clues;
        }

        public async Task<Use> FindAsync(JobTool tool, CancellationToken cancellationToken)
        {
            var found = new Found();
            await AddTypesAsync(tool, found, cancellationToken);
            Add(found, tool.Images.SelectMany(i => _images.Where(known => IsImage(known.Key, i))), "image");
            Add(found, Named(_releases, tool.Releases), "release");
            Add(found, Named(_pipelines, tool.Pipelines), "pipeline");
            Add(found, Named(_runs, tool.Runs), "run by a pipeline");
            Add(found, Named(_makers, tool.MadeBy), "made by");
            if (tool.HasStates)
            {
                _states.ForEach(s => found.Add(s.Key.ToString(), null, "in a state"));
            }

            return new Use(tool, [.. found.Subjects], found.Evidence);
        }

        private async Task AddTypesAsync(JobTool tool, Found found, CancellationToken cancellationToken)
        {
            foreach (var type in tool.Types)
            {
                if (tool.Where is not { } wanted)
                {
                    foreach (var resource in estate.Of(type))
                    {
                        found.Add(resource.Key.ToString(), null, type);
                    }

                    continue;
                }

                if (!_values.TryGetValue((type, wanted.Path), out var values))
                {
                    _values[(type, wanted.Path)] = values = await estate.ReadAsync([type], cancellationToken)
                        .Where(f => f.Attributes.Text(wanted.Path) is not null)
                        .Select(f => (f.Resource.Key.ToString(), f.Attributes.Text(wanted.Path)!)).ToListAsync(cancellationToken);
                }

                foreach (var (subject, value) in values.Where(v => wanted.Values.Contains(v.Value)))
                {
                    found.Add(subject, wanted.Path, value);
                }
            }
        }

        private void Note(ObservedFacts fact)
        {
            switch (fact.Type)
            {
                case Image:
                    Note(_images, NameOf(fact.At("spec").Text("name") ?? fact.At("spec").Text("image")), fact.Key.ToString());
                    break;
                case Release:
                    Note(_releases, fact.At("spec").Text("chart") ?? fact.At("spec").Text("name") ?? fact.At("metadata").Text("name"), fact.Key.ToString());
                    break;
                default:
                    HasRepositories = true;
                    Note(_pipelines, fact.At("spec").Text("system"), fact.Key.ToString());
                    foreach (var tool in fact.At("spec").Texts("tools"))
                    {
                        Note(_runs, tool, fact.Key.ToString());
                    }

                    break;
            }
        }

        private static void Note(Dictionary<string, List<string>> clues, string? clue, string subject)
        {
            if (clue is { Length: > 0 })
            {
                (clues.TryGetValue(clue, out var known) ? known : clues[clue] = []).Add(subject);
            }
        }

        private static void Add(Found found, IEnumerable<KeyValuePair<string, List<string>>> clues, string what)
        {
            foreach (var (clue, subjects) in clues)
            {
                subjects.ForEach(s => found.Add(s, null, $"{what} {clue}"));
            }
        }

        private static IEnumerable<KeyValuePair<string, List<string>>> Named(Dictionary<string, List<string>> clues, IReadOnlyList<string> names) => clues.Where(c => names.Contains(c.Key));

        // Without the tag and the digest.
        private static string? NameOf(string? image)
        {
            var name = image?.Split('@')[0];
            return name is not null && name.LastIndexOf(':') is var at && at > name.LastIndexOf('/') && at > 0 ? name[..at] : name;
        }

        // A copy in a registry of one's own keeps the end of the name; a name of one word is that of Docker Hub alone.
        private static bool IsImage(string image, string known) =>
            image == known || image == "docker.io/" + known || (known.Contains('/', StringComparison.Ordinal) ? image.EndsWith("/" + known, StringComparison.Ordinal) : image == "docker.io/library/" + known || image == "library/" + known);
    }
}
