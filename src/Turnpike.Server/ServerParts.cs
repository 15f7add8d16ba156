using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Turnpike.Assessment.Data;
using Turnpike.Gate.Rules;
using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Ledger.Events;
using Turnpike.Text;

namespace Turnpike.Server;

/// <summary>What a node is made of beside its settings; tests give their own.</summary>
/// <param name="Policies">The rules in force, as they stand now.</param>
/// <param name="ProviderData">Defaults and joins that come with the packs.</param>
public sealed record ServerParts(RuleSet Policies, IReadOnlyList<SourceText> ProviderData, TimeProvider Time, IdSource Ids)
{
    /// <summary>Where the log goes; null for lines of JSON on standard error.</summary>
    public Action<ILoggingBuilder>? Log { get; init; }

    /// <summary>What the types of providers hold, which tells a change by hand from noise.</summary>
    public ProviderSchemas Schemas { get; init; } = ProviderSchemas.Builtin;

    /// <summary>What assessing knows as data.</summary>
    public AssessmentData Assessment { get; init; } = AssessmentData.None;

    /// <summary>Where each setting that was given comes from, by its key: a flag, a variable, a place in a file.</summary>
    public IReadOnlyDictionary<string, string> Origins { get; init; } = new Dictionary<string, string>();

    /// <summary>What else belongs to the node: a test's own jobs and stores.</summary>
    public Action<IServiceCollection>? Services { get; init; }
}
