using System.Collections.Immutable;
using Turnpike.Rego.Syntax;

namespace Turnpike.Rego.Parsing;

/// <summary>What a default rule may hold: a constant value, and each argument a variable of its own.</summary>
internal static class DefaultRules
{
    /// <summary>The first part that is no constant, or null. Comprehensions are allowed, whatever they hold.</summary>
    public static Term? FindNonConstant(Term value)
    {
        switch (value)
        {
            case VarTerm or RefTerm or CallTerm or InfixTerm or MembershipTerm:
                return value;
            case ArrayTerm array:
                return FindNonConstant(array.Items);
            case SetTerm set:
                return FindNonConstant(set.Items);
            case ObjectTerm members:
                foreach (var (key, item) in members.Members)
                {
                    if ((FindNonConstant(key) ?? FindNonConstant(item)) is { } open)
                    {
                        return open;
                    }
                }

                return null;
            case TemplateTerm template:
                foreach (var part in template.Parts)
                {
                    if (part is TemplateExpression expression && FindNonConstant(expression.Term) is { } open)
                    {
                        return open;
                    }
                }

                return null;
            default:
                return null;
        }
    }

    /// <summary>The arguments at fault; the text is null where it is the kind of term that is wrong.</summary>
    public static IEnumerable<(Term Argument, string? Fault)> FindArgumentFaults(ImmutableArray<Term> arguments)
    {
        var names = new HashSet<string>();
        foreach (var argument in arguments)
        {
            if (argument is not VarTerm name)
            {
                yield return (argument, null);
            }
            else if (!name.IsWildcard && !names.Add(name.Name))
            {
                yield return (argument, $"be repeated ({name.Name})");
            }
        }
    }

    private static Term? FindNonConstant(ImmutableArray<Term> items)
    {
        foreach (var item in items)
        {
            if (FindNonConstant(item) is { } open)
            {
                return open;
            }
        }

        return null;
    }
}
