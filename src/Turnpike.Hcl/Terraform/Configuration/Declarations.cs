using Turnpike.Hcl.Syntax;
using Turnpike.Hcl.Terraform.Addresses;
using Turnpike.Hcl.Types;

namespace Turnpike.Hcl.Terraform.Configuration;

/// <summary>A <c>variable</c> block.</summary>
internal sealed record VariableDeclaration(string Name, HclBlock Block)
{
    public TypeConstraint Type { get; init; } = TypeConstraint.Any;

    /// <summary>Whether values given as text are read as expressions: the type is more than a string, number or bool.</summary>
    public bool IsStructured => HasType && Type.Type.Kind is not (HclTypeKind.String or HclTypeKind.Number or HclTypeKind.Boolean);

    public bool HasType { get; init; }

    /// <summary>Converted to <see cref="Type"/>; no value where a caller must give one.</summary>
    public HclValue Default { get; init; }

    public HclAttribute? DefaultAttribute { get; init; }

    public bool IsNullable { get; init; } = true;

    public bool IsSensitive { get; init; }

    public bool IsEphemeral { get; init; }

    public IReadOnlyList<CheckRule> Validations { get; init; } = [];
}

internal sealed record LocalDeclaration(string Name, HclAttribute Attribute);

/// <summary>An <c>output</c> block.</summary>
internal sealed record OutputDeclaration(string Name, HclBlock Block)
{
    public HclExpression? Value { get; init; }

    public bool IsSensitive { get; init; }

    public bool IsEphemeral { get; init; }

    public IReadOnlyList<Traversal> DependsOn { get; init; } = [];

    public IReadOnlyList<CheckRule> Preconditions { get; init; } = [];
}

/// <summary>A <c>precondition</c>, <c>postcondition</c>, <c>validation</c> or <c>assert</c> block.</summary>
internal sealed record CheckRule(HclBlock Block, HclExpression Condition, HclExpression Message);

/// <summary>A <c>resource</c>, <c>data</c> or <c>ephemeral</c> block.</summary>
internal sealed record ResourceDeclaration(TerraformMode Mode, string Type, string Name, HclBlock Block)
{
    /// <summary><c>data.aws_x.y</c>: its address within the module.</summary>
    public string Address { get; } = ResourceInstanceAddress.Prefix(Mode) + Type + "." + Name;

    /// <summary>The arguments, without those that every resource may have.</summary>
    public required IHclBody Arguments { get; init; }

    public HclExpression? Count { get; init; }

    public HclExpression? ForEach { get; init; }

    /// <summary>Null: by the type's prefix.</summary>
    public ProviderReference? Provider { get; init; }

    public IReadOnlyList<Traversal> DependsOn { get; init; } = [];

    public HclExpression? CreateBeforeDestroy { get; init; }

    public HclExpression? PreventDestroy { get; init; }

    public IReadOnlyList<Traversal> IgnoreChanges { get; init; } = [];

    public bool IgnoresAllChanges { get; init; }

    public IReadOnlyList<HclExpression> ReplaceTriggeredBy { get; init; } = [];

    public IReadOnlyList<CheckRule> Preconditions { get; init; } = [];

    public IReadOnlyList<CheckRule> Postconditions { get; init; } = [];

    /// <summary>Provisioner and connection blocks.</summary>
    public IReadOnlyList<HclBlock> Provisioners { get; init; } = [];


    /// <summary>The name before the first underscore of the type, or what <see cref="Provider"/> says.</summary>
    public string ProviderLocalName => Provider?.LocalName ?? ImpliedProvider(Type);

    public static string ImpliedProvider(string type)
    {
        var at = type.IndexOf('_', StringComparison.Ordinal);
        return at < 0 ? type : type[..at];
    }
}

/// <summary>The name of a provider configuration as a module uses it: <c>aws</c>, <c>aws.west</c>.</summary>
internal sealed record ProviderReference(string LocalName, string? Alias, SourcePlace Place)
{
    public string Text => Alias is null ? LocalName : LocalName + "." + Alias;
}

/// <summary>A <c>module</c> block.</summary>
internal sealed record ModuleCallDeclaration(string Name, HclBlock Block)
{
    public required IHclBody Arguments { get; init; }

    /// <summary>Empty where it could not be read.</summary>
    public string Source { get; init; } = "";

    public SourcePlace SourcePlace { get; init; }

    public string? Version { get; init; }

    public HclExpression? Count { get; init; }

    public HclExpression? ForEach { get; init; }

    public IReadOnlyList<Traversal> DependsOn { get; init; } = [];

    /// <summary>Null where the block has no <c>providers</c>.</summary>
    public IReadOnlyList<(ProviderReference Inner, ProviderReference Outer)>? Providers { get; init; }
}


/// <summary>A <c>provider</c> block.</summary>
internal sealed record ProviderDeclaration(string LocalName, string? Alias, HclBlock Block)
{
    public required IHclBody Arguments { get; init; }

    public HclAttribute? Version { get; init; }

    public string Key => Alias is null ? LocalName : LocalName + "." + Alias;
}

/// <summary>An entry of <c>required_providers</c>.</summary>
/// <param name="Source">The provider's full address.</param>
internal sealed record RequiredProvider(string LocalName, string Source, string? Version, IReadOnlyList<ProviderReference> Aliases, SourcePlace Place);

/// <summary>A <c>check</c> block.</summary>
internal sealed record CheckDeclaration(string Name, HclBlock Block)
{
    public IReadOnlyList<CheckRule> Asserts { get; init; } = [];

    /// <summary>The data source that only this check may use.</summary>
    public ResourceDeclaration? Data { get; init; }
}

/// <summary>An <c>import</c>, <c>moved</c> or <c>removed</c> block.</summary>
internal sealed record StateChangeDeclaration(HclBlock Block, HclBodyContent Content);
