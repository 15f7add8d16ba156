namespace Turnpike.Formats;

/// <summary>What a file was found to be, by its content.</summary>
public enum InputKind
{
    /// <summary><c>terraform show -json</c> of a plan.</summary>
    TerraformPlan,

    /// <summary>A state file, version 4.</summary>
    TerraformState,

    /// <summary><c>terraform show -json</c> of a state.</summary>
    TerraformShowState,

    /// <summary>A root module of Terraform code, judged as a first plan of it.</summary>
    TerraformCode,

    /// <summary>Kubernetes objects as YAML or JSON.</summary>
    Kubernetes,

    /// <summary>What a cloud showed.</summary>
    Observation,

    /// <summary>What a scanner found, or a bill of materials; read only where it is asked for.</summary>
    ScannerReport,

    /// <summary>Anything else that policies judge as it stands.</summary>
    Plain,
}

public static class InputKindNames
{
    /// <summary>As reports write it: <c>terraform-plan</c>, <c>kubernetes</c>.</summary>
    public static string ToText(this InputKind kind) => kind switch
    {
        InputKind.TerraformPlan => "terraform-plan",
        InputKind.TerraformState => "terraform-state",
        InputKind.TerraformShowState => "terraform-show-state",
        InputKind.TerraformCode => "terraform-code",
        InputKind.Observation => "observation",
        InputKind.ScannerReport => "scanner-report",
        InputKind.Plain => "document",
        _ => "kubernetes",
    };
}
