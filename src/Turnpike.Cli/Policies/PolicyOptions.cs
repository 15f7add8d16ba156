using System.CommandLine;

namespace Turnpike.Cli.Policies;

/// <summary>Which rules to take: options that check, rules and explain share.</summary>
internal sealed class PolicyOptions
{
    public Option<string[]> Packs { get; } = new("--pack")
    {
        Description = "A pack that comes with Turnpike, or the folder of one of your own; may be repeated. \"none\" for no pack at all.",
        HelpName = "NAME|DIR",
        DefaultValueFactory = static _ => [PackFolder.Default],
    };

    public Option<string[]> Policies { get; } = new("--policy", "-p")
    {
        Description = "A folder or file of your own Rego, as Conftest or OPA take it, or of Gatekeeper's templates and constraints; may be repeated.",
        HelpName = "DIR",
    };

    public Option<string[]> Namespaces { get; } = new("--namespace")
    {
        Description = "A package of your policies to ask; may be repeated, * asks all.",
        HelpName = "PACKAGE",
        DefaultValueFactory = static _ => ["main"],
    };

    public Option<bool> AllNamespaces { get; } = new("--all-namespaces")
    {
        Description = "Ask every package of your policies.",
    };

    public Option<bool> IsV0 { get; } = new("--rego-v0")
    {
        Description = "Read your policies in Rego's syntax before 1.0.",
    };

    public PolicyOptions() => Packs.CompletionSources.Add(static _ => [.. PackFolder.Names(), "none"]);

    public void AddTo(Command command)
    {
        command.Add(Packs);
        command.Add(Policies);
        command.Add(Namespaces);
        command.Add(AllNamespaces);
        command.Add(IsV0);
    }

    public PolicyChoice Read(ParseResult result) => new(
        result.GetValue(Packs) ?? [],
        result.GetValue(Policies) ?? [],
        result.GetValue(AllNamespaces) ? ["*"] : result.GetValue(Namespaces) ?? [],
        result.GetValue(IsV0));
}

internal sealed record PolicyChoice(
    IReadOnlyList<string> Packs, IReadOnlyList<string> Policies, IReadOnlyList<string> Namespaces, bool IsV0);
