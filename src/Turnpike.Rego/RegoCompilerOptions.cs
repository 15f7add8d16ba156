using Turnpike.Rego.Builtins;
using Turnpike.Rego.Coverage;
using Turnpike.Rego.Syntax;
using Turnpike.Rego.Types;

namespace Turnpike.Rego;

/// <summary>How modules are compiled.</summary>
public sealed record RegoCompilerOptions
{
    public static RegoCompilerOptions Default { get; } = new();

    /// <summary>OPA's strict mode: unused imports and locals, duplicate imports, shadowed names and deprecated builtins are errors.</summary>
    public bool IsStrict { get; init; }

    /// <summary>
    /// Whether OPA's type errors are reported: arguments, matches and references that can never fit. Off, they are
    /// undefined or fail when they are evaluated.
    /// </summary>
    public bool ChecksTypes { get; init; } = true;

    /// <summary>What <c>input</c> and data look like, for the check of types; annotations refer to it by name.</summary>
    public SchemaSet? Schemas { get; init; }

    /// <summary>The functions that policies may call, the host's own among them.</summary>
    public BuiltinRegistry Builtins { get; init; } = BuiltinRegistry.Default;

    /// <summary>Notes what is evaluated; null, which costs nothing, unless a test run asks for it.</summary>
    public RegoCoverage? Coverage { get; init; }

    /// <summary>How queries given to <see cref="RegoProgram"/> are read.</summary>
    public RegoVersion QueryVersion { get; init; } = RegoVersion.V1;
}
