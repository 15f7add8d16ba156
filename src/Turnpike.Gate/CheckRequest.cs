using Turnpike.Formats;
using Turnpike.Formats.Plain;
using Turnpike.Gate.Rules;
using Turnpike.Gate.Surrounding;
using Turnpike.Rego.Evaluation;
using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Gate;

/// <summary>The bytes of a file to be judged, just as they were read.</summary>
/// <param name="Name">What the user calls it: a path relative to where they stand, or "-" for standard input.</param>
/// <param name="IsNamed">Given by name, not found in a folder: then it must be something we know.</param>
public sealed record InputFile(string Name, ReadOnlyMemory<byte> Bytes, bool IsNamed = true);

/// <summary>JSON or YAML for policies to read.</summary>
/// <param name="Folders">The folders it lies in, below the one given: its place below <c>data</c>, as OPA has it.</param>
public sealed record DataFile(SourceText Source, IReadOnlyList<string> Folders)
{
    public DataFile(SourceText source)
        : this(source, [])
    {
    }
}

/// <summary>What to do with values that a plan does not know yet.</summary>
public enum UnknownMode
{
    /// <summary>They are unknown, and so may be the answer.</summary>
    Marked,

    /// <summary>They are absent in documents given to a user's policies, as other tools have it.</summary>
    Absent,
}

/// <summary>All that a check needs. Nothing is read from anywhere else.</summary>
public sealed record CheckRequest
{
    public required IReadOnlyList<InputFile> Inputs { get; init; }

    /// <summary>Inputs that are read already, their scope being that of the check.</summary>
    public IReadOnlyList<InputDocument> Documents { get; init; } = [];

    /// <summary>Root modules of Terraform code to judge, as if everything in them were to be created.</summary>
    public IReadOnlyList<CodeRoot> CodeRoots { get; init; } = [];

    /// <summary>The code that plans among the inputs were made of.</summary>
    public IReadOnlyList<PlanCode> PlanCode { get; init; } = [];

    /// <summary>The rules to judge by: packs and the user's policies, compiled together.</summary>
    public required RuleSet Rules { get; init; }

    /// <summary>Documents for policies to read, JSON or YAML, laid under <c>data</c>.</summary>
    public IReadOnlyList<DataFile> DataFiles { get; init; } = [];

    /// <summary>Files about providers that come with packs: defaults and joins.</summary>
    public IReadOnlyList<SourceText> ProviderData { get; init; } = [];

    /// <summary>Waiver files, YAML or JSON.</summary>
    public IReadOnlyList<SourceText> WaiverFiles { get; init; } = [];

    /// <summary>The user's values for rules' parameters, by rule id; laid over the rule's defaults.</summary>
    public ObjectValue Parameters { get; init; } = ObjectValue.Empty;

    /// <summary>Findings below this are shown and do not count.</summary>
    public Severity FailOn { get; init; } = Severity.Medium;

    /// <summary>Only what the change introduces or worsens counts.</summary>
    public bool ChangedOnly { get; init; }

    /// <summary>The repository and root the inputs belong to.</summary>
    public string Scope { get; init; } = "";

    /// <summary>What the estate holds beside the inputs; with it, the report says what the change breaks elsewhere and whether the plan is stale.</summary>
    public Surroundings Surroundings { get; init; } = Surroundings.None;

    /// <summary>
    /// The installation's key, 32 bytes: for <see cref="JudgementInputs.Plan"/>, and to compare a plan's secrets with withheld
    /// ones. Empty where there is none.
    /// </summary>
    public ReadOnlyMemory<byte> InstallationKey { get; init; }

    public UnknownMode Unknowns { get; init; }

    /// <summary>Document rules judge all documents at once: <c>input</c> is a list of <c>path</c> and <c>contents</c>.</summary>
    public bool IsCombined { get; init; }

    /// <summary>Read every input as a plain document in this way; null tells what an input is by its content.</summary>
    public PlainParser? Parser { get; init; }

    /// <summary>
    /// What one rule may use on one resource. A rule that hits a limit is said to be undecided and is not asked again: it
    /// would run as long on thousands of other resources.
    /// </summary>
    public EvaluationLimits RuleLimits { get; init; } = DefaultRuleLimits;

    internal static EvaluationLimits DefaultRuleLimits { get; } = EvaluationLimits.Default with
    {
        Steps = 500_000_000,
        Time = TimeSpan.FromSeconds(10),
        Output = 100_000,
    };

    /// <summary>Says what day it is (waivers expire) and what time (policies may ask).</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>A larger input is refused.</summary>
    public int MaxInputBytes { get; init; } = JsonLimits.Default.MaxBytes;

    public int Threads { get; init; } = 2;
}
