using System.Text.Json.Nodes;

namespace Turnpike.Gate.Tests.Judging;

/// <summary>Random tokens in the place of sensitive values of real plans never come out.</summary>
public sealed class SecretTests
{
    private const int Trials = 3;

    public static TheoryData<string> Plans => RealPlans.Names;

    [Theory]
    [MemberData(nameof(Plans))]
    public void No_secret_appears_in_a_report(string name)
    {
        var plan = RealPlans.Read(name);
        Assert.SkipWhen(plan is null, "not a plain UTF-8 document");

        for (var trial = 0; trial < Trials; trial++)
        {
            var random = new Random(trial);
            var secret = plan!.DeepClone();
            foreach (var leaf in RealPlans.Leaves(secret))
            {
                if (leaf.Value is JsonValue value && value.TryGetValue<string>(out _) && random.Next(3) == 0)
                {
                    leaf.MakeSecret($"token-{random.NextInt64():x}");
                }
            }

            var report = RealPlans.Judge(secret);

            foreach (var text in report.Findings.SelectMany(static f => new[] { f.Message, f.Path, f.ToString() }).Concat(report.Diagnostics.Select(static d => d.ToString())))
            {
                Assert.DoesNotContain("token-", text ?? "", StringComparison.Ordinal);
            }
        }
    }
}
