using System.Collections.Concurrent;
using System.Collections.Frozen;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Rules;

/// <summary>Rules checked and compiled, ready to judge. Immutable, shared by threads.</summary>
public sealed class RuleSet
{
    private readonly FrozenDictionary<string, CompiledRule[]> _byType;
    private readonly (string Prefix, CompiledRule Rule)[] _byPattern;
    private readonly ConcurrentDictionary<string, CompiledRule[]> _resolved = new();

    internal RuleSet(IReadOnlyList<CompiledRule> rules, IReadOnlyList<RuleMetadata> metadata, ObjectValue data, IReadOnlyList<Diagnostic> diagnostics)
    {
        Compiled = rules;
        Rules = metadata;
        Data = data;
        Diagnostics = diagnostics;
        DocumentRules = [.. rules.Where(static r => r.Metadata.Scope == RuleScope.Document)];
        EstateRules = [.. rules.Where(static r => r.Metadata.Scope == RuleScope.Estate)];
        var typed = rules
            .Where(static r => r.Metadata.Scope == RuleScope.Resource)
            .SelectMany(static r => r.Metadata.ResourceTypes.Distinct().Select(type => (Type: type, Rule: r)))
            .ToLookup(static pair => pair.Type.EndsWith('*'));
        _byPattern = [.. typed[true].Select(static pair => (pair.Type[..^1], pair.Rule))];
        _byType = typed[false]
            .GroupBy(static pair => pair.Type, static pair => pair.Rule)
            .ToFrozenDictionary(static group => group.Key, static group => group.ToArray());
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

    /// <summary>The rules that name a type, or a pattern such as <c>aws_*</c> that it matches; in order of id.</summary>
    internal ReadOnlySpan<CompiledRule> ForType(string type) => _resolved.GetOrAdd(type, static (type, rules) => rules.Resolve(type), this);

    private CompiledRule[] Resolve(string type)
    {
        var exact = _byType.TryGetValue(type, out var rules) ? rules : [];
        return _byPattern.Length == 0
            ? exact
            : [.. exact.Concat(_byPattern.Where(p => type.StartsWith(p.Prefix, StringComparison.Ordinal)).Select(static p => p.Rule))
                .Distinct().OrderBy(static r => r.Metadata.Id)];
    }

    public RuleMetadata? Find(RuleId id) => Rules.FirstOrDefault(rule => rule.Id == id);

    /// <summary>
    /// Reads, checks and compiles rule files. Test files are left out. A policy folder without a single policy is an
    /// error: judging by nothing would pass everything.
    /// </summary>
    public static RuleSet Compile(IReadOnlyList<RulePack> packs, PolicyFolder? policies = null) =>
        new RuleSetCompiler(packs, policies).Compile();
}
