using Turnpike.Text;

namespace Turnpike.Gate.Rules;

/// <summary>A named folder of rule files, as texts; reading them is the caller's work.</summary>
/// <param name="Name">Such as <c>baseline</c>.</param>
/// <param name="Files">The <c>.rego</c> files (<c>_test.rego</c> files are left out of a check) and JSON or YAML files, laid under <c>data</c>.</param>
public sealed record RulePack(string Name, IReadOnlyList<SourceText> Files);

/// <summary>The user's own policies: Rego files as Conftest or OPA take them, or with our metadata.</summary>
public sealed record PolicyFolder
{
    public required IReadOnlyList<SourceText> Files { get; init; }

    /// <summary>The packages whose <c>deny</c>, <c>violation</c> and <c>warn</c> are asked; <c>*</c> stands for all.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = ["main"];

    /// <summary>Read the files in Rego's old syntax.</summary>
    public bool IsV0 { get; init; }
}
