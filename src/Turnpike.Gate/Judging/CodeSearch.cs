using System.Text;
using Turnpike.Formats.TerraformCode;
using Turnpike.Hcl.Terraform;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Judging;

/// <summary>Finds, among the roots of the code given, the one that a plan was made of: the one that has most of its blocks.</summary>
internal sealed class CodeSearch(IReadOnlyList<PlanCode> code) : CodeOfPlan
{
    private readonly Lock _lock = new();

    public override CodePlaces? Find(ObjectValue variables, IReadOnlySet<string> blocks)
    {
        lock (_lock)
        {
            var best = (Places: (CodePlaces?)null, Count: 0);
            foreach (var one in code)
            {
                // With a plan's own values, instances come out under the keys that it has.
                var tree = new TerraformTree(one.Files, one.Options with { Arguments = [.. one.Options.Arguments, new VariableFile(ValuesOf(variables))] });
                foreach (var root in tree.FindRoots(one.Folder))
                {
                    var places = new CodePlaces(tree.Expand(root));
                    var count = blocks.Count(places.Holds);
                    best = count > best.Count ? (places, count) : best;
                }
            }

            return best.Places;
        }
    }

    private static SourceText ValuesOf(ObjectValue variables)
    {
        var values = new ObjectBuilder(variables.Count);
        for (var i = 0; i < variables.Count; i++)
        {
            if (variables.Values[i] is ObjectValue variable && variable.Get("value") is { IsGround: true } value)
            {
                values.Set(variables.Keys[i], value);
            }
        }

        // Sensitive values go no further than into the evaluation of the code.
        return new SourceText("plan.tfvars.json", Encoding.UTF8.GetBytes(JsonText.Revealed(values.ToValue()))) { IsConfidential = true };
    }
}
