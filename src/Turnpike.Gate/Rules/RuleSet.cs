using System.Collections.Concurrent;
using Turnpike.Gate.Gatekeeper;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Rules;

/// <summary>
/// Rules checked and compiled, ready to judge. Immutable, shared by threads. The work is done when the rules are first
/// asked for, so that a check can read its inputs at the same time.
/// </summary>
public sealed class RuleSet
{
    private readonly Lazy<RuleSetContent> _content;
    private readonly Lazy<ContentHash> _hash;
    private readonly ConcurrentDictionary<string, CompiledRule[]> _byType = new();

    private RuleSet(Func<RuleSetContent> content, Func<ContentHash> hash)
    {
        _content = new Lazy<RuleSetContent>(content);
        _hash = new Lazy<ContentHash>(hash);
    }

    /// <summary>What each rule says about itself, in order of id.</summary>
    public IReadOnlyList<RuleMetadata> Rules => _content.Value.Rules;

    /// <summary>Every fault found in the files. With an error among them a check is bad input; listing what was understood still works.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _content.Value.Diagnostics;

    /// <summary>The data files of packs, merged.</summary>
    internal ObjectValue Data => _content.Value.Data;

    /// <summary>Empty where something does not compile.</summary>
    internal IReadOnlyList<CompiledRule> Compiled => _content.Value.Compiled;

    internal IReadOnlyList<CompiledRule> DocumentRules => _content.Value.DocumentRules;

    internal IReadOnlyList<CompiledRule> EstateRules => _content.Value.EstateRules;

    /// <summary>Constraints of Gatekeeper.</summary>
    internal IReadOnlyList<CompiledRule> AdmissionRules => _content.Value.AdmissionRules;

    internal IReadOnlyList<ExpansionTemplate> Expansions => _content.Value.Expansions;

    /// <summary>The resource rules that judge a type: those that name it, or a pattern of it.</summary>
    internal ReadOnlySpan<CompiledRule> ForType(string type) =>
        _byType.GetOrAdd(type, static (name, all) => [.. all.Where(rule => rule.Metadata.Judges(name))], _content.Value.ResourceRules);

    public RuleMetadata? Find(RuleId id) => Rules.FirstOrDefault(rule => rule.Id == id);

    /// <summary>SHA-256 over the contents of packs and policies, whatever the order and the names of their files.</summary>
    public ContentHash Hash => _hash.Value;

    /// <summary>A few of these rules, compiled already.</summary>
    public RuleSet Only(IReadOnlyCollection<RuleId> rules)
    {
        var wanted = rules.ToHashSet();
        return new RuleSet(() => _content.Value.Where(rule => wanted.Contains(rule.Id)), () => PoliciesHash.Of(Hash, wanted));
    }

    /// <summary>
    /// A rule on trial: the rules of one more file alone, compiled with the libraries of this set. Its faults are in the
    /// result's <see cref="Diagnostics"/>.
    /// </summary>
    public RuleSet Trial(SourceText file) =>
        new(() => RuleSetCompiler.CompileTrial(_content.Value, file), () => PoliciesHash.Of(Hash, file));

    /// <summary>
    /// Reads, checks and compiles rule files. Test files are left out. A policy folder without a single policy is an
    /// error: judging by nothing would pass everything.
    /// </summary>
    public static RuleSet Compile(IReadOnlyList<RulePack> packs, PolicyFolder? policies = null) =>
        new(new RuleSetCompiler(packs, policies).Compile, () => PoliciesHash.Of(packs, policies));
}

/// <summary>What came of compiling.</summary>
internal sealed class RuleSetContent(
    IReadOnlyList<RuleMetadata> rules,
    IReadOnlyList<CompiledRule> compiled,
    IReadOnlyList<ExpansionTemplate> expansions,
    ObjectValue data,
    IReadOnlyList<RegoModule> modules,
    IReadOnlyList<Diagnostic> diagnostics)
{
    /// <summary>Some of the rules, each in its new place.</summary>
    public RuleSetContent Where(Func<RuleMetadata, bool> isWanted) => new(
        [.. rules.Where(isWanted)], [.. compiled.Where(r => isWanted(r.Metadata)).Select(static (r, i) => r with { Place = i })], expansions, data, modules, diagnostics);

    /// <summary>As parsed, for compiling more with them.</summary>
    public IReadOnlyList<RegoModule> Modules => modules;

    public IReadOnlyList<RuleMetadata> Rules => rules;

    public IReadOnlyList<CompiledRule> Compiled => compiled;

    public IReadOnlyList<CompiledRule> ResourceRules { get; } = OfScope(compiled, RuleScope.Resource);

    public IReadOnlyList<CompiledRule> DocumentRules { get; } = OfScope(compiled, RuleScope.Document);

    public IReadOnlyList<CompiledRule> EstateRules { get; } = OfScope(compiled, RuleScope.Estate);

    public IReadOnlyList<CompiledRule> AdmissionRules { get; } = OfScope(compiled, RuleScope.Admission);

    public IReadOnlyList<ExpansionTemplate> Expansions => expansions;

    public ObjectValue Data => data;

    public IReadOnlyList<Diagnostic> Diagnostics => diagnostics;

    private static CompiledRule[] OfScope(IReadOnlyList<CompiledRule> rules, RuleScope scope) => [.. rules.Where(r => r.Metadata.Scope == scope)];
}
