using System.Collections.Concurrent;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Rules;

/// <summary>Rules checked and compiled, ready to judge. Immutable, shared by threads.</summary>
public sealed class RuleSet
{
    private readonly ConcurrentDictionary<string, CompiledRule[]> _byType = new();
    private readonly CompiledRule[] _resourceRules;

    internal RuleSet(IReadOnlyList<CompiledRule> rules, IReadOnlyList<RuleMetadata> metadata, ObjectValue data, IReadOnlyList<Diagnostic> diagnostics)
    {
        Compiled = rules;
        Rules = metadata;
        Data = data;
        Diagnostics = diagnostics;
        DocumentRules = [.. rules.Where(static r => r.Metadata.Scope == RuleScope.Document)];
        EstateRules = [.. rules.Where(static r => r.Metadata.Scope == RuleScope.Estate)];
        _resourceRules = [.. rules.Where(static r => r.Metadata.Scope == RuleScope.Resource)];
    }

    /// <summary>What each rule says about itself, in order of id.</summary>
    public IReadOnlyList<RuleMetadata> Rules { get; }

    /// <summary>Every fault found in the files. With an error among them a check is bad input; listing what was understood still works.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>The data files of packs, merged.</summary>
    internal ObjectValue Data { get; }

    /// <summary>Empty where something does not compile.</summary>
    internal IReadOnlyList<CompiledRule> Compiled { get; }

    internal IReadOnlyList<CompiledRule> DocumentRules { get; }

    internal IReadOnlyList<CompiledRule> EstateRules { get; }

    /// <summary>The resource rules that judge a type: those that name it, or a pattern of it.</summary>
    internal ReadOnlySpan<CompiledRule> ForType(string type) =>
        _byType.GetOrAdd(type, static (name, all) => [.. all.Where(rule => rule.Metadata.Judges(name))], _resourceRules);

    public RuleMetadata? Find(RuleId id) => Rules.FirstOrDefault(rule => rule.Id == id);

    /// <summary>
    /// Reads, checks and compiles rule files. Test files are left out. A policy folder without a single policy is an
    /// error: judging by nothing would pass everything.
    /// </summary>
    public static RuleSet Compile(IReadOnlyList<RulePack> packs, PolicyFolder? policies = null) =>
        new RuleSetCompiler(packs, policies).Compile();
}
