using Turnpike.Hcl.Syntax;

namespace Turnpike.Conformance.Tests.Terraform;

/// <summary>What Terraform refuses before it evaluates: references to what the root module does not declare.</summary>
internal static class ExpressionReferences
{
    private static readonly HashSet<string> s_objects = ["var", "local", "path", "terraform", "each", "count"];

    /// <summary>The summary of the first fault, or null.</summary>
    /// <param name="isConsole">The console looks a name up before it judges the form of the reference.</param>
    public static string? FirstFault(HclExpression expression, ExpressionContext context, bool isConsole)
    {
        foreach (var reference in expression.References())
        {
            if (Fault(reference, context, isConsole) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static string? Fault(Traversal reference, ExpressionContext context, bool isConsole)
    {
        var name = reference.Steps is [AttributeStep attribute, ..] ? attribute.Name : null;
        if (reference.Root == "self")
        {
            return "Invalid \"self\" reference";
        }

        if (reference.Root == "template")
        {
            return "Reserved symbol name";
        }

        if (s_objects.Contains(reference.Root))
        {
            return name is null && !isConsole ? "Invalid reference" : MemberFault(reference.Root, name ?? "", context);
        }

        if (reference.Root is "module")
        {
            return name is null ? "Invalid reference" : "Reference to undeclared module";
        }

        var needed = reference.Root is "data" or "ephemeral" or "resource" ? 2 : 1;
        var given = reference.Steps.TakeWhile(static step => step is AttributeStep).Count();
        return given < needed ? "Invalid reference" : "Reference to undeclared resource";
    }

    private static string? MemberFault(string root, string name, ExpressionContext context) => root switch
    {
        "var" => context.HasVariable(name) ? null : "Reference to undeclared input variable",
        "local" => context.HasLocal(name) ? null : "Reference to undeclared local value",
        "path" => name is "module" or "root" or "cwd" ? null : "Invalid \"path\" attribute",
        "terraform" => name is "workspace" or "applying" ? null : "Invalid \"terraform\" attribute",
        "each" => name is "key" or "value" ? "Reference to \"each\" in context without for_each" : "Invalid \"each\" attribute",
        _ => name == "index" ? "Reference to \"count\" in non-counted context" : "Invalid \"count\" attribute",
    };
}
