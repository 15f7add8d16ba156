using Turnpike.Hcl.Terraform.Loading;
using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Text;

namespace Turnpike.Hcl.Terraform.Validation;

internal static class ReferenceCheck
{
    public static void Run(ModuleNode node, ProviderSchemas schemas, DiagnosticBag diagnostics)
    {
    }
}
