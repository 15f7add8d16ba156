using Turnpike.Rego.Syntax;

namespace Turnpike.Rego;

/// <summary>How modules are compiled.</summary>
public sealed record RegoCompilerOptions
{
    public static RegoCompilerOptions Default { get; } = new();

    /// <summary>OPA's strict mode: unused imports and locals, duplicate imports, shadowed names and deprecated builtins are errors.</summary>
    public bool IsStrict { get; init; }

    /// <summary>How queries given to <see cref="RegoProgram.Prepare"/> are read.</summary>
    public RegoVersion QueryVersion { get; init; } = RegoVersion.V1;
}
