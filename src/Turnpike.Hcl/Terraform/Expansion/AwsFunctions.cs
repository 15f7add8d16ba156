using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Types;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>The functions of the AWS provider, which follow from their arguments alone.</summary>
internal static class AwsFunctions
{
    private static readonly HclType s_arn = HclType.Object(
        ("partition", HclType.String), ("service", HclType.String), ("region", HclType.String), ("account_id", HclType.String), ("resource", HclType.String));

    private static readonly HclParameter[] s_parts = [Text("partition"), Text("service"), Text("region"), Text("account_id"), Text("resource")];

    public static FunctionTable Table { get; } = Functions.BuiltinFunctions.Table.With(
    [
        KeyValuePair.Create("provider::aws::arn_parse", new HclFunction([Text("arn")], s_arn, static (call, _) => Parse(call.Text(0))) { IsNeverNull = true }),
        KeyValuePair.Create("provider::aws::arn_build", new HclFunction(s_parts, HclType.String, static (call, _) => Build(call)) { IsNeverNull = true }),
        KeyValuePair.Create("provider::aws::trim_iam_role_path", new HclFunction([Text("arn")], HclType.String, static (call, _) => TrimPath(call.Text(0))) { IsNeverNull = true }),
    ]);

    private static HclParameter Text(string name) => new(name, HclType.String);

    private static string[]? Split(string arn) => arn.Split(':', 6) is { Length: 6 } parts && parts[0] == "arn" ? parts : null;

    private static OrFault<HclValue> Parse(string arn)
    {
        if (Split(arn) is not { } parts)
        {
            return FunctionFault.At(0, $"ARN \"{arn}\" failed parsing: arn: invalid prefix or not enough sections");
        }

        return HclValue.Object(
            ("partition", HclValue.String(parts[1])), ("service", HclValue.String(parts[2])), ("region", HclValue.String(parts[3])),
            ("account_id", HclValue.String(parts[4])), ("resource", HclValue.String(parts[5])));
    }

    private static OrFault<HclValue> Build(FunctionCall call) =>
        HclValue.String($"arn:{call.Text(0)}:{call.Text(1)}:{call.Text(2)}:{call.Text(3)}:{call.Text(4)}");

    private static OrFault<HclValue> TrimPath(string arn)
    {
        if (Split(arn) is not { } parts || parts[2] != "iam" || !parts[5].StartsWith("role/", StringComparison.Ordinal))
        {
            return FunctionFault.At(0, $"\"{arn}\" is not the ARN of an IAM role");
        }

        parts[5] = "role/" + parts[5][(parts[5].LastIndexOf('/') + 1)..];
        return HclValue.String(string.Join(':', parts));
    }
}
