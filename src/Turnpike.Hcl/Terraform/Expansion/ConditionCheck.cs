namespace Turnpike.Hcl.Terraform.Expansion;

internal static class ConditionCheck
{
    public static void Run(RootState state, List<InstanceState> instances)
    {
    }
}
