using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Rules;

/// <summary>What one evaluation of a rule is given as its input.</summary>
public enum RuleScope
{
    /// <summary>One resource change, of the types the rule names.</summary>
    Resource,

    /// <summary>One input document, as its tool writes it.</summary>
    Document,

    /// <summary>All changes at once.</summary>
    Estate,

    /// <summary>One Kubernetes object, as Gatekeeper's admission review has it.</summary>
    Admission,
}

/// <summary>One id of one framework, such as CIS AWS 3.0, 2.1.4.</summary>
public readonly record struct Control(string Framework, string Id)
{
    public override string ToString() => $"{Framework} {Id}";
}

/// <summary>What a rule says about itself in its <c># METADATA</c> block. Everything a person needs to judge a finding.</summary>
public sealed record RuleMetadata
{
    public required RuleId Id { get; init; }

    public required string Title { get; init; }

    /// <summary>Why it matters.</summary>
    public string Description { get; init; } = "";

    public required Severity Severity { get; init; }

    public required RuleScope Scope { get; init; }

    /// <summary>The types a resource rule judges, the last character of each perhaps a star: <c>aws_*</c>. Empty for the other scopes.</summary>
    public IReadOnlyList<string> ResourceTypes { get; init; } = [];

    /// <summary>The modes of resources it judges: <c>managed</c> unless it says otherwise.</summary>
    public IReadOnlyList<string> Modes { get; init; } = ["managed"];

    /// <summary>What to write instead.</summary>
    public string Remediation { get; init; } = "";

    public IReadOnlyList<Control> Controls { get; init; } = [];

    /// <summary>Defaults of the rule's parameters, given to it as <c>input.params</c> with the user's laid over.</summary>
    public ObjectValue Parameters { get; init; } = ObjectValue.Empty;

    /// <summary>The pack it came with; null for a user's own policy.</summary>
    public string? Pack { get; init; }

    /// <summary>The package without <c>data.</c>, such as <c>turnpike.baseline.aws.s3_public_acl</c>.</summary>
    public required string Package { get; init; }

    /// <summary>Where it is written.</summary>
    public SourceText? Source { get; init; }

    public TextSpan Span { get; init; }

    /// <summary>Whether a resource rule judges resources of a type.</summary>
    public bool Judges(string type)
    {
        foreach (var pattern in ResourceTypes)
        {
            if (pattern.EndsWith('*') ? type.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1)) : type == pattern)
            {
                return true;
            }
        }

        return false;
    }
}
