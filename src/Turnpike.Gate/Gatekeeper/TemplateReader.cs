using Turnpike.Rego;
using Turnpike.Rego.Inspection;
using Turnpike.Rego.Parsing;
using Turnpike.Rego.Syntax;
using Turnpike.Gate.Rules;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Gatekeeper;

/// <summary>Reads and compiles one ConstraintTemplate.</summary>
internal sealed class TemplateReader(PolicyObject item, DiagnosticBag diagnostics)
{
    public const string Group = "templates.gatekeeper.sh";

    private static readonly string[] s_versions = ["v1", "v1beta1", "v1alpha1"];
    private static readonly ValuePath s_target = ValuePath.Of("spec", "targets").Append(0);
    private static readonly ValuePath s_kind = ValuePath.Of("spec", "crd", "spec", "names", "kind");
    private static readonly ValuePath s_validation = ValuePath.Of("spec", "crd", "spec", "validation");

    public ConstraintTemplate? Read()
    {
        if (!s_versions.Contains(item.Version))
        {
            diagnostics.Add(GatekeeperDiagnostics.UnknownVersion(item, string.Join(", ", s_versions.Select(static v => $"{Group}/{v}"))));
        }

        var kind = PolicyObject.TextOf(item.At(s_kind));
        if (kind.Length == 0)
        {
            diagnostics.Add(GatekeeperDiagnostics.Missing(item, s_kind, "kind for its constraints"));
            return null;
        }

        if (!IsSmall(item.Name, kind))
        {
            diagnostics.Add(GatekeeperDiagnostics.NameIsNotKind(item, kind));
        }

        var template = new ConstraintTemplate
        {
            Object = item,
            Kind = kind,
            ParameterSchema = item.At(s_validation.Append("openAPIV3Schema")) as ObjectValue,
            IsStructural = !IsLegacy(),
        };
        return ReadTarget(template);
    }

    private static bool IsSmall(string name, string kind) =>
        string.Equals(name, kind, StringComparison.OrdinalIgnoreCase) && !name.Any(char.IsAsciiLetterUpper);

    // Version 1 takes a schema for what it says; the ones before it did not.
    private bool IsLegacy() => item.At(s_validation.Append("legacySchema")) is BooleanValue given ? given.Value : item.Version != "v1";

    private ConstraintTemplate ReadTarget(ConstraintTemplate template)
    {
        if (item.At(ValuePath.Of("spec", "targets")) is not ArrayValue { Count: 1 } || item.At(s_target) is not ObjectValue target)
        {
            diagnostics.Add(GatekeeperDiagnostics.WrongShape(item, ValuePath.Of("spec", "targets"), "a list of one target"));
            return template;
        }

        var name = PolicyObject.TextOf(target.Get("target"));
        if (name != "admission.k8s.gatekeeper.sh")
        {
            diagnostics.Add(GatekeeperDiagnostics.UnknownTarget(item, s_target.Append("target"), name));
        }

        if (target.Get("code") is not ArrayValue { Count: > 0 } code)
        {
            return Compile(template, s_target, RegoVersion.V0);
        }

        for (var i = 0; i < code.Count; i++)
        {
            if (PolicyObject.TextOf((code[i] as ObjectValue)?.Get("engine")) == "Rego")
            {
                var source = s_target.Append("code").Append(i).Append("source");
                return Compile(template, source, Version(source.Append("version")));
            }
        }

        return target.Get("rego") is null ? template with { IsOnlyCel = true } : Compile(template, s_target, RegoVersion.V0);
    }

    private RegoVersion Version(ValuePath path)
    {
        var version = PolicyObject.TextOf(item.At(path));
        if (version is not ("" or "v0" or "v1"))
        {
            diagnostics.Add(GatekeeperDiagnostics.BadChoice(item, path, version, "v0 or v1"));
        }

        return version == "v1" ? RegoVersion.V1 : RegoVersion.V0;
    }

    private ConstraintTemplate Compile(ConstraintTemplate template, ValuePath source, RegoVersion version)
    {
        var faults = new DiagnosticBag();
        if (Parse(source.Append("rego"), version, faults) is { } policy)
        {
            template = template with { Package = RuleMetadataReader.PackageName(policy) };
            List<RegoModule> modules = [policy, .. Libraries(source.Append("libs"), version, faults)];
            if (!policy.Rules.Any(static rule => rule is { Head: { Name.Name: "violation", Kind: RuleKind.Set } }))
            {
                faults.Add(GatekeeperDiagnostics.NoViolation(item, policy.Source, policy.Package.Span));
            }

            template = faults.HasErrors ? template : Compile(template, policy, modules, source, faults);
        }

        diagnostics.AddRange(faults);
        return template;
    }

    private ConstraintTemplate Compile(ConstraintTemplate template, RegoModule policy, List<RegoModule> modules, ValuePath source, DiagnosticBag faults)
    {
        var query = RuleDefinition.Reference(policy.Package.Path, "violation");
        if (RegoCompiler.Compile(modules, RegoCompilerOptions.Default, faults) is not { } program
            || QueryDependencies.Of(program, query, RegoVersion.V1, faults) is not { } dependencies)
        {
            return template;
        }

        foreach (var reference in dependencies.Base.Where(static path => path.StartsWith("data.", StringComparison.Ordinal) && !IsInventory(path)))
        {
            faults.Add(GatekeeperDiagnostics.ForeignReference(item, source.Append("rego"), reference));
        }

        return template with
        {
            Violations = program.Prepare(query, faults),
            ReadsInventory = dependencies.Base.Any(static path => path == "data" || IsInventory(path)),
        };
    }

    private static bool IsInventory(string path) =>
        path.StartsWith("data.inventory", StringComparison.Ordinal) && (path.Length == "data.inventory".Length || path["data.inventory".Length] is '.' or '[');

    private IEnumerable<RegoModule> Libraries(ValuePath path, RegoVersion version, DiagnosticBag faults)
    {
        if (item.At(path) is not ArrayValue libraries)
        {
            yield break;
        }

        for (var i = 0; i < libraries.Count; i++)
        {
            if (Parse(path.Append(i), version, faults) is not { } library)
            {
                continue;
            }

            if (library.Package.Path is not ["lib", ..])
            {
                faults.Add(GatekeeperDiagnostics.LibElsewhere(library.Source, library.Package.PathSpan, RuleMetadataReader.PackageName(library)));
            }

            yield return library;
        }
    }

    private RegoModule? Parse(ValuePath path, RegoVersion version, DiagnosticBag faults)
    {
        if (item.At(path) is not StringValue { Value: var text } || string.IsNullOrWhiteSpace(text))
        {
            faults.Add(GatekeeperDiagnostics.Missing(item, path, "Rego"));
            return null;
        }

        var source = EmbeddedRego.Of(item.Source, item.Span(path), text, $"{path} of {item.Name}");
        return RegoParser.ParseModule(source, new RegoParserOptions { Version = version }, faults);
    }
}
