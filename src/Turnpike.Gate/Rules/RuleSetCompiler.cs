using Turnpike.Gate.Gatekeeper;
using Turnpike.Gate.Judging;
using Turnpike.Gate.Trivy;
using Turnpike.Rego;
using Turnpike.Rego.Builtins;
using Turnpike.Rego.Parsing;
using Turnpike.Rego.Syntax;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Rules;

/// <summary>Finds the rules in packs and policy folders and compiles all files into one program.</summary>
internal sealed class RuleSetCompiler(IReadOnlyList<RulePack> packs, PolicyFolder? policies)
{
    private static readonly BuiltinRegistry s_builtins = BuiltinRegistry.Default.With([.. EstateFunctions.All, .. TrivyFunctions.All]);

    private readonly PolicyFolder? _policies = policies;
    private readonly DiagnosticBag _diagnostics = new();
    private readonly List<RegoModule> _modules = [];
    private readonly List<RuleDefinition> _definitions = [];
    private IReadOnlyList<ExpansionTemplate> _expansions = [];

    public RuleSetContent Compile()
    {
        foreach (var pack in packs)
        {
            ReadPack(pack);
        }

        if (_policies is not null)
        {
            ReadPolicies(_policies);
        }

        CheckIdentities();
        _definitions.Sort(static (a, b) => a.Metadata.Id.CompareTo(b.Metadata.Id));
        var data = DataFiles.Merge(packs.SelectMany(static p => p.Files).Where(static f => !IsRego(f)).Select(static f => new DataFile(f)), ObjectValue.Empty, _diagnostics);
        var compiled = CompileRules();
        return new RuleSetContent([.. _definitions.Select(static d => d.Metadata)], compiled, _expansions, data, _modules, [.. _diagnostics]);
    }

    /// <summary>
    /// The rules of one file, compiled with what another set has parsed already. A file without metadata of ours is read as
    /// policies, of whatever package.
    /// </summary>
    public static RuleSetContent CompileTrial(RuleSetContent known, SourceText file)
    {
        var compiler = new RuleSetCompiler([], new PolicyFolder { Files = [file], Namespaces = ["*"] });
        compiler.ReadPolicies(compiler._policies!);
        compiler.CheckIdentities();

        // A trial of another version of a rule takes its place.
        var own = compiler._modules.Select(RuleMetadataReader.PackageName).ToHashSet();
        compiler._modules.AddRange(known.Modules.Where(m => !own.Contains(RuleMetadataReader.PackageName(m))));
        var compiled = compiler.CompileRules();
        return new RuleSetContent([.. compiler._definitions.Select(static d => d.Metadata)], compiled, [], known.Data, compiler._modules, [.. compiler._diagnostics]);
    }

    public static bool IsTest(SourceText file) => file.Name.EndsWith("_test.rego", StringComparison.Ordinal);

    public static bool IsRego(SourceText file) => file.Name.EndsWith(".rego", StringComparison.Ordinal);

    private void ReadPolicies(PolicyFolder folder)
    {
        var gatekeeper = new GatekeeperReader(_diagnostics).Read(folder.Files.Where(static f => !IsRego(f)));
        _expansions = gatekeeper.Expansions;
        _definitions.AddRange(gatekeeper.Constraints.Select(RuleDefinition.OfConstraint));
        var reader = new PolicyReader(folder, ParseAll(folder.Files, folder.IsV0), _diagnostics);
        _definitions.AddRange(reader.Read(hasOthers: gatekeeper.Constraints.Count > 0));
    }

    private void ReadPack(RulePack pack)
    {
        var count = _definitions.Count;
        foreach (var module in ParseAll(pack.Files, isV0: false))
        {
            if (RuleMetadataReader.Find(module) is { } annotation)
            {
                if (new RuleMetadataReader(module, annotation, _diagnostics).Read(pack.Name) is { } metadata)
                {
                    _definitions.Add(RuleDefinition.OfPackage(metadata, module));
                }
            }
            else if (CheckName.In(module).Any())
            {
                _diagnostics.Add(RuleDiagnostics.ModuleWithoutId(module.Source, module.Package.Span));
            }
        }

        if (_definitions.Count == count && !_diagnostics.HasErrors)
        {
            _diagnostics.Add(RuleDiagnostics.PackWithoutRules(pack.Name));
        }
    }

    private List<RegoModule> ParseAll(IReadOnlyList<SourceText> files, bool isV0)
    {
        var options = new RegoParserOptions { Version = isV0 ? RegoVersion.V0 : RegoVersion.V1 };
        var wanted = files.Where(static f => IsRego(f) && !IsTest(f)).ToArray();
        var parsed = new RegoModule?[wanted.Length];
        var faults = new DiagnosticBag[wanted.Length];

        // Parsing is nearly half of what a small check costs, and the files do not know each other.
        Parallel.For(0, wanted.Length, at =>
        {
            faults[at] = new DiagnosticBag();
            parsed[at] = RegoParser.ParseModule(wanted[at], options, faults[at]);
        });
        foreach (var fault in faults)
        {
            _diagnostics.AddRange(fault);
        }

        List<RegoModule> modules = [.. parsed.OfType<RegoModule>()];
        _modules.AddRange(modules);
        return modules;
    }

    private void CheckIdentities()
    {
        var byId = new Dictionary<RuleId, RuleMetadata>();
        var byPackage = new Dictionary<string, RuleMetadata>();
        foreach (var (metadata, names, _, constraint) in _definitions)
        {
            if (!byId.TryAdd(metadata.Id, metadata))
            {
                _diagnostics.Add(RuleDiagnostics.DuplicateId(metadata, byId[metadata.Id]));
            }
            else if (metadata.Scope is RuleScope.Resource or RuleScope.Estate && !byPackage.TryAdd(metadata.Package, metadata))
            {
                _diagnostics.Add(RuleDiagnostics.SamePackage(metadata, byPackage[metadata.Package]));
            }

            if (names.Count == 0 && constraint is null)
            {
                _diagnostics.Add(RuleDiagnostics.NothingToAsk(metadata));
            }
        }
    }

    private List<CompiledRule> CompileRules()
    {
        // Packs were checked when they were tested; what a user brings is checked now.
        var options = RegoCompilerOptions.Default with { Builtins = s_builtins, ChecksTypes = _policies is not null };
        if (_diagnostics.HasErrors || RegoCompiler.Compile(_modules, options, _diagnostics) is not { } program)
        {
            return [];
        }

        var exceptions = new Dictionary<string, PreparedQuery?>();
        var rules = new List<CompiledRule>(_definitions.Count);
        foreach (var definition in _definitions)
        {
            if (definition.Constraint is { } constraint)
            {
                var query = new RuleQuery(constraint.Template.Violations!, constraint.Enforcement != Enforcement.Deny);
                rules.Add(new CompiledRule(rules.Count, definition.Metadata, [query], Constraint: constraint));
                continue;
            }

            var queries = new List<RuleQuery>();
            foreach (var name in definition.Checks)
            {
                if (program.Prepare(definition.Reference(name.Text), _diagnostics) is { } query)
                {
                    queries.Add(new RuleQuery(query, name.IsWarning));
                }
            }

            rules.Add(definition.HasExceptions
                ? new CompiledRule(rules.Count, definition.Metadata, queries, Exceptions(program, definition, exceptions), definition.Checks[0].ExceptionNames)
                : new CompiledRule(rules.Count, definition.Metadata, queries));
        }

        return rules;
    }

    private PreparedQuery? Exceptions(RegoProgram program, RuleDefinition definition, Dictionary<string, PreparedQuery?> known)
    {
        if (!known.TryGetValue(definition.Metadata.Package, out var query))
        {
            query = program.Prepare($"{{name | name := {definition.Reference("exception")}[_][_]}}", _diagnostics);
            known.Add(definition.Metadata.Package, query);
        }

        return query;
    }
}
