using Turnpike.Gate.Rules;
using Turnpike.Gate.Waivers;

namespace Turnpike.Gate.Findings;

public enum FindingStatus
{
    /// <summary>The rule is broken whatever the unknown values turn out to be.</summary>
    Fail,

    /// <summary>Whether it is broken depends on values not known yet.</summary>
    Unknown,

    /// <summary>It would fail or be unknown, and a waiver in force covers it.</summary>
    Waived,
}

/// <summary>
/// One thing that a rule says about one resource. All texts are safe to print: what was sensitive is withheld
/// before a finding is made.
/// </summary>
public sealed record Finding
{
    public required RuleMetadata Rule { get; init; }

    /// <summary>The rule's, unless the rule says otherwise for this finding.</summary>
    public required Severity Severity { get; init; }

    public required FindingStatus Status { get; init; }

    /// <summary>What it is about; null where a document or the estate as a whole is at fault.</summary>
    public FindingSubject? Resource { get; init; }

    /// <summary>What is wrong, with the value seen.</summary>
    public required string Message { get; init; }

    /// <summary>The attribute at fault, such as <c>ingress[0].cidr_blocks</c>; null where the resource as a whole is.</summary>
    public string? Path { get; init; }

    /// <summary>Where it stands in the input; null where the input has no place for it.</summary>
    public SourcePlace? Source { get; init; }

    /// <summary>Where it stands in a module of Terraform code: the calls that lead there, outermost first.</summary>
    public IReadOnlyList<ModuleCallPlace> Calls { get; init; } = [];

    public required Fingerprint Fingerprint { get; init; }

    /// <summary>What would have to be known to decide; at most <see cref="MaxUnknowns"/>. Empty for a fail that no unknown had a part in.</summary>
    public IReadOnlyList<UnknownPart> Unknowns { get; init; } = [];

    /// <summary>How many unknowns there are beyond those listed.</summary>
    public int FurtherUnknowns { get; init; }

    /// <summary>The waiver that covers it or, where its status is not waived, the expired one that no longer does.</summary>
    public Waiver? Waiver { get; init; }

    /// <summary>Of a waived finding: its status without the waiver. Null for every other.</summary>
    public FindingStatus? Otherwise { get; init; }

    /// <summary>From <c>warn</c>: shown, never counted in the verdict.</summary>
    public bool IsWarning { get; init; }

    /// <summary>It was there before the change, and only what the change brings is asked for: shown, never counted in the verdict.</summary>
    public bool IsExisting { get; init; }

    /// <summary>
    /// For a resource elsewhere in the estate, of which nothing is planned, that this change makes worse off: the changed
    /// resources next to it, at most <see cref="MaxCauses"/>. Empty for findings on the change itself.
    /// </summary>
    public IReadOnlyList<FindingSubject> BrokenBy { get; init; } = [];

    public const int MaxUnknowns = 8;

    public const int MaxCauses = 8;

    /// <summary>Whether the verdict can depend on it: neither waived, nor a warning, nor there before.</summary>
    public bool Counts => Status != FindingStatus.Waived && !IsWarning && !IsExisting;
}

/// <summary>The resource a finding is about.</summary>
/// <param name="Scope">The repository and root it belongs to; empty unless given.</param>
/// <param name="Address">After moves, such as <c>module.a.aws_s3_bucket.logs["x"]</c>.</param>
/// <param name="Type">Such as <c>aws_s3_bucket</c> or <c>apps/Deployment</c>.</param>
/// <param name="Actions">What is planned, in Terraform's words; empty for a state.</param>
/// <param name="Deposed">The key of the deposed object it is, else null.</param>
public sealed record FindingSubject(string Scope, string Address, string Type, IReadOnlyList<string> Actions, string? Deposed = null);

/// <summary>A place in an input, as people read it: line and column from 1, the column in code points.</summary>
public sealed record SourcePlace(string File, int Line, int Column);

/// <summary>A call of a module.</summary>
/// <param name="Module">The instance that is called: <c>module.a["k"].module.b</c>.</param>
public sealed record ModuleCallPlace(string Module, SourcePlace Place);

/// <summary>Something that would have to be known, and why it is not.</summary>
/// <param name="Path">Such as <c>bucket</c> or <c>aws_kms_key.main.arn</c>.</param>
/// <param name="Origin">In words: <c>known after apply: refers to aws_kms_key.main.arn</c>.</param>
public sealed record UnknownPart(string Path, string Origin);
