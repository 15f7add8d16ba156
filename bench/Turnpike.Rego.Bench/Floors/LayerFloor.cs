using Turnpike.Values;

namespace Turnpike.Rego.Bench.Floors;

internal sealed class LayerFloor(LayerFloor.Document document)
{
    public Value Evaluate()
    {
        var levels = new List<Dictionary<string, long>> { new() };
        foreach (var (id, node) in document.Nodes)
        {
            levels[0][id] = node.Weight;
        }

        for (var level = 1; level <= 12; level++)
        {
            var below = levels[level - 1];
            var totals = new Dictionary<string, long>(below.Count);
            foreach (var (id, node) in document.Nodes)
            {
                var total = below[id];
                foreach (var next in node.Next)
                {
                    total += below[next];
                }

                totals[id] = total % 1000003;
            }

            levels.Add(totals);
        }

        var scores = new List<long>();
        foreach (var id in document.Nodes.Keys)
        {
            var score = levels[12][id] + levels[6][id];
            if (score > 1000000)
            {
                scores.Add(score);
            }
        }

        return Value.Object(("heavy", Value.Of(scores.Count)), ("sum", Value.Of(scores.Sum())), ("top", Value.Of(scores.Max())));
    }

    internal sealed record Document(Dictionary<string, Node> Nodes);

    internal sealed record Node(long Weight, string[] Next);
}
