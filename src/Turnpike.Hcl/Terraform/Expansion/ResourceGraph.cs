using Turnpike.Hcl.Terraform.Configuration;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>The dependencies between resources alone: what lies between them (locals, variables, outputs, providers) is followed through.</summary>
internal static class ResourceGraph
{
    public static List<ConfigurationEdge> Edges(IReadOnlyList<GraphItem> items)
    {
        var edges = new List<ConfigurationEdge>();
        var seen = new int[items.Count];
        var mark = 0;
        var stack = new Stack<int>();
        foreach (var item in items)
        {
            if (item.Declaration is not ResourceDeclaration)
            {
                continue;
            }

            mark++;
            Push(item, seen, mark, stack);
            while (stack.TryPop(out var needed))
            {
                if (items[needed].Declaration is ResourceDeclaration)
                {
                    edges.Add(new ConfigurationEdge(item.Address, items[needed].Address));
                }
                else
                {
                    Push(items[needed], seen, mark, stack);
                }
            }
        }

        edges.Sort(static (a, b) => StringComparer.Ordinal.Compare(a.From, b.From) is var order and not 0 ? order : StringComparer.Ordinal.Compare(a.To, b.To));
        return edges;
    }

    private static void Push(GraphItem item, int[] seen, int mark, Stack<int> stack)
    {
        foreach (var needed in item.Needs)
        {
            if (seen[needed] != mark)
            {
                seen[needed] = mark;
                stack.Push(needed);
            }
        }
    }
}
