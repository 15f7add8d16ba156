using System.Diagnostics.CodeAnalysis;
using Turnpike.Rego.Bundles;
using Turnpike.Rego.Interop;
using Turnpike.Rego.Parsing;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Rego;

/// <summary>
/// Compiled policies and the data they read. Immutable: compile once, and any number of threads may prepare and evaluate
/// queries at once.
/// </summary>
public sealed class RegoPolicy
{
    private readonly RegoProgram _program;
    private readonly RegoPolicyOptions _options;

    private RegoPolicy(RegoProgram program, ObjectValue data, RegoPolicyOptions options)
    {
        _program = program;
        Data = data;
        _options = options;
    }

    /// <summary>The base documents, read as <c>data</c>.</summary>
    public ObjectValue Data { get; }

    /// <summary>For what the front door does not offer: tests, coverage, dependencies.</summary>
    public RegoProgram Program => _program;

    /// <exception cref="RegoCompilationException">The policies have errors; all are listed.</exception>
    public static RegoPolicy Compile(params ReadOnlySpan<PolicyText> modules) => Compile(RegoPolicyOptions.Default, modules);

    /// <inheritdoc cref="Compile(ReadOnlySpan{PolicyText})"/>
    public static RegoPolicy Compile(RegoPolicyOptions options, params ReadOnlySpan<PolicyText> modules) =>
        TryCompile(options, modules, out var policy, out var diagnostics) ? policy : throw new RegoCompilationException(diagnostics);

    /// <summary>False where the policies have errors; warnings are told either way.</summary>
    public static bool TryCompile(
        RegoPolicyOptions options, ReadOnlySpan<PolicyText> modules, [NotNullWhen(true)] out RegoPolicy? policy, out IReadOnlyList<Diagnostic> diagnostics)
    {
        var faults = new DiagnosticBag();
        var parsed = new List<Syntax.RegoModule>();
        foreach (var module in modules)
        {
            if (RegoParser.ParseModule(module.ToSource(), new RegoParserOptions { Version = options.Version }, faults) is { } tree)
            {
                parsed.Add(tree);
            }
        }

        policy = faults.HasErrors ? null : From(new PolicySet(parsed, ObjectValue.Empty, []), options, faults);
        diagnostics = [.. faults];
        return policy is not null;
    }

    /// <summary>A bundle as OPA builds it (tar.gz): its policies, its data and its manifest.</summary>
    /// <exception cref="RegoCompilationException">The bundle cannot be read, or its policies have errors.</exception>
    public static RegoPolicy FromBundle(ReadOnlyMemory<byte> archive, RegoPolicyOptions? options = null)
    {
        options ??= RegoPolicyOptions.Default;
        var faults = new DiagnosticBag();
        var reader = new PolicySetReader(options.Version, faults);
        if (BundleArchive.Read(new SourceText("bundle.tar.gz", archive), faults) is { } files)
        {
            reader.AddBundle(files);
        }

        return (faults.HasErrors ? null : From(reader.ToSet(), options, faults)) ?? throw new RegoCompilationException([.. faults]);
    }

    /// <summary>Policies and data that a <see cref="PolicySetReader"/> read; null, with diagnostics, where they have errors.</summary>
    public static RegoPolicy? From(PolicySet set, RegoPolicyOptions options, DiagnosticBag diagnostics)
    {
        var compiled = set.Compile(
            new RegoCompilerOptions
            {
                IsStrict = options.IsStrict,
                Builtins = options.Builtins,
                Schemas = options.Schemas,
                QueryVersion = options.Version,
            },
            diagnostics);
        return compiled is null ? null : new RegoPolicy(compiled, set.Data, options);
    }

    /// <summary>The same policies over other data; nothing is compiled again.</summary>
    /// <param name="data">An object: a <see cref="Value"/>, UTF-8 JSON, or anything that System.Text.Json can write.</param>
    public RegoPolicy WithData(object data) => ValueConversion.ToValue(data, _options.Json) is ObjectValue documents
        ? new RegoPolicy(_program, documents, _options)
        : throw new ArgumentException("Data must be an object, whose members are read as data.name.", nameof(data));

    /// <summary>Compiles a query such as <c>data.authz.allow</c>; keep it, and evaluate it as often as needed.</summary>
    /// <param name="package">A package in which the query is read, such as <c>data.authz</c>, so that <c>allow</c> is enough.</param>
    /// <exception cref="RegoCompilationException">The query has errors.</exception>
    public RegoQuery Prepare(string query, string? package = null)
    {
        var faults = new DiagnosticBag();
        return _program.Prepare(query, faults, package) is { } prepared
            ? new RegoQuery(prepared, Data, _options)
            : throw new RegoCompilationException([.. faults]);
    }
}
