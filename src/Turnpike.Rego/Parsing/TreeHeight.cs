using System.Collections.Immutable;
using Turnpike.Rego.Syntax;

namespace Turnpike.Rego.Parsing;

/// <summary>
/// A chain of operators or calls is read in a loop, yet makes a tree as deep as the chain is long, and who walks the tree
/// recurses. This finds, without recursion, the first part that lies too deep.
/// </summary>
internal sealed class TreeHeight(int limit)
{
    private readonly Stack<(object Node, int Depth)> _open = new();

    public Term? FindTooDeep(IEnumerable<RegoRule> rules)
    {
        foreach (var rule in rules)
        {
            Push(rule.Head.Path, 0);
            Push(rule.Head.Arguments, 0);
            Push(rule.Head.Key, 0);
            Push(rule.Head.Value, 0);
            Push(rule.Body, 0);
            foreach (var clause in rule.Else)
            {
                Push(clause.Value, 0);
                Push(clause.Body, 0);
            }

            if (Drain() is { } term)
            {
                return term;
            }
        }

        return null;
    }

    public Term? FindTooDeep(RegoBody body)
    {
        Push(body, 0);
        return Drain();
    }

    private Term? Drain()
    {
        while (_open.TryPop(out var next))
        {
            var (node, depth) = next;
            if (depth > limit && node is Term term)
            {
                return term;
            }

            Expand(node, depth + 1);
        }

        return null;
    }

    private void Expand(object node, int depth)
    {
        switch (node)
        {
            case RegoBody body:
                foreach (var statement in body.Statements)
                {
                    PushExpr(statement.Expr, depth);
                    Push(statement.Modifiers, depth);
                }

                break;
            case RefTerm path:
                Push(path.Head, depth);
                Push(path.Path, depth);
                break;
            case ArrayTerm array:
                Push(array.Items, depth);
                break;
            case SetTerm set:
                Push(set.Items, depth);
                break;
            case ObjectTerm members:
                foreach (var (key, value) in members.Members)
                {
                    Push(key, depth);
                    Push(value, depth);
                }

                break;
            case CallTerm call:
                Push(call.Function, depth);
                Push(call.Arguments, depth);
                break;
            case InfixTerm infix:
                Push(infix.Left, depth);
                Push(infix.Right, depth);
                break;
            case MembershipTerm member:
                Push(member.Key, depth);
                Push(member.Value, depth);
                Push(member.Collection, depth);
                break;
            case ArrayComprehension array:
                Push(array.Item, depth);
                Push(array.Body, depth);
                break;
            case SetComprehension set:
                Push(set.Item, depth);
                Push(set.Body, depth);
                break;
            case ObjectComprehension members:
                Push(members.Key, depth);
                Push(members.Value, depth);
                Push(members.Body, depth);
                break;
            case TemplateTerm template:
                foreach (var part in template.Parts)
                {
                    if (part is TemplateExpression expression)
                    {
                        Push(expression.Term, depth);
                        Push(expression.Modifiers, depth);
                    }
                }

                break;
            default:
                break;
        }
    }

    private void PushExpr(Expr expr, int depth)
    {
        switch (expr)
        {
            case TermExpr term:
                Push(term.Term, depth);
                break;
            case AssignExpr assign:
                Push(assign.Target, depth);
                Push(assign.Value, depth);
                break;
            case UnifyExpr unify:
                Push(unify.Left, depth);
                Push(unify.Right, depth);
                break;
            case SomeInExpr some:
                Push(some.Key, depth);
                Push(some.Value, depth);
                Push(some.Collection, depth);
                break;
            case EveryExpr every:
                Push(every.Domain, depth);
                Push(every.Body, depth);
                break;
            default:
                break;
        }
    }

    private void Push(ImmutableArray<WithModifier> modifiers, int depth)
    {
        foreach (var modifier in modifiers)
        {
            Push(modifier.Target, depth);
            Push(modifier.Value, depth);
        }
    }

    private void Push(ImmutableArray<Term> terms, int depth)
    {
        foreach (var term in terms)
        {
            Push(term, depth);
        }
    }

    private void Push(object? node, int depth)
    {
        if (node is not (null or VarTerm or ScalarTerm))
        {
            _open.Push((node, depth));
        }
    }
}
