using System.Text;
using Turnpike.Formats.Kubernetes;
using Turnpike.Formats.TerraformPlan;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Formats.Tests.Detection;

public class InputReaderTests
{
    private const string Plan = """{"format_version":"1.2","terraform_version":"1.11.4","resource_changes":[{"address":"a_b.c","mode":"managed","type":"a_b","name":"c","provider_name":"registry.terraform.io/x/a","change":{"actions":["create"],"before":null,"after":{"k":"käse"},"after_unknown":{},"before_sensitive":false,"after_sensitive":{}}}]}""";
    private const string State = """{"version":4,"terraform_version":"1.11.4","serial":1,"lineage":"x","outputs":{},"resources":[]}""";
    private const string Pod = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n";

    [Theory]
    [InlineData(Plan, InputKind.TerraformPlan)]
    [InlineData("\n\t " + Plan + "\r\n", InputKind.TerraformPlan)]
    [InlineData("[command]/usr/bin/terraform show -json plan\n" + Plan + "\n::set-output name=exitcode::0\n", InputKind.TerraformPlan)]
    [InlineData("::debug::stdout: " + Plan, InputKind.TerraformPlan)]
    [InlineData("""{"complete":true,"configuration":{},"format_version":"1.2","planned_values":{}}""", InputKind.TerraformPlan)]
    [InlineData(State, InputKind.TerraformState)]
    [InlineData("Acquiring state lock.\n" + State, InputKind.TerraformState)]
    [InlineData("""{"lineage":"x","resources":[],"serial":1,"version":4}""", InputKind.TerraformState)]
    [InlineData("""{"format_version":"1.0","terraform_version":"1.11.4","values":{"root_module":{}}}""", InputKind.TerraformShowState)]
    [InlineData("""{"format_version":"1.0"}""", InputKind.TerraformShowState)]
    [InlineData(Pod, InputKind.Kubernetes)]
    [InlineData("# a comment\n---\n---\n" + Pod, InputKind.Kubernetes)]
    [InlineData("""{"apiVersion":"v1","kind":"Pod","metadata":{"name":"p"}}""", InputKind.Kubernetes)]
    [InlineData("""{"kind":"Pod","apiVersion":"v1","metadata":{"name":"p"}} {"kind":"Pod","apiVersion":"v1","metadata":{"name":"q"}}""", InputKind.Kubernetes)]
    [InlineData("{apiVersion: v1, kind: Pod, metadata: {name: p}}", InputKind.Kubernetes)]
    public void What_a_file_is_shows_in_its_content(string text, InputKind kind)
    {
        var read = Reading.Read(text);
        Assert.Empty(read.Diagnostics.Select(static d => d.ToString()));
        Assert.Equal((InputStatus.Read, kind, kind), (read.Status, read.Kind, read.Document!.Kind));
        Assert.True(read.Document.Source.IsConfidential);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello: world\n")]
    [InlineData("apiVersion: v2\nname: chart\nversion: 1.0.0\n")]
    [InlineData("""{"name":"x","version":"1.0.0","lockfileVersion":3}""")]
    [InlineData("""{"format_version":"1.0","valid":true,"diagnostics":[]}""")]
    [InlineData("""{"format_version":"1.0","provider_schemas":{}}""")]
    [InlineData("""[{"apiVersion":"v1","kind":"Pod"}]""")]
    [InlineData("the words apiVersion and kind in prose: nothing more")]
    [InlineData("resource \"a\" \"b\" {\n  kind = \"x\"\n}\n")]
    [InlineData("\u0001\u0000binary")]
    public void An_unknown_file_is_an_error_only_where_it_was_named(string text)
    {
        var named = Reading.Read(text);
        Assert.Equal(InputStatus.NotRecognised, named.Status);
        Assert.Contains(named.Diagnostics, static d => d.IsError && d.Code is "FORM001" or "FORM004");

        var found = Reading.Read(text, new InputReaderOptions { IsNamed = false });
        Assert.Equal((InputStatus.NotRecognised, 0), (found.Status, found.Diagnostics.Count));
    }

    [Theory]
    [InlineData("""{"format_version":"1.2","planned_values":{"a":""", "JSON001 1:47", InputKind.TerraformPlan)]
    [InlineData("""{"format_version":"1.2","variables":{"a":1""", "JSON001 1:43", InputKind.TerraformPlan)]
    [InlineData("""{"format_version":"2.0","planned_values":{}}""", "PLAN001 1:2", InputKind.TerraformPlan)]
    [InlineData("""{"format_version":"x","planned_values":{}}""", "PLAN001 1:2", InputKind.TerraformPlan)]
    [InlineData("""{"format_version":"2.0","values":{}}""", "PLAN001 1:2", InputKind.TerraformShowState)]
    [InlineData("""{"version":3,"terraform_version":"0.11.7","serial":1,"modules":[]}""", "STATE001 1:2", InputKind.TerraformState)]
    [InlineData("""{"version":5,"terraform_version":"9.0.0","serial":1}""", "STATE002 1:2", InputKind.TerraformState)]
    [InlineData("""{"version":4,"serial":1,"serial":2}""", "JSON006 1:25", InputKind.TerraformState)]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata: [\n", "YAML001 4:1", InputKind.Kubernetes)]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  name: b\n", "YAML008 5:3", InputKind.Kubernetes)]
    [InlineData("""{"apiVersion":"v1","kind":"Pod","metadata":}""", "JSON001 1:44", InputKind.Kubernetes)]
    public void A_broken_file_that_is_recognised_is_an_error_anywhere(string text, string fault, InputKind kind)
    {
        var read = Reading.Read(text, new InputReaderOptions { IsNamed = false });
        Assert.Equal((InputStatus.Broken, kind), (read.Status, read.Kind));
        Assert.Null(read.Document);
        Assert.Contains(fault, Reading.Faults(read));
        Assert.All(read.Diagnostics, static d => Assert.False(string.IsNullOrEmpty(d.Help)));
    }

    public static TheoryData<string, byte[]> Encodings() => new()
    {
        { "UTF-8 with mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Plan)] },
        { "UTF-16 LE with mark", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Plan)] },
        { "UTF-16 BE with mark", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Plan)] },
        { "UTF-16 LE", Encoding.Unicode.GetBytes(Plan) },
        { "UTF-16 BE", Encoding.BigEndianUnicode.GetBytes(Plan) },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Any_encoding_gives_the_same_plan(string name, byte[] content)
    {
        var plan = Assert.IsType<TerraformPlanDocument>(InputReader.Read(name, content).Document);
        var change = Assert.Single(plan.Changes);
        Assert.Equal(Value.Of("käse"), Reading.Path("k").Resolve(change.After));
        var place = change.Origin.At(change.AfterPath).At(ValuePath.Of("k"));
        Assert.Equal("\"k\":\"käse\"", plan.Source.GetString(plan.Locate(place.Path)));
    }

    [Fact]
    public void Text_that_is_no_UTF16_is_a_fault_with_its_place()
    {
        byte[] odd = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Plan), (byte)'}'];
        Assert.Contains(InputReader.Read("x", odd).Diagnostics, static d => d.Code == "FORM003");
        byte[] lone = [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{\"format_version\":\"1.2\",\"planned_values\":\""), 0x00, 0xD8, .. Encoding.Unicode.GetBytes("x\"}")];
        Assert.Equal(["FORM003 1:43"], Reading.Faults(InputReader.Read("x", lone)));
    }

    [Fact]
    public void A_file_past_the_limit_is_refused_with_the_limit()
    {
        var read = Reading.Read(Plan, new InputReaderOptions { Json = new JsonLimits { MaxBytes = 100 } });
        Assert.Equal(InputStatus.Broken, read.Status);
        Assert.Contains("100", Assert.Single(read.Diagnostics).Message, StringComparison.Ordinal);
        Assert.Equal("FORM002", Assert.Single(InputReader.TooLarge("x", 1L << 40, InputReaderOptions.Default).Diagnostics).Code);
    }

    [Fact]
    public void A_second_document_is_an_error_and_the_wrapper_s_echo_is_not()
    {
        Assert.Equal(["PLAN005 2:1"], Reading.Faults(Reading.Read(Plan + "\n" + Plan)));
        Assert.Equal(["PLAN005 2:1"], Reading.Faults(Reading.Read(Plan + "\n" + State)));
        Assert.Empty(Reading.Read(Plan + "\n::set-output name=stdout::" + Plan + "%0A\n").Diagnostics);
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Release.Name }}\n", false, InputStatus.HelmTemplate)]
    [InlineData("{{- if .Values.on }}\napiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n{{- end }}\n", false, InputStatus.HelmTemplate)]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata:\n  name: \"{{ .Release.Name }}\"\n", true, InputStatus.HelmTemplate)]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata:\n  name: \"{{ .Release.Name }}\"\n", false, InputStatus.Read)]
    [InlineData(Pod, true, InputStatus.Read)]
    public void Helm_templates_are_told_apart(string text, bool isInChart, InputStatus status)
    {
        var read = Reading.Read(text, new InputReaderOptions { IsInChartTemplates = isInChart });
        Assert.Equal(status, read.Status);
        Assert.Empty(read.Diagnostics);
    }

    [Fact]
    public void A_template_found_under_templates_is_passed_over_and_one_that_was_named_is_read()
    {
        var content = Encoding.UTF8.GetBytes("apiVersion: v1\nkind: Pod\nmetadata:\n  name: \"{{ .Release.Name }}\"\n");
        Assert.Equal(InputStatus.HelmTemplate, InputReader.Read("chart/templates/pod.yaml", content, new InputReaderOptions { IsNamed = false }).Status);
        Assert.Equal(InputStatus.Read, InputReader.Read("chart/templates/pod.yaml", content).Status);
        Assert.Equal(InputStatus.Read, InputReader.Read("mytemplates/pod.yaml", content, new InputReaderOptions { IsNamed = false }).Status);
    }

    [Theory]
    [InlineData("plan.json", true)]
    [InlineData("deploy/app.YAML", true)]
    [InlineData("a/plan", true)]
    [InlineData("terraform.tfstate", true)]
    [InlineData("terraform.tfstate.backup", false)]
    [InlineData("logo.png", false)]
    [InlineData("main.tf", false)]
    [InlineData(".terraform.lock.hcl", false)]
    [InlineData("a/.hidden.json", false)]
    public void Names_that_cannot_be_inputs_are_not_read(string path, bool isWorth) => Assert.Equal(isWorth, InputReader.IsWorthReading(path));

    [Fact]
    public void The_binary_plan_is_named_as_what_it_is() =>
        Assert.Equal("FORM005", Assert.Single(Reading.Read("PK\u0003\u0004....tfplan....").Diagnostics).Code);

    [Fact]
    public void Json_that_does_not_parse_says_where_although_it_is_not_recognised() =>
        Assert.Equal(["JSON001 1:7", "FORM001 1:1"], Reading.Faults(Reading.Read("{\"a\": }")));

    [Fact]
    public void Two_documents_of_kubernetes_json_keep_their_places()
    {
        var document = Reading.ReadAs<KubernetesDocument>("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"p\"}}\n{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"q\"}}");
        var place = document.Changes[1].Origin.At(Reading.Path("metadata/name"));
        Assert.Equal("\"name\":\"q\"", document.Source.GetString(document.Locate(place.Path)));
        Assert.Equal(2, document.Source.PositionAt(document.Locate(place.Path).Start).Line);
    }
}
