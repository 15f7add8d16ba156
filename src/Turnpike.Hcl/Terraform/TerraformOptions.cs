using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform;

/// <summary>What a run of Terraform would be told beside the code.</summary>
public sealed record TerraformOptions
{
    public string Workspace { get; init; } = "default";

    /// <summary>Values of <c>TF_VAR_name</c>, by the name behind the prefix. The host reads the environment.</summary>
    public IReadOnlyDictionary<string, string> EnvironmentVariables { get; init; } = new Dictionary<string, string>();

    /// <summary><c>--var</c> and <c>--var-file</c> in the order given; a later one wins.</summary>
    public IReadOnlyList<VariableArgument> Arguments { get; init; } = [];

    /// <summary>
    /// A folder of the tree that holds what registry and git sources would be fetched from:
    /// <c>registry.terraform.io/terraform-aws-modules/vpc/aws[/5.1.0]</c>, <c>github.com/org/repo[/subfolder]</c>.
    /// Null: only <c>.terraform/modules</c> is looked into. Nothing is ever fetched.
    /// </summary>
    public string? ModuleMirror { get; init; }

    /// <summary>The schemas that are known; resources of other providers are read as written.</summary>
    public ProviderSchemas Schemas { get; init; } = ProviderSchemas.Builtin;

    public TerraformLimits Limits { get; init; } = TerraformLimits.Default;
}

/// <summary>One <c>--var</c> or <c>--var-file</c>.</summary>
public abstract record VariableArgument;

/// <param name="Text">As typed: for a variable of type string the text itself, else an expression.</param>
public sealed record VariableText(string Name, string Text) : VariableArgument;

/// <param name="Source">The file's content, read by the host; JSON if its name ends in <c>.json</c>.</param>
public sealed record VariableFile(SourceText Source) : VariableArgument;
