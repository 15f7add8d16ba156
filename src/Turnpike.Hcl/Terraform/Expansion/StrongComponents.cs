namespace Turnpike.Hcl.Terraform.Expansion;

/// <summary>Tarjan's strongly connected components without recursion: configuration may be a chain of any length.</summary>
internal static class StrongComponents
{
    /// <summary>Each component after all that it needs.</summary>
    public static List<List<int>> Of(IReadOnlyList<GraphItem> items)
    {
        var index = new int[items.Count];
        var low = new int[items.Count];
        var isOpen = new bool[items.Count];
        var open = new Stack<int>();
        var calls = new Stack<(int Item, int Next)>();
        var components = new List<List<int>>();
        var counter = 0;
        for (var start = 0; start < items.Count; start++)
        {
            if (index[start] != 0)
            {
                continue;
            }

            calls.Push((start, 0));
            while (calls.TryPop(out var call))
            {
                var (item, next) = call;
                if (next == 0)
                {
                    index[item] = low[item] = ++counter;
                    open.Push(item);
                    isOpen[item] = true;
                }

                var needs = items[item].Needs;
                var hasEntered = false;
                for (; next < needs.Count; next++)
                {
                    var needed = needs[next];
                    if (index[needed] == 0)
                    {
                        // Comes back to this need, whose low point is then known.
                        calls.Push((item, next + 1));
                        calls.Push((needed, 0));
                        hasEntered = true;
                        break;
                    }

                    if (isOpen[needed])
                    {
                        low[item] = Math.Min(low[item], index[needed]);
                    }
                }

                if (hasEntered)
                {
                    continue;
                }

                if (low[item] == index[item])
                {
                    components.Add(Close(open, isOpen, item));
                }

                if (calls.TryPeek(out var caller))
                {
                    low[caller.Item] = Math.Min(low[caller.Item], low[item]);
                }
            }
        }

        return components;
    }

    private static List<int> Close(Stack<int> open, bool[] isOpen, int first)
    {
        var component = new List<int>();
        int item;
        do
        {
            item = open.Pop();
            isOpen[item] = false;
            component.Add(item);
        }
        while (item != first);
        return component;
    }
}
