using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Terraform.Loading;
using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Hcl.Types;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>What the evaluation of one root shares. For one thread.</summary>
internal sealed class RootState
{
    public RootState(ModuleNode root, IFileTree files, TerraformOptions options, DiagnosticBag diagnostics)
    {
        Options = options;
        Diagnostics = diagnostics;
        Evaluator = new Evaluator(new EvaluationContext
        {
            Functions = AwsFunctions.Table,
            Files = files,
            WorkingFolder = root.Model!.Folder,
        });
        RootFolder = root.Model.Folder;
        Root = new ModuleScope(this, root, null, null, null);
    }

    public TerraformOptions Options { get; }

    public ProviderSchemas Schemas => Options.Schemas;

    public DiagnosticBag Diagnostics { get; }

    public Evaluator Evaluator { get; }

    public string RootFolder { get; }

    public ModuleScope Root { get; }

    /// <summary>The values given for the root's variables.</summary>
    public VariableValues Given { get; set; } = VariableValues.None;

    public List<CheckResult> Checks { get; } = [];

    /// <summary>What locals, arguments and outputs reach, by where they stand and the steps into them.</summary>
    public Dictionary<(ModuleScope, object, string), ReachedSet> Reached { get; } = [];

    public int ResourceCount { get; set; }

    public int ModuleCount { get; set; }

    /// <summary>A limit was hit or a repetition is faulty, so that instances are missing.</summary>
    public bool IsCut { get; set; }

    public HclValue Workspace => HclValue.String(Options.Workspace);

    public static HclValue UnknownOf(HclType type, string id, UnknownOrigin origin) => new(type, new UnknownValue(id, origin));
}
