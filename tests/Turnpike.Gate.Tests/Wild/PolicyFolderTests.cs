using Turnpike.Formats;
using Turnpike.Formats.Yaml;
using Turnpike.Gate.Rules;
using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Tests.Wild;

/// <summary>
/// Policies in the shapes of Conftest's examples, Trivy's checks, Styra's libraries and OPA's tutorials. Each folder has its
/// policies, inputs and perhaps data; <c>case.yaml</c> says how they are asked and what their authors would expect.
/// </summary>
public sealed class PolicyFolderTests
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "tests", "Turnpike.Gate.Tests", "Wild", "policies");

    public static TheoryData<string> Folders => [.. Directory.GetDirectories(s_folder).Select(static p => Path.GetFileName(p)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Judge_as_their_authors_would_expect(string name)
    {
        var folder = Path.Combine(s_folder, name);
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(folder, p)).Order(StringComparer.Ordinal).ToList();
        var expected = (ObjectValue)YamlReader.Read(Read(folder, "case.yaml"), [], YamlLimits.Default)[0].Value;
        var rules = RuleSet.Compile([], new PolicyFolder
        {
            Files = [.. files.Where(static f => f.EndsWith(".rego", StringComparison.Ordinal)).Select(f => Read(folder, f))],
            IsV0 = expected.Get("v0") == Value.True,
            Namespaces = expected.Get("namespaces") is ArrayValue given ? Texts(given) : ["main"],
        });

        var report = GateCheck.Run(
            new CheckRequest
            {
                Rules = rules,
                Inputs = [.. files.Where(IsInput).Select(f => new InputFile(f, Read(folder, f).Utf8))],
                DataFiles = [.. files.Where(IsData).Select(f => new DataFile(Read(folder, f), f.Split('/')[1..^1]))],
                Unknowns = expected.Get("absent") == Value.True ? UnknownMode.Absent : UnknownMode.Marked,
                IsCombined = expected.Get("combine") == Value.True,
            },
            TestContext.Current.CancellationToken);

        Assert.Equal(expected.Get("diagnostics") is ArrayValue codes ? Texts(codes) : [], report.Diagnostics.Select(static d => d.Code));
        Assert.Equal(
            Texts((ArrayValue)expected.Get("expected")!).Order(StringComparer.Ordinal),
            report.Findings.Select(static f => $"{f.Resource?.Address ?? "-"} {f.Rule.Id} {f.Status}: {f.Message}").Order(StringComparer.Ordinal));
    }

    private static bool IsInput(string file) => file != "case.yaml" && !file.EndsWith(".rego", StringComparison.Ordinal) && !IsData(file);

    private static bool IsData(string file) => file.StartsWith("data/", StringComparison.Ordinal);

    private static SourceText Read(string folder, string file) => new(file, File.ReadAllBytes(Path.Combine(folder, file)));

    private static string[] Texts(ArrayValue items) => [.. items.Items.ToArray().Select(static i => ((StringValue)i).Value)];
}
