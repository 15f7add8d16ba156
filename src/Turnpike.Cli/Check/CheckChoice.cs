using Turnpike.Cli.Policies;
using Turnpike.Cli.Terraform;
using Turnpike.Formats.Plain;
using Turnpike.Gate;
using Turnpike.Gate.Reports;
using Turnpike.Gate.Rules;
using Turnpike.Values.Json;

namespace Turnpike.Cli.Check;

/// <summary>What the user asked <c>turnpike check</c> for.</summary>
internal sealed record CheckChoice
{
    public required IReadOnlyList<string> Paths { get; init; }

    public required PolicyChoice Policies { get; init; }

    /// <summary>How to read Terraform code.</summary>
    public CodeChoice Code { get; init; } = CodeChoice.Default;

    /// <summary>Folders of the code that plans were made of.</summary>
    public IReadOnlyList<string> PlanCode { get; init; } = [];

    public ReportFormat Format { get; init; }

    /// <summary>Null for standard output.</summary>
    public string? Output { get; init; }

    public Severity FailOn { get; init; } = Severity.Medium;

    public IReadOnlyList<string> DataFiles { get; init; } = [];

    public IReadOnlyList<string> WaiverFiles { get; init; } = [];

    public string? ParameterFile { get; init; }

    public bool ChangedOnly { get; init; }

    public string Scope { get; init; } = "";

    public UnknownMode Unknowns { get; init; }

    /// <summary>Policies judge all documents at once.</summary>
    public bool IsCombined { get; init; }

    /// <summary>Null tells what an input is by its content.</summary>
    public PlainParser? Parser { get; init; }

    public int MaxInputBytes { get; init; } = JsonLimits.Default.MaxBytes;

    /// <summary>Seconds; 0 for no limit.</summary>
    public int Timeout { get; init; }

    /// <summary>Print every finding, however many there are.</summary>
    public bool IsAll { get; init; }
}
