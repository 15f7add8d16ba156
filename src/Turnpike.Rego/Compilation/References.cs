using Turnpike.Rego.Compilation.Bound;

namespace Turnpike.Rego.Compilation;

/// <summary>Finds the rules, functions and packages that terms refer to.</summary>
/// <param name="document">Told of references to what no rule makes: the input, and data.</param>
internal sealed class References(RuleNode root, Action<RuleNode> found, Action<DocumentRoot, IReadOnlyList<BoundTerm>>? document = null)
{
    public void Visit(BoundRule rule)
    {
        foreach (var clause in rule.Clauses)
        {
            VisitAll(clause.Arguments);
            VisitAll(clause.Path);
            Visit(clause.Key);
            Visit(clause.Value);
            Visit(clause.Body);
        }
    }

    public void Visit(BoundBody body)
    {
        foreach (var statement in body.Statements)
        {
            Visit(statement);
        }
    }

    private void Visit(BoundStatement statement)
    {
        foreach (var modifier in statement.Modifiers)
        {
            Visit(modifier.Value);
            if (modifier.Replacement?.Rule is { } replacement)
            {
                found(replacement);
            }
        }

        switch (statement)
        {
            case BoundCondition condition:
                Visit(condition.Term);
                break;
            case BoundUnify unify:
                Visit(unify.Left);
                Visit(unify.Right);
                break;
            case BoundSomeIn someIn:
                Visit(someIn.Key);
                Visit(someIn.Value);
                Visit(someIn.Collection);
                break;
            case BoundEvery every:
                Visit(every.Domain);
                Visit(every.Body);
                break;
        }
    }

    private void Visit(BoundTerm? term)
    {
        switch (term)
        {
            case BoundRoot { Root: DocumentRoot.Data }:
                found(root);
                break;
            case BoundRoot { Root: DocumentRoot.Input }:
                document?.Invoke(DocumentRoot.Input, []);
                break;
            case BoundRef reference:
                if (reference.Head is BoundRoot { Root: DocumentRoot.Data })
                {
                    VisitPath(reference.Keys);
                }
                else if (reference.Head is BoundRoot)
                {
                    document?.Invoke(DocumentRoot.Input, reference.Keys);
                }
                else
                {
                    Visit(reference.Head);
                }

                VisitAll(reference.Keys);
                break;
            case BoundArray array:
                VisitAll(array.Items);
                break;
            case BoundSet set:
                VisitAll(set.Items);
                break;
            case BoundObject obj:
                foreach (var (key, value) in obj.Members)
                {
                    Visit(key);
                    Visit(value);
                }

                break;
            case BoundCall call:
                if (call.Function is not null)
                {
                    found(call.Function);
                }

                VisitAll(call.Arguments);
                break;
            case BoundComprehension comprehension:
                Visit(comprehension.Key);
                Visit(comprehension.Value);
                Visit(comprehension.Body);
                break;
            case BoundTemplate template:
                VisitAll(template.Parts);
                break;
        }
    }

    // A key that is not known may be any child's; those after it still choose.
    private void VisitPath(IReadOnlyList<BoundTerm> keys) => VisitPath(root, keys, 0);

    private void VisitPath(RuleNode node, IReadOnlyList<BoundTerm> keys, int at)
    {
        if (at == keys.Count || node.Rule is not null)
        {
            found(node);
        }
        else if (keys[at] is not BoundConstant { Value: var value })
        {
            foreach (var child in node.Sorted)
            {
                VisitPath(child, keys, at + 1);
            }
        }
        else if (node.Child(value) is { } child)
        {
            VisitPath(child, keys, at + 1);
        }
        else
        {
            document?.Invoke(DocumentRoot.Data, keys);
        }
    }

    private void VisitAll(IReadOnlyList<BoundTerm> terms)
    {
        foreach (var term in terms)
        {
            Visit(term);
        }
    }
}
