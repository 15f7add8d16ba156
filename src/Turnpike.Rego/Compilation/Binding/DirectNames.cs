using System.Collections.Immutable;
using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Rego.Compilation.Binding;

/// <summary>
/// The variable names that stand in a body itself, not in the comprehensions and <c>every</c> bodies inside it.
/// A variable without a declaration belongs to the outermost body in which its name stands.
/// </summary>
/// <param name="isFunction">Whether the value of a <c>with</c> names a function, hence no variable.</param>
internal sealed class DirectNames(Func<Term, bool> isFunction)
{
    public List<(string Name, TextSpan Span)> Used { get; } = [];

    public HashSet<string> Declared { get; } = new(StringComparer.Ordinal);

    public void AddBody(RegoBody body)
    {
        foreach (var statement in body.Statements)
        {
            Add(statement.Expr);
            foreach (var modifier in statement.Modifiers)
            {
                if (!isFunction(modifier.Value))
                {
                    Add(modifier.Value);
                }
            }
        }
    }

    public void AddTerms(ReadOnlySpan<Term> terms)
    {
        foreach (var term in terms)
        {
            Add(term);
        }
    }

    private void Add(Expr expr)
    {
        switch (expr)
        {
            case TermExpr e:
                Add(e.Term);
                break;
            case UnifyExpr e:
                Add(e.Left);
                Add(e.Right);
                break;
            case AssignExpr e:
                Add(e.Value);
                AddDeclared(e.Target);
                break;
            case SomeExpr e:
                foreach (var variable in e.Variables)
                {
                    Declared.Add(variable.Name);
                }

                break;
            case SomeInExpr e:
                Add(e.Collection);
                AddDeclared(e.Value);
                if (e.Key is not null)
                {
                    AddDeclared(e.Key);
                }

                break;
            case EveryExpr e:
                Add(e.Domain);
                break;
        }
    }

    private void AddDeclared(Term target)
    {
        switch (target)
        {
            case VarTerm variable:
                Declared.Add(variable.Name);
                break;
            case ArrayTerm array:
                foreach (var item in array.Items)
                {
                    AddDeclared(item);
                }

                break;
            case ObjectTerm obj:
                foreach (var member in obj.Members)
                {
                    Add(member.Key);
                    AddDeclared(member.Value);
                }

                break;
            default:
                Add(target);
                break;
        }
    }

    private void Add(Term term)
    {
        switch (term)
        {
            case VarTerm { IsWildcard: false } variable:
                Used.Add((variable.Name, variable.Span));
                break;
            case RefTerm reference:
                Add(reference.Head);
                AddAll(reference.Path);
                break;
            case ArrayTerm array:
                AddAll(array.Items);
                break;
            case SetTerm set:
                AddAll(set.Items);
                break;
            case ObjectTerm obj:
                foreach (var member in obj.Members)
                {
                    Add(member.Key);
                    Add(member.Value);
                }

                break;
            case CallTerm call:
                AddAll(call.Arguments);
                break;
            case InfixTerm infix:
                Add(infix.Left);
                Add(infix.Right);
                break;
            case MembershipTerm membership:
                if (membership.Key is not null)
                {
                    Add(membership.Key);
                }

                Add(membership.Value);
                Add(membership.Collection);
                break;
        }
    }

    private void AddAll(ImmutableArray<Term> terms) => AddTerms(terms.AsSpan());
}
