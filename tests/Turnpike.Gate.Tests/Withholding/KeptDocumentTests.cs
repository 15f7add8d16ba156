using System.Text;
using System.Text.Json.Nodes;
using Turnpike.Formats;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Formats.Withholding;
using Turnpike.Gate.Findings;
using Turnpike.Gate.Tests.Judging;
using Turnpike.Values;

namespace Turnpike.Gate.Tests.Withholding;

/// <summary>Documents of the vectors, kept and read back: no secret stays in them, and rules answer as before or not at all.</summary>
public sealed class KeptDocumentTests
{
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

        var before = Answers(bytes);
        var after = Answers(kept);

        foreach (var key in before.Keys.Union(after.Keys))
        {
            var (was, now) = (before.GetValueOrDefault(key), after.GetValueOrDefault(key));
            Assert.True(was == now || now == FindingStatus.Unknown, $"{key} went from {was?.ToString() ?? "pass"} to {now?.ToString() ?? "pass"}");
        }
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

    private static Dictionary<string, FindingStatus?> Answers(byte[] document)
    {
        var report = GateCheck.Run(
            new CheckRequest { Rules = RealPlans.Baseline, ProviderData = Repository.ProviderData(), Inputs = [new InputFile("input.json", document)] },
            TestContext.Current.CancellationToken);
        var answers = new Dictionary<string, FindingStatus?>();
        foreach (var finding in report.Findings)
        {
            var key = $"{finding.Rule.Id} {finding.Resource?.Address}";
            answers[key] = answers.GetValueOrDefault(key) == FindingStatus.Fail ? FindingStatus.Fail : finding.Status;
        }

        return answers;
    }
}
