using Turnpike.Gate.Findings;

namespace Turnpike.Gate.Tests.Judging;

/// <summary>
/// Soundness on real plans and real rules: hiding what is known may turn an answer into UNKNOWN, never into the other
/// answer.
/// </summary>
public sealed class MaskingTests
{
    private const int Trials = 8;

    public static TheoryData<string> Plans => RealPlans.Names;

    [Theory]
    [MemberData(nameof(Plans))]
    public void Hiding_known_values_only_leads_to_unknown(string name)
    {
        var plan = RealPlans.Read(name);
        Assert.SkipWhen(plan is null, "not a plain UTF-8 document");
        var report = RealPlans.Judge(plan!);
        Assert.SkipWhen(report.IsBadInput, "bad input has no answer");
        var known = Answers(report);

        for (var trial = 0; trial < Trials; trial++)
        {
            var random = new Random(trial);
            var masked = plan!.DeepClone();
            var hidden = new List<string>();
            foreach (var leaf in Choose(RealPlans.Leaves(masked), random))
            {
                hidden.Add($"{leaf.Change.Parent!["address"]}: {string.Join('.', leaf.Path)} = {leaf.Value?.ToJsonString() ?? "null"}");
                leaf.MakeUnknown();
            }

            var now = Answers(RealPlans.Judge(masked));
            foreach (var key in known.Keys.Union(now.Keys))
            {
                var (before, after) = (known.GetValueOrDefault(key), now.GetValueOrDefault(key));
                Assert.False(before == Answer.Fail && after == Answer.Pass || before == Answer.Pass && after == Answer.Fail,
                    $"{key} went from {before} to {after} when hidden were\n{string.Join('\n', hidden)}");
            }
        }
    }

    [Fact]
    public void An_unknown_effect_in_a_rebuilt_policy_is_not_taken_for_Allow()
    {
        var plan = RealPlans.Read("terraform/roots/unknown-heavy/plan-1-create.json")!;
        RealPlans.Leaves(plan).Single(static leaf => leaf.Path is ["statement", 1, "effect"]).MakeUnknown();

        Assert.Equal(Answer.Unknown, Answers(RealPlans.Judge(plan))["aws-resource-policy-public aws_sqs_queue.copy"]);
    }

    // A leaf of an array that is dropped would shift its neighbours, so leaves are hidden one place each.
    private static List<Leaf> Choose(List<Leaf> leaves, Random random)
    {
        var wanted = random.Next(2) == 0 ? 1 : Math.Max(1, leaves.Count / 5);
        return leaves.OrderBy(_ => random.Next()).Take(wanted).ToList();
    }

    private enum Answer
    {
        Pass,
        Unknown,
        Fail,
    }

    private static Dictionary<string, Answer> Answers(CheckReport report)
    {
        Assert.DoesNotContain(report.Diagnostics, static d => d.IsError);
        var answers = new Dictionary<string, Answer>();
        foreach (var finding in report.Findings)
        {
            var key = $"{finding.Rule.Id} {finding.Resource?.Address}";
            var answer = finding.Status == FindingStatus.Fail ? Answer.Fail : Answer.Unknown;
            answers[key] = (Answer)Math.Max((int)answers.GetValueOrDefault(key), (int)answer);
        }

        return answers;
    }
}
