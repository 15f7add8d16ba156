using System.Text;
using System.Text.Json.Nodes;
using Turnpike.Formats;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Formats.TerraformState;
using Turnpike.Formats.Withholding;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Surrounding;
using Turnpike.Gate.Tests.Judging;
using Turnpike.Values;

namespace Turnpike.Gate.Tests.Withholding;

/// <summary>Documents of the vectors, kept and read back: no secret stays in them, and rules answer as before or not at all.</summary>
public sealed class KeptDocumentTests
{
    private const int Trials = 3;

    private static readonly byte[] s_key = [.. Enumerable.Range(1, 32).Select(static i => (byte)i)];
    private static readonly byte[] s_otherKey = [.. Enumerable.Range(2, 32).Select(static i => (byte)i)];

    public static TheoryData<string> Documents => Repository.HasVectors
        ? [.. Files("plans").Concat(Files("terraform/roots")).Order(StringComparer.Ordinal)]
        : ["(the vectors are missing)"];

    [Theory]
    [MemberData(nameof(Documents))]
    public void No_secret_stays(string name)
    {
        var document = Read(name);
        var secrets = SecretsOf(document);

        var kept = KeptDocument.Write(document, s_key)!;

        var texts = new List<string>();
        Collect(JsonNode.Parse(kept), texts);
        foreach (var text in texts)
        {
            var found = secrets.FirstOrDefault(secret => text.Contains(secret, StringComparison.Ordinal));
            Assert.True(found is null, $"{text} holds {found}");
        }
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Rules_answer_as_before_or_not_at_all(string name)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Repository.Vectors, name));
        var kept = KeptDocument.Write(Read(name), s_key)!;

        Compare(Answers(bytes), Answers(kept));
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Keeping_what_was_kept_changes_nothing(string name)
    {
        var kept = KeptDocument.Write(Read(name), s_key)!;
        var again = InputReader.Read(name, kept);

        Assert.NotNull(again.Document);
        Assert.Equal(Encoding.UTF8.GetString(kept), Encoding.UTF8.GetString(KeptDocument.Write(again.Document!, s_otherKey)!));
    }

    /// <summary>Any attribute of a state may be secret: what it says of the estate is then known less, never differently.</summary>
    [Theory]
    [MemberData(nameof(States))]
    public void An_estate_without_its_secrets_is_judged_as_before_or_not_at_all(string name)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Vectors, name));
        for (var trial = 0; trial < Trials; trial++)
        {
            var state = JsonNode.Parse(text)!;
            MarkSome(state, new Random(trial));
            var document = (TerraformStateDocument)InputReader.Read(name, Encoding.UTF8.GetBytes(state.ToJsonString())).Document!;
            var kept = (TerraformStateDocument)InputReader.Read(name, KeptDocument.Write(document, s_key)!).Document!;

            Compare(Standing(document), Standing(kept));
        }
    }

    /// <summary>Tokens in the place of what a plan marks, and what stays of them anywhere.</summary>
    [Theory]
    [MemberData(nameof(Plans))]
    public void A_plan_with_some_values_secret_is_judged_as_before_or_not_at_all(string name)
    {
        var plan = RealPlans.Read(name);
        Assert.SkipWhen(plan is null, "not a plain UTF-8 document");
        for (var trial = 0; trial < Trials; trial++)
        {
            var random = new Random(trial);
            var secret = plan!.DeepClone();
            foreach (var leaf in RealPlans.Leaves(secret))
            {
                if (leaf.Value is JsonValue value && value.TryGetValue<string>(out var text) && random.Next(8) == 0)
                {
                    leaf.MakeSecret(text);
                }
            }

            var bytes = Encoding.UTF8.GetBytes(secret.ToJsonString());
            Compare(Answers(bytes), Answers(KeptDocument.Write(InputReader.Read(name, bytes).Document!, s_key)!));
        }
    }

    public static TheoryData<string> States => Repository.HasVectors
        ? [.. Files("terraform/roots").Where(static f => Path.GetFileName(f).StartsWith("state", StringComparison.Ordinal)).Order(StringComparer.Ordinal)]
        : ["(the vectors are missing)"];

    public static TheoryData<string> Plans => RealPlans.Names;

    private static void MarkSome(JsonNode state, Random random)
    {
        foreach (var instance in state["resources"]!.AsArray().SelectMany(static r => r!["instances"]!.AsArray()))
        {
            var paths = instance!["sensitive_attributes"] as JsonArray ?? [];
            foreach (var (attribute, _) in (JsonObject)instance["attributes"]!)
            {
                if (random.Next(10) == 0)
                {
                    paths.Add(new JsonArray(new JsonObject { ["type"] = "get_attr", ["value"] = attribute }));
                }
            }

            instance["sensitive_attributes"] = paths.DeepClone();
        }
    }

    private static Dictionary<string, FindingStatus?> Standing(TerraformStateDocument document) => Answers(EstateCheck.Run(
        new EstateCheckRequest { Estate = new Surroundings { Resources = document.Resources }, Rules = RealPlans.Baseline, ProviderData = Repository.ProviderData() },
        null,
        TestContext.Current.CancellationToken));

    private static void Compare(Dictionary<string, FindingStatus?> before, Dictionary<string, FindingStatus?> after)
    {
        foreach (var key in before.Keys.Union(after.Keys))
        {
            var (was, now) = (before.GetValueOrDefault(key), after.GetValueOrDefault(key));
            Assert.True(was == now || now == FindingStatus.Unknown, $"{key} went from {was?.ToString() ?? "pass"} to {now?.ToString() ?? "pass"}");
        }
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Repository.Vectors, folder), "*.json", SearchOption.AllDirectories)
            .Where(static file => InputReader.Read(file, File.ReadAllBytes(file)).Document is not null)
            .Select(static file => Path.GetRelativePath(Repository.Vectors, file));

    private static InputDocument Read(string name) => InputReader.Read(name, File.ReadAllBytes(Path.Combine(Repository.Vectors, name))).Document!;

    private static HashSet<string> SecretsOf(InputDocument document)
    {
        var secrets = new HashSet<string>();
        foreach (var view in document.Documents(unknownsAbsent: true))
        {
            Collect(view.Value, false, secrets);
        }

        foreach (var value in (document as TerraformPlanDocument)?.Drift.SelectMany(static c => new[] { c.Before, c.After }) ?? [])
        {
            Collect(value ?? Value.Null, false, secrets);
        }

        return secrets;
    }

    private static void Collect(Value value, bool isSecret, HashSet<string> secrets)
    {
        isSecret |= value.IsSensitive;
        switch (value)
        {
            case StringValue { Value: { Length: >= 4 } text } when isSecret:
                secrets.Add(text);
                break;
            case ArrayValue array:
                foreach (var item in array.Items)
                {
                    Collect(item, isSecret, secrets);
                }

                break;
            case ObjectValue obj:
                foreach (var item in obj.Values)
                {
                    Collect(item, isSecret, secrets);
                }

                break;
        }
    }

    private static void Collect(JsonNode? node, List<string> texts)
    {
        switch (node)
        {
            case JsonObject obj:
                foreach (var (_, value) in obj)
                {
                    Collect(value, texts);
                }

                break;
            case JsonArray array:
                foreach (var item in array)
                {
                    Collect(item, texts);
                }

                break;
            case JsonValue value when value.TryGetValue<string>(out var text):
                texts.Add(text);
                break;
        }
    }

    private static Dictionary<string, FindingStatus?> Answers(byte[] document) => Answers(GateCheck.Run(
        new CheckRequest { Rules = RealPlans.Baseline, ProviderData = Repository.ProviderData(), Inputs = [new InputFile("input.json", document)] },
        TestContext.Current.CancellationToken));

    private static Dictionary<string, FindingStatus?> Answers(CheckReport report)
    {
        var answers = new Dictionary<string, FindingStatus?>();
        foreach (var finding in report.Findings)
        {
            var key = $"{finding.Rule.Id} {finding.Resource?.Address}";
            answers[key] = answers.GetValueOrDefault(key) == FindingStatus.Fail ? FindingStatus.Fail : finding.Status;
        }

        return answers;
    }
}
